"""Visits as a fact view."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tandem.compliance.days import DayNumber
from tandem.compliance.registry import register_fact_view
from tandem.inspections.models import Visit


def visits() -> QuerySet[Any, Any]:
    """Every visit."""
    return Visit.objects.order_by().values_list(
        "pk", "collaboration_id", "department", DayNumber("visited_on")
    )


def register() -> None:
    """Register it."""
    register_fact_view("visits", visits)
