"""Who must not inspect what, and why."""

from __future__ import annotations

from datetime import date

from tandem.matching.draw.model import DrawObject, Inspector

COLLEAGUE_YEARS = 3


def conflict_kinds(inspector: Inspector, inspected: DrawObject) -> tuple[str, ...]:
    """The reasons why ``inspector`` must not go to ``inspected``; empty if there is none.

    Kinds are those of :class:`~tandem.matching.draw.model.Conflicts`, ``object`` (the object's own list
    names the inspector) and ``stratum`` (the inspector serves other strata only).
    """
    same = {inspected.id, *inspected.related}
    found = [kind for kind, ids in inspector.conflicts.by_kind() if not same.isdisjoint(ids)]
    if inspector.id in inspected.conflicts:
        found.append("object")
    if inspector.strata and inspected.stratum not in inspector.strata:
        found.append("stratum")
    return tuple(found)


def may_inspect(inspector: Inspector, inspected: DrawObject) -> bool:
    """Whether nothing speaks against it."""
    return not conflict_kinds(inspector, inspected)


def still_colleague(until: date, on: date) -> bool:
    """Whether somebody who worked at a school up to ``until`` counts as a colleague there on ``on``.

    For three years to the day, that day included.
    """
    return (until.year + COLLEAGUE_YEARS, until.month, until.day) >= (on.year, on.month, on.day)
