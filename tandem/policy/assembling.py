"""From listed records to an explanation: what counted, what nearly did, unit by unit. No database."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tandem.policy.conditions import present
from tandem.policy.engines.views import from_day_number
from tandem.policy.model import Rule
from tandem.policy.results import (
    ExplainedFact,
    ExplainedShare,
    ExplainedUnit,
    Explanation,
    Finding,
    Missed,
)

HANDED_OVER = "aid_handed_over"
"""A relation that an explanation reads besides the evaluation tables: ``aid_id``, ``handed_day``."""

PERIOD = "the-period-that-is-explained"
"""Stands in a compiled listing, as a string literal, where the finding's period goes."""

_UNIT_TABLES = {
    "collaboration": "collaborations",
    "mentorship": "mentorships",
    "secondment": "secondments",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One listed record, and which of the counted-once things it shows."""

    unit_id: str | None
    fact: ExplainedFact
    near: bool
    marks: frozenset[int]


def to_rows(records: Iterable[Sequence[Any]], table: str, listed: Sequence[Missed]) -> list[Row]:
    """Rows of a listing (see ``listings.Listing``): its columns in order, one test for each ``listed``."""
    result = []
    width = 5 + len(listed)
    for record in records:
        unit_id, fact_id, day, amount, near_day = record[:5]
        tests = record[5:width]
        missed = tuple(m for m, met in zip(listed, tests, strict=True) if not met)
        fact = ExplainedFact(
            table,
            fact_id,
            None if day is None else from_day_number(day),
            amount,
            missed,
        )
        outside = any(m.code == "period" for m in missed)
        near = bool(missed) and bool(near_day) and (not outside or len(missed) == 1)
        marks = frozenset(i for i, mark in enumerate(record[width:]) if mark)
        result.append(Row(unit_id, fact, near, marks))
    return result


def assemble(
    rule: Rule, finding: Finding, rows: Sequence[Row], owners: Sequence[Row]
) -> Explanation:
    """An explanation from the rule's records and, for a rule each mentorship or secondment, these."""
    if rule.each == "collaboration":
        unit = _unit(rule, finding.collaboration_id, rows, finding.achieved, finding.required)
        return Explanation(finding, (unit,))
    own_ids = [row.fact.fact_id for row in owners if not row.fact.missed]
    units = [
        _unit(rule, unit_id, [row for row in rows if row.unit_id == unit_id])
        for unit_id in sorted(own_ids)
    ]
    strays = [row for row in owners if row.fact.missed and row.near]
    if rule.each == "mentorship":
        strays += [row for row in rows if row.unit_id not in own_ids and row.near]
    if strays or not units:
        rest = _unit(rule, finding.collaboration_id, strays, finding.achieved, finding.required)
        units.append(_as_collaboration(rest))
    return Explanation(finding, tuple(units))


def _unit(
    rule: Rule,
    unit_id: str,
    rows: Sequence[Row],
    achieved: float | None = None,
    required: float | None = None,
) -> ExplainedUnit:
    counted = [row for row in rows if not row.fact.missed]
    total = _total(rule, counted) if achieved is None else achieved
    needed = float(rule.at_least) if required is None else required
    return ExplainedUnit(
        table=_UNIT_TABLES[rule.each],
        unit_id=unit_id,
        achieved=total,
        required=needed,
        met=total >= needed - 1e-9,
        counted=tuple(row.fact for row in counted),
        near=tuple(row.fact for row in rows if row.near),
        shares=_shares(rule, counted),
    )


def _shares(rule: Rule, counted: Sequence[Row]) -> tuple[ExplainedShare, ...]:
    """What each of the people of ``shared_by`` gave, and what each must give at the least."""
    each = float(math.ceil(rule.at_least / len(rule.shared_by))) if rule.shared_by else 0.0
    return tuple(
        ExplainedShare(
            present(people), float(sum(row.fact.amount for row in counted if i in row.marks)), each
        )
        for i, people in enumerate(rule.shared_by)
    )


def _total(rule: Rule, counted: Iterable[Row]) -> float:
    if rule.measure in ("topics", "subjects"):
        return float(len(frozenset().union(*(row.marks for row in counted))))
    return float(sum(row.fact.amount for row in counted))


def _as_collaboration(unit: ExplainedUnit) -> ExplainedUnit:
    """Records that belong to no unit of the rule, shown under the collaboration."""
    return ExplainedUnit(
        "collaborations", unit.unit_id, unit.achieved, unit.required, unit.met, (), unit.near
    )
