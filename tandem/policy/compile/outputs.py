"""Rules on papers, cases and projects (clause 5.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

import ibis.expr.types as ir

from tandem.policy.compile.frames import FRAME_KEYS
from tandem.policy.compile.relations import Relations, one_of
from tandem.policy.compile.tally import Outcome, Wide, count_of, fixed
from tandem.policy.model import Rule


def outputs_in_periods(relations: Relations, frame: ir.Table) -> ir.Table:
    """Outputs beside the period in which they were completed."""
    outputs = relations.until(relations.of("outputs"), "completed_day")
    periods = frame.select(*FRAME_KEYS, "first_day", "last_day")
    rows = outputs.inner_join(
        periods,
        [
            outputs.collaboration_id == periods.collaboration_id,
            outputs.completed_day >= periods.first_day,
            outputs.completed_day <= periods.last_day,
        ],
    )
    return rows.select(*outputs.columns, "period")


def output_tally(
    relations: Relations, frame: ir.Table, rules: Sequence[tuple[int, Rule]], by_person: bool
) -> ir.Table:
    """Counts ``o<index>`` by collaboration and period, and by person where asked."""
    rows = outputs_in_periods(relations, frame)
    keys = [*FRAME_KEYS, "person_id"] if by_person else list(FRAME_KEYS)
    return rows.group_by(*keys).agg(
        **{
            f"o{index}": rows.count(where=one_of(rows.kind, rule.where.kind))
            if rule.where.kind
            else rows.count()
            for index, rule in rules
        }
    )


def add_outputs(
    wide: Wide, relations: Relations, frame: ir.Table, rules: Sequence[tuple[int, Rule]]
) -> None:
    """Add the rules that count a collaboration's outputs, whoever made them."""
    outcomes = {rule.id: Outcome(count_of(f"o{index}"), fixed(rule)) for index, rule in rules}
    wide.add(output_tally(relations, frame, rules, False), outcomes)
