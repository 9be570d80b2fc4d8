"""The confirmed mentorships and outputs as fact views."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tandem.compliance.days import DayNumber
from tandem.compliance.registry import register_fact_view
from tandem.mentoring.models import Mentorship, Output
from tandem.pairings.two_sided import Status


def mentorships() -> QuerySet[Any, Any]:
    """Every confirmed mentorship."""
    return (
        Mentorship.objects.filter(status=Status.CONFIRMED)
        .order_by()
        .values_list(
            "pk",
            "collaboration_id",
            "mentor_id",
            "mentee_id",
            "subject",
            DayNumber("starts_on"),
            DayNumber("ends_on"),
        )
    )


def outputs() -> QuerySet[Any, Any]:
    """Every confirmed output."""
    return (
        Output.objects.filter(status=Status.CONFIRMED)
        .order_by()
        .values_list("pk", "collaboration_id", "person_id", "kind", DayNumber("completed_on"))
    )


def register() -> None:
    """Register them."""
    register_fact_view("mentorships", mentorships)
    register_fact_view("outputs", outputs)
