"""The board's two charts as data, each with the rows of the table that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tandem.dashboards.board.cells import foot_counts
from tandem.dashboards.board.fulfilment import Point
from tandem.dashboards.board.queries import Board
from tandem.pairings.models import Term
from tandem.reports.words import Words


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week's end: the share of duties met, the calendar, and the semester before."""

    day: date
    met: int
    owed: int
    share: float
    calendar: float
    before: float | None


def fulfilment_rows(
    term: Term, points: Sequence[Point], last: Term | None, last_points: Sequence[Point]
) -> list[WeekRow]:
    """The weeks of a semester; the one before stands beside it at the same part of its length."""
    rows = []
    known = sorted((_passed(last, p.day), p.share) for p in last_points) if last else []
    for point in points:
        calendar = _passed(term, point.day)
        rows.append(
            WeekRow(point.day, point.met, point.owed, point.share, calendar, _at(known, calendar))
        )
    return rows


def _passed(term: Term, day: date) -> float:
    """The share of a semester that is over at the end of a day."""
    days = (term.ends_on - term.starts_on).days + 1
    return min(1.0, max(0.0, ((day - term.starts_on).days + 1) / days))


def _at(known: Sequence[tuple[float, float]], share: float) -> float | None:
    """The value there, on the line between the two points beside it."""
    if not known:
        return None
    before = (0.0, 0.0)
    for after in known:
        if after[0] >= share:
            width = after[0] - before[0]
            part = (share - before[0]) / width if width else 1.0
            return before[1] + part * (after[1] - before[1])
        before = after
    return known[-1][1]


def fulfilment_data(rows: Sequence[WeekRow], labels: Mapping[str, str]) -> dict[str, Any]:
    """Percent by week's end: the semester, the calendar, the semester before (docs/pages.md)."""
    return {
        "dates": [row.day.isoformat() for row in rows],
        "done": [_percent(row.share) for row in rows],
        "calendar": [_percent(row.calendar) for row in rows],
        "last": [None if row.before is None else _percent(row.before) for row in rows],
        "unit": "%",
        "labels": dict(labels),
    }


def _percent(share: float) -> float:
    return round(share * 100, 1)


@dataclass(frozen=True, slots=True)
class LagRow:
    """A duty and how many of the shown collaborations are short, falling behind, still open."""

    title: str
    short: int
    near: int
    open: int

    @property
    def behind(self) -> int:
        """Short or falling behind."""
        return self.short + self.near


def lag_rows(board: Board, words: Words) -> list[LagRow]:
    """The duties that somebody still owes: most behind first."""
    rules = board.rules
    short, near, still = (
        foot_counts(board.shown, rules, frozenset({name})) for name in ("short", "near", "open")
    )
    rows = [
        LagRow(words.title(rule.id), *counts)
        for rule, *counts in zip(rules, short, near, still, strict=True)
        if rule.severity == "must" and any(counts)
    ]
    return sorted(rows, key=lambda row: (-row.behind, -row.open))


def lag_data(rows: Sequence[LagRow], label: str) -> dict[str, Any]:
    """How many collaborations are behind with each duty, most first (docs/pages.md)."""
    return {"rows": [[row.title, row.behind] for row in rows if row.behind], "label": label}
