"""Plans as a fact view."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tandem.compliance.days import DayNumber
from tandem.compliance.registry import register_fact_view
from tandem.plans.models import Plan


def plans() -> QuerySet[Any, Any]:
    """Every plan."""
    return Plan.objects.order_by().values_list(
        "pk", "collaboration_id", DayNumber("submitted_on"), DayNumber("approved_on")
    )


def register() -> None:
    """Register it."""
    register_fact_view("plans", plans)
