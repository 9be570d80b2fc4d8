"""Accepted aid as a fact view."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tandem.aid.models import Aid
from tandem.compliance.days import DayNumber
from tandem.compliance.registry import register_fact_view
from tandem.pairings.two_sided import Status


def aid() -> QuerySet[Any, Any]:
    """Every gift that stands confirmed; one not accepted yet has no day."""
    return (
        Aid.objects.filter(status__in=(Status.CONFIRMED, Status.SUBMITTED))
        .order_by()
        .values_list("pk", "collaboration_id", "kind", DayNumber("accepted_on"))
    )


def aid_handed_over() -> QuerySet[Any, Any]:
    """The day on which each gift was handed over: explanations alone read it."""
    return Aid.objects.order_by().values_list("pk", DayNumber("handed_over_on"))


def register() -> None:
    """Register them."""
    register_fact_view("aid", aid)
    register_fact_view("aid_handed_over", aid_handed_over)
