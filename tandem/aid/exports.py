"""Aid as the facts contract has it: what was accepted, and what waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.aid.models import Aid
from tandem.lib.transfers import register_outlet
from tandem.pairings.two_sided import Status


def aid() -> Iterable[tuple[Any, ...]]:
    """Every gift that its partner has not turned down and nobody has taken back."""
    rows = Aid.objects.filter(status__in=(Status.CONFIRMED, Status.SUBMITTED)).order_by("pk")
    return rows.values_list(
        "pk", "collaboration_id", "kind", "value_yuan", "handed_over_on", "accepted_on"
    )


def register() -> None:
    """Register it."""
    register_outlet("aid", aid)
