"""Reading notices and complaints."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.accounts.models import Role, RoleAssignment
from tandem.accounts.organisations import organisations
from tandem.calendar import today
from tandem.notifications.models import Complaint, Notice


def carried_unread_count() -> Coalesce:
    """:func:`unread_count` for the menu of every page, told in the query for the account itself."""
    unread = Notice.objects.filter(user=OuterRef("user"), read_at__isnull=True).order_by()
    return Coalesce(Subquery(unread.values("user").annotate(n=Count("pk")).values("n")), 0)


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """A person's own notices, the newest first."""
    return Notice.objects.filter(user=actor.user_id)


def unread_count(actor: Actor) -> int:
    """How many notices the person has not read."""
    return notices_of(actor).filter(read_at__isnull=True).count() if actor.user_id else 0


def get_notice_for(actor: Actor, pk: str) -> Notice:
    """One's own notice. Raises ``Http404`` for any other."""
    return get_object_or_404(notices_of(actor), pk=pk)


def visible_complaints(actor: Actor) -> QuerySet[Complaint]:
    """One's own; officers also what is addressed to their bureau. Waiting ones first."""
    rows = Complaint.objects.select_related("by").order_by("answered_at", "-at")
    if actor.everything:
        return rows
    own = Q(by_id=actor.user_id)
    if actor.may("notifications.answer_complaint"):
        own |= Q(authority_id__in=["", *addressed_by(actor)])
    return rows.filter(own)


def addressed_by(actor: Actor) -> frozenset[str]:
    """The authorities whose complaints an officer answers.

    One's own, and the one above it: the people of a higher authority look on at this bureau's work,
    and have no officers of their own here.
    """
    own = actor.organisations("notifications.answer_complaint")
    return own | {place.above for place in organisations(own).values() if place.above}


def may_answer(actor: Actor, complaint: Complaint) -> bool:
    """Whether a complaint is the actor's to answer."""
    if actor.everything:
        return True
    may = actor.may("notifications.answer_complaint")
    return may and complaint.authority_id in addressed_by(actor) | {""}


def authority_of_writer(actor: Actor) -> str:
    """The bureau of a person's first role, of the last one where none runs; empty without any."""
    ids = [held.organisation_id for held in actor.held] or list(
        RoleAssignment.objects.filter(user=actor.user_id)
        .order_by("-starts_on")
        .values_list("organisation_id", flat=True)[:1]
    )
    place = organisations(ids[:1]).get(ids[0]) if ids else None
    if place is None:
        return ""
    return (place.above or "") if place.is_school else place.id


def officers_of(authority_id: str) -> set[int]:
    """Those who answer the complaints that are addressed to an authority."""
    rows = [
        row
        for row in RoleAssignment.objects.filter(role=Role.OFFICER, user__is_active=True)
        if row.holds_on(today())
    ]
    places = organisations({row.organisation_id for row in rows})
    return {
        row.user_id
        for row in rows
        if not authority_id
        or row.organisation_id == authority_id
        or (row.organisation_id in places and places[row.organisation_id].above == authority_id)
    }


def get_complaint_for(actor: Actor, pk: str) -> Complaint:
    """A complaint that the actor may see. Raises ``Http404`` for any other."""
    return get_object_or_404(visible_complaints(actor), pk=pk)
