"""Confirmed mentorships and outputs as the facts contract has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.lib.transfers import register_outlet
from tandem.mentoring.models import Mentorship, Output
from tandem.pairings.two_sided import Status


def mentorships() -> Iterable[tuple[Any, ...]]:
    """Every confirmed mentorship."""
    rows = Mentorship.objects.filter(status=Status.CONFIRMED).order_by("pk")
    return rows.values_list(
        "pk", "collaboration_id", "mentor_id", "mentee_id", "subject", "starts_on", "ends_on"
    )


def outputs() -> Iterable[tuple[Any, ...]]:
    """Every confirmed output."""
    rows = Output.objects.filter(status=Status.CONFIRMED).order_by("pk")
    return rows.values_list("pk", "collaboration_id", "person_id", "kind", "completed_on")


def register() -> None:
    """Register them."""
    register_outlet("mentorships", mentorships)
    register_outlet("outputs", outputs)
