"""Rules on secondments and on the host's evaluation of them (clause 5.3.2)."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.activities import Condition
from tandem.policy.compile.frames import FRAME_KEYS
from tandem.policy.compile.relations import Relations, every, one_of
from tandem.policy.compile.tally import Outcome, Wide, count_of, fixed, required_of
from tandem.policy.model import Rule
from tandem.policy.results import Missed

_MONDAY_SHIFT = 3 + 7 * 100_000
"""Day 0 is a Thursday; so shifted, multiples of seven are Mondays and nothing is negative."""


def seven_weekdays_before(day: ir.Value) -> ir.Value:
    """Seven times the number of Mondays to Fridays before ``day`` (seven times, to stay whole)."""
    shifted = day + _MONDAY_SHIFT
    in_week = shifted % 7
    return (shifted - in_week) * 5 + ibis.least(in_week, 5) * 7


def at_least_weekdays(first: ir.Value, last: ir.Value, days: int) -> ir.BooleanValue:
    """Whether first to last, both included, hold at least ``days`` Mondays to Fridays."""
    result: ir.BooleanValue = (
        seven_weekdays_before(last + 1) - seven_weekdays_before(first) >= 7 * days
    )
    return result


def secondments_in_periods(secondments: ir.Table, frame: ir.Table) -> ir.Table:
    """Secondments beside the period in which they start."""
    periods = frame.select(*FRAME_KEYS, "first_day", "last_day")
    rows = secondments.inner_join(
        periods,
        [
            secondments.collaboration_id == periods.collaboration_id,
            secondments.starts_day >= periods.first_day,
            secondments.starts_day <= periods.last_day,
        ],
    )
    return rows.select(*secondments.columns, "period", "first_day", "last_day")


def qualifying(rule: Rule, row: ir.Table) -> list[Condition]:
    """The conditions that make a secondment one that counts."""
    where = rule.where
    result = []
    if where.from_side:
        test = one_of(row.from_side, where.from_side)
        result.append(Condition(Missed("from-side", where.from_side), test))
    if where.post:
        result.append(Condition(Missed("post", where.post), one_of(row.post, where.post)))
    if where.weekdays:
        enough = at_least_weekdays(row.starts_day, row.ends_day, where.weekdays)
        result.append(Condition(Missed("weekdays", (str(where.weekdays),)), enough))
    return result


def evaluated(rule: Rule, row: ir.Table, as_of: ir.Value) -> list[Condition]:
    """The conditions on its evaluation: on record by ``as_of``, in time, with a grade if asked."""
    on_record = (row.evaluated_day <= as_of).fill_null(False)
    # in time: by the period's last day, or by the secondment's own if that is later
    deadline = ibis.greatest(row.last_day, row.ends_day) + rule.grace_days
    # without an evaluation it is not late: the one condition that it missed is the first
    in_time = (row.evaluated_day <= deadline).fill_null(True)
    result = [
        Condition(Missed("evaluated"), on_record),
        Condition(Missed("evaluated-in-time", (str(rule.grace_days),)), in_time),
    ]
    if rule.where.grade:
        test = one_of(row.grade, rule.where.grade)
        result.append(Condition(Missed("grade", rule.where.grade), test))
    return result


def add_secondments(
    wide: Wide, relations: Relations, frame: ir.Table, rules: Sequence[tuple[int, Rule]]
) -> None:
    """Add the rules that count secondments and those on their evaluation."""
    secondments = relations.until(relations.of("secondments"), "ends_day")
    rows = secondments_in_periods(secondments, frame)
    tally: dict[str, ir.Value] = {}
    outcomes: dict[str, Outcome] = {}
    for index, rule in rules:
        counts = every(c.test for c in qualifying(rule, rows))
        tally[f"s{index}"] = rows.count(where=counts)
        if rule.count == "secondments":
            outcomes[rule.id] = Outcome(count_of(f"s{index}"), fixed(rule))
            continue
        done = every(c.test for c in evaluated(rule, rows, relations.as_of))
        tally[f"e{index}"] = rows.count(where=counts & done)
        outcomes[rule.id] = _evaluation(rule, f"s{index}", f"e{index}")
    wide.add(rows.group_by(*FRAME_KEYS).agg(**tally), outcomes)


def _evaluation(rule: Rule, total: str, done: str) -> Outcome:
    none_is_owed = rule.if_none == "owed"

    def required(row: ir.Table) -> ir.Value:
        return required_of(rule.enough, row[total].fill_null(0), none_is_owed=none_is_owed)

    def any_secondment(row: ir.Table) -> ir.BooleanValue:
        result: ir.BooleanValue = row[total].fill_null(0) > 0
        return result

    return Outcome(count_of(done), required, None if none_is_owed else any_secondment)
