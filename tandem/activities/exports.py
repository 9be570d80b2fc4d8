"""Activities as the facts contract has them; what was withdrawn is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from tandem.activities.models import Activity, ActivityTopic, Participation
from tandem.lib.transfers import register_outlet
from tandem.pairings.two_sided import Status


def _given_out() -> QuerySet[Activity]:
    return Activity.objects.exclude(status=Status.WITHDRAWN)


def activities() -> Iterable[tuple[Any, ...]]:
    """Every item. An outing of several items that was entered here is an event under its own id."""
    several = Q(event_id="", several__gt=1)
    rows = _given_out().annotate(
        several=Count("outing__items"),
        event=Case(When(several, then=F("outing_id")), default=F("event_id")),
        mentor=Case(
            When(mentorship__status=Status.CONFIRMED, then=F("mentorship_id")),
            default=Value(""),
            output_field=CharField(),
        ),
    )
    return (
        rows.order_by("pk")
        .values_list(
            "pk",
            "event",
            "collaboration_id",
            "kind",
            "held_on",
            "host_side",
            "sessions",
            "mentor",
            "subject",
            "status",
        )
        .iterator()
    )


def activity_topics() -> Iterable[tuple[Any, ...]]:
    """Every topic of those items."""
    rows = ActivityTopic.objects.exclude(activity__status=Status.WITHDRAWN)
    return rows.order_by("activity_id", "id").values_list("activity_id", "topic").iterator()


def participations() -> Iterable[tuple[Any, ...]]:
    """Every part of a person in those items."""
    rows = Participation.objects.exclude(activity__status=Status.WITHDRAWN)
    return (
        rows.order_by("activity_id", "id")
        .values_list("activity_id", "person_key", "side", "post", "honour", "part")
        .iterator()
    )


def register() -> None:
    """Register them."""
    register_outlet("activities", activities)
    register_outlet("activity_topics", activity_topics)
    register_outlet("participations", participations)
