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
        own |= Q(authority_id__in=["", *actor.organisations("notifications.answer_complaint")])
    return rows.filter(own)


def may_answer(actor: Actor, complaint: Complaint) -> bool:
    """Whether a complaint is the actor's to answer."""
    whose = [complaint.authority_id] if complaint.authority_id else None
    return actor.may("notifications.answer_complaint", whose)


def authority_of_writer(actor: Actor) -> str:
    """The bureau of a person's first role, of the last one where none runs.

    Empty without any, and for the people of a higher authority, which has no officers: they look on
    at the work of the bureaus.
    """
    ids = [held.organisation_id for held in actor.held] or list(
        RoleAssignment.objects.filter(user=actor.user_id)
        .order_by("-starts_on")
        .values_list("organisation_id", flat=True)[:1]
    )
    place = organisations(ids[:1]).get(ids[0]) if ids else None
    if place is None:
        return ""
    if place.is_school:
        return place.above or ""
    officers = RoleAssignment.objects.filter(role=Role.OFFICER, organisation_id=place.id)
    return place.id if officers.exists() else ""


def officers_of(authority_id: str) -> set[int]:
    """Those who answer the complaints that are addressed to an authority; empty: to any."""
    rows = RoleAssignment.objects.filter(role=Role.OFFICER, user__is_active=True)
    if authority_id:
        rows = rows.filter(organisation_id=authority_id)
    return {row.user_id for row in rows if row.holds_on(today())}


def get_complaint_for(actor: Actor, pk: str) -> Complaint:
    """A complaint that the actor may see. Raises ``Http404`` for any other."""
    return get_object_or_404(visible_complaints(actor), pk=pk)
