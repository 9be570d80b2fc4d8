"""The fact views of the records that lie beneath: collaborations, semesters, waivers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import NullIf

from tandem.compliance.days import DayNumber
from tandem.compliance.models import Waiver
from tandem.compliance.registry import register_fact_view
from tandem.pairings.models import Collaboration, Term


def collaborations() -> QuerySet[Any, Any]:
    """Every collaboration with its schools' stages."""
    return Collaboration.objects.order_by().values_list(
        "pk",
        "round_id",
        NullIf("batch", Value("")),
        "origin",
        "lead__stage",
        "partner__stage",
        DayNumber("starts_on"),
        DayNumber("ends_on"),
        DayNumber("plan_due_on"),
    )


def terms() -> QuerySet[Any, Any]:
    """Every semester."""
    return Term.objects.order_by().values_list(
        "pk", "round_id", "year", "season", DayNumber("starts_on"), DayNumber("ends_on")
    )


def waivers() -> QuerySet[Any, Any]:
    """Every waiver."""
    return Waiver.objects.order_by().values_list("collaboration_id", "period", "requirement")


def register() -> None:
    """Register them."""
    register_fact_view("collaborations", collaborations)
    register_fact_view("terms", terms)
    register_fact_view("waivers", waivers)
