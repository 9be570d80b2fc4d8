"""Rounds, semesters and collaborations as the facts contract has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.lib.transfers import register_outlet
from tandem.pairings.models import Collaboration, Round, Term


def rounds() -> Iterable[tuple[Any, ...]]:
    """Every round."""
    return Round.objects.order_by("pk").values_list(
        "pk", "name", "authority_id", "starts_on", "ends_on"
    )


def terms() -> Iterable[tuple[Any, ...]]:
    """Every semester."""
    return Term.objects.order_by("pk").values_list(
        "pk", "round_id", "year", "season", "starts_on", "ends_on"
    )


def collaborations() -> Iterable[tuple[Any, ...]]:
    """Every collaboration."""
    return Collaboration.objects.order_by("pk").values_list(
        "pk",
        "round_id",
        "batch",
        "lead_id",
        "partner_id",
        "origin",
        "starts_on",
        "ends_on",
        "plan_due_on",
    )


def register() -> None:
    """Register them."""
    register_outlet("rounds", rounds)
    register_outlet("terms", terms)
    register_outlet("collaborations", collaborations)
