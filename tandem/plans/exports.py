"""Plans as the facts contract has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.lib.transfers import register_outlet
from tandem.plans.models import Plan


def plans() -> Iterable[tuple[Any, ...]]:
    """Every plan."""
    return Plan.objects.order_by("pk").values_list(
        "pk", "collaboration_id", "submitted_on", "approved_on"
    )


def register() -> None:
    """Register it."""
    register_outlet("plans", plans)
