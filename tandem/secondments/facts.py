"""The confirmed secondments as a fact view."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import NullIf

from tandem.compliance.days import DayNumber
from tandem.compliance.registry import register_fact_view
from tandem.pairings.two_sided import Status
from tandem.secondments.models import Secondment


def secondments() -> QuerySet[Any, Any]:
    """Every confirmed secondment."""
    return (
        Secondment.objects.filter(status=Status.CONFIRMED)
        .order_by()
        .values_list(
            "pk",
            "collaboration_id",
            "from_side",
            "post",
            DayNumber("starts_on"),
            DayNumber("ends_on"),
            DayNumber("evaluated_on"),
            NullIf("grade", Value("")),
        )
    )


def register() -> None:
    """Register it."""
    register_fact_view("secondments", secondments)
