"""Waivers as the facts contract has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.compliance.models import Waiver
from tandem.lib.transfers import register_outlet


def waivers() -> Iterable[tuple[Any, ...]]:
    """Every waiver."""
    return Waiver.objects.order_by("collaboration_id", "period", "requirement").values_list(
        "collaboration_id", "period", "requirement", "reason"
    )


def register() -> None:
    """Register it."""
    register_outlet("waivers", waivers)
