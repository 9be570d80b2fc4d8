"""Reading notices and complaints."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
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
    """One's own; those who answer see all. Waiting ones first."""
    rows = Complaint.objects.select_related("by").order_by("answered_at", "-at")
    if actor.may("notifications.answer_complaint"):
        return rows
    return rows.filter(by_id=actor.user_id)


def get_complaint_for(actor: Actor, pk: str) -> Complaint:
    """A complaint that the actor may see. Raises ``Http404`` for any other."""
    return get_object_or_404(visible_complaints(actor), pk=pk)
