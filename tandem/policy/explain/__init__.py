"""Why a finding is as it is: the facts that counted, and those that nearly did."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import ibis

from tandem.policy.compile.activities import present
from tandem.policy.engines.views import create_views, from_day_number, set_day_and_scope
from tandem.policy.explain.listings import HANDED_OVER, Listing, Listings
from tandem.policy.model import Policy, Rule
from tandem.policy.results import (
    ExplainedFact,
    ExplainedShare,
    ExplainedUnit,
    Explanation,
    Finding,
    Missed,
)

if TYPE_CHECKING:
    import duckdb

_UNIT_TABLES = {
    "collaboration": "collaborations",
    "mentorship": "mentorships",
    "secondment": "secondments",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One listed record, and which of the counted-once things it shows."""

    unit_id: str | None
    fact: ExplainedFact
    near: bool
    marks: frozenset[int]


def explain(
    policy: Policy, facts: duckdb.DuckDBPyConnection, finding: Finding, as_of: date
) -> Explanation:
    """The facts behind ``finding``, from the schema ``facts`` of a DuckDB connection.

    ``finding`` must come from the same policy, facts and day. The sum of what is listed as counted
    is the finding's ``achieved``, but for a share, for different topics or subjects, and for equal
    parts (see ``ExplainedUnit.shares``).
    """
    rule = policy.rule(finding.requirement)
    create_views(facts)
    facts.execute(
        f"CREATE OR REPLACE TEMP VIEW {HANDED_OVER} AS SELECT aid_id,"
        " (handed_over_on - DATE '1970-01-01')::INTEGER AS handed_day FROM facts.aid"
    )
    set_day_and_scope(facts, as_of, (finding.collaboration_id,))
    listings = Listings(rule, finding.period)
    rows = _read(facts, listings.facts())
    if rule.each == "collaboration":
        unit = _unit(rule, finding.collaboration_id, rows, finding.achieved, finding.required)
        return Explanation(finding, (unit,))
    if rule.each == "mentorship":
        owners = _read(facts, listings.mentorships())
    else:
        owners = _read(facts, listings.secondments())
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


def _read(facts: duckdb.DuckDBPyConnection, listing: Listing) -> list[_Row]:
    sql = ibis.to_sql(listing.rows.order_by("day", "fact_id"), dialect="duckdb")
    result = []
    width = 5 + len(listing.missed)
    for record in facts.execute(str(sql)).fetchall():
        unit_id, fact_id, day, amount, near_day = record[:5]
        tests = record[5:width]
        missed = tuple(m for m, met in zip(listing.missed, tests, strict=True) if not met)
        fact = ExplainedFact(
            listing.table,
            fact_id,
            None if day is None else from_day_number(day),
            amount,
            missed,
        )
        outside = any(m.code == "period" for m in missed)
        near = bool(missed) and near_day and (not outside or len(missed) == 1)
        marks = frozenset(i for i, mark in enumerate(record[width:]) if mark)
        result.append(_Row(unit_id, fact, near, marks))
    return result


def _unit(
    rule: Rule,
    unit_id: str,
    rows: Sequence[_Row],
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


def _shares(rule: Rule, counted: Sequence[_Row]) -> tuple[ExplainedShare, ...]:
    """What each of the people of ``shared_by`` gave, and what each must give at the least."""
    each = float(math.ceil(rule.at_least / len(rule.shared_by))) if rule.shared_by else 0.0
    return tuple(
        ExplainedShare(
            present(people), float(sum(row.fact.amount for row in counted if i in row.marks)), each
        )
        for i, people in enumerate(rule.shared_by)
    )


def _total(rule: Rule, counted: Iterable[_Row]) -> float:
    if rule.measure in ("topics", "subjects"):
        return float(len(frozenset().union(*(row.marks for row in counted))))
    return float(sum(row.fact.amount for row in counted))


def _as_collaboration(unit: ExplainedUnit) -> ExplainedUnit:
    """Records that belong to no unit of the rule, shown under the collaboration."""
    return ExplainedUnit(
        "collaborations", unit.unit_id, unit.achieved, unit.required, unit.met, (), unit.near
    )


__all__ = ["ExplainedFact", "ExplainedShare", "ExplainedUnit", "Explanation", "Missed", "explain"]
