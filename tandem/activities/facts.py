"""The items as fact views: every status, as the engine itself counts the confirmed ones only."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import NullIf

from tandem.activities.models import Activity, ActivityTopic, Participation
from tandem.compliance.days import DayNumber
from tandem.compliance.registry import register_fact_view


def activities() -> QuerySet[Any, Any]:
    """Every item."""
    return Activity.objects.order_by().values_list(
        "pk",
        "collaboration_id",
        "kind",
        DayNumber("held_on"),
        "host_side",
        "sessions",
        "mentorship_id",
        NullIf("subject", Value("")),
        "status",
    )


def activity_topics() -> QuerySet[Any, Any]:
    """Every topic of an item."""
    return ActivityTopic.objects.order_by().values_list("activity_id", "topic")


def participations() -> QuerySet[Any, Any]:
    """Every part of a person in an item."""
    return Participation.objects.order_by().values_list(
        "activity_id", "person_key", "side", "post", NullIf("honour", Value("")), "part"
    )


def register() -> None:
    """Register them."""
    register_fact_view("activities", activities)
    register_fact_view("activity_topics", activity_topics)
    register_fact_view("participations", participations)
