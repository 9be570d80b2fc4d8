"""Confirmed secondments as the facts contract has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.lib.transfers import register_outlet
from tandem.pairings.two_sided import Status
from tandem.secondments.models import Secondment


def secondments() -> Iterable[tuple[Any, ...]]:
    """Every confirmed secondment."""
    rows = Secondment.objects.filter(status=Status.CONFIRMED).order_by("pk")
    return rows.values_list(
        "pk",
        "collaboration_id",
        "person_id",
        "from_side",
        "post",
        "starts_on",
        "ends_on",
        "evaluated_on",
        "grade",
    )


def register() -> None:
    """Register it."""
    register_outlet("secondments", secondments)
