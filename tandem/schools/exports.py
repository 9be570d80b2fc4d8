"""The registry as the facts contract has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.lib.transfers import register_outlet
from tandem.schools.models import Person, School


def schools() -> Iterable[tuple[Any, ...]]:
    """Every school."""
    return (
        School.objects.order_by("pk")
        .values_list("pk", "name", "stage", "authority_id", "status", "successor_id")
        .iterator()
    )


def people() -> Iterable[tuple[Any, ...]]:
    """Every person on record."""
    return Person.objects.order_by("pk").values_list("pk", "name", "school_id").iterator()


def register() -> None:
    """Register them."""
    register_outlet("schools", schools)
    register_outlet("people", people)
