"""The one registry: which queryset gives which table that compiled SQL reads.

Each record app registers its own view from its ``apps.py``; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from tandem.policy.assembling import HANDED_OVER
from tandem.policy.schema import EVALUATION_TABLES

EXPLANATION_TABLES = {HANDED_OVER: ("aid_id", "handed_day")}
"""What an explanation reads besides the evaluation tables."""

FactView = Callable[[], QuerySet[Any, Any]]

_views: dict[str, FactView] = {}


def register_fact_view(table: str, view: FactView) -> None:
    """Name the view of an evaluation table.

    ``view()`` gives a ``values_list()`` queryset with exactly the columns of
    ``schema.EVALUATION_TABLES[table]``, in their order, unsorted; a day number is made with
    :class:`tandem.compliance.days.DayNumber`, and an empty text must be null. Raises ``ValueError``
    for an unknown table and for one that is registered already.
    """
    if table not in EVALUATION_TABLES and table not in EXPLANATION_TABLES:
        raise ValueError(f"the engine reads no table {table}")
    if table in _views and _views[table] is not view:
        raise ValueError(f"{table} has a fact view already")
    _views[table] = view


def fact_views() -> dict[str, FactView]:
    """Every registered view by table."""
    return dict(_views)


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a relation that compiled SQL reads, in order."""
    if table in EXPLANATION_TABLES:
        return EXPLANATION_TABLES[table]
    return tuple(EVALUATION_TABLES[table])
