"""Visits and check ratings as the facts contract has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.inspections.models import CheckRating, Visit
from tandem.lib.transfers import register_outlet


def visits() -> Iterable[tuple[Any, ...]]:
    """Every visit."""
    return Visit.objects.order_by("pk").values_list(
        "pk", "collaboration_id", "department", "visited_on"
    )


def checks() -> Iterable[tuple[Any, ...]]:
    """Every rating."""
    return CheckRating.objects.order_by("collaboration_id", "side", "year").values_list(
        "collaboration_id", "side", "year", "rating"
    )


def register() -> None:
    """Register them."""
    register_outlet("visits", visits)
    register_outlet("checks", checks)
