"""Rules on plans, aid and department visits (clauses 5.1.1, 4.4, 5.4.2)."""

from __future__ import annotations

from collections.abc import Sequence

import ibis.expr.types as ir

from tandem.policy.compile.frames import FRAME_KEYS, bounds
from tandem.policy.compile.relations import Relations, one_of
from tandem.policy.compile.tally import Outcome, Wide, count_of, fixed
from tandem.policy.model import Rule

Indexed = Sequence[tuple[int, Rule]]

DATED_BY = {"aid": "accepted_day", "visits": "visited_day"}
"""Which day places a record in a period."""


def add_dated(
    wide: Wide, relations: Relations, frame: ir.Table, source: str, rules: Indexed
) -> None:
    """Add the rules that count ``aid`` (once accepted) or ``visits`` by their day."""
    rows = dated_in_periods(relations, frame, source)
    tally = {}
    for index, rule in rules:
        wanted = rule.where.kind if source == "aid" else rule.where.department
        column = rows.kind if source == "aid" else rows.department
        name = f"{source}_{index}"
        tally[name] = rows.count(where=one_of(column, wanted)) if wanted else rows.count()
    outcomes = {rule.id: Outcome(count_of(f"{source}_{i}"), fixed(rule)) for i, rule in rules}
    wide.add(rows.group_by(*FRAME_KEYS).agg(**tally), outcomes)


def dated_in_periods(relations: Relations, frame: ir.Table, source: str) -> ir.Table:
    """Aid or visits beside the period in which their day lies."""
    day = DATED_BY[source]
    records = relations.until(relations.of(source), day)
    periods = frame.select(*FRAME_KEYS, "first_day", "last_day")
    rows = records.inner_join(
        periods,
        [
            records.collaboration_id == periods.collaboration_id,
            records[day] >= periods.first_day,
            records[day] <= periods.last_day,
        ],
    )
    return rows.select(*records.columns, "period")


def plan_day(rule: Rule, row: ir.Table) -> ir.Value:
    """The day of the plan that the rule is about: submitted or approved."""
    return row[f"{rule.where.event}_day"]


def plan_in_time(rule: Rule, row: ir.Table, as_of: ir.Value) -> ir.BooleanValue:
    """Whether the plan is on record by ``as_of`` and in time.

    A plan submitted before the collaboration starts counts; an approval counts without regard to
    the submission (the reading, "Status").
    """
    day = plan_day(rule, row)
    _, deadline, _ = bounds(rule, row)
    in_time: ir.BooleanValue = ((day <= deadline) & (day <= as_of)).fill_null(False)
    return in_time


def add_plans(wide: Wide, relations: Relations, frame: ir.Table, rules: Indexed) -> None:
    """Add the rules on the pair's plan."""
    rows = relations.of("plans").inner_join(frame, "collaboration_id")
    tally = {f"p{i}": rows.count(where=plan_in_time(r, rows, relations.as_of)) for i, r in rules}
    outcomes = {rule.id: Outcome(count_of(f"p{index}"), fixed(rule)) for index, rule in rules}
    wide.add(rows.group_by(*FRAME_KEYS).agg(**tally), outcomes)
