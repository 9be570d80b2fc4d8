"""Frames: every collaboration beside every period of its round, whether anything happened or not.

A pair with nothing on record is exactly the pair that matters, so counting always starts from here.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.relations import FAR_DAY, Relations
from tandem.policy.model import Only, Per, Rule

FRAME_KEYS = ("collaboration_id", "period")
_OWN = ("collaboration_id", "batch", "origin", "lead_stage", "partner_stage")


def frame(relations: Relations, per: Per) -> ir.Table:
    """One row a collaboration and period.

    Columns: the collaboration's own, ``period`` (text), ``year`` and ``season`` (null where the
    period has none), ``first_day`` and ``last_day``, ``pair_first_day``, ``plan_due_day``,
    ``ended_day`` (:data:`FAR_DAY` if open) and ``active``: whether the collaboration owes the period.
    """
    pairs = relations.of("collaborations")
    pairs = pairs.select(
        *_OWN,
        "round_id",
        "plan_due_day",
        pair_first_day=pairs.starts_day,
        ended_day=pairs.ends_day.fill_null(FAR_DAY),
    )
    if per == "round":
        return _round_frame(relations, pairs)
    periods = _terms(relations) if per == "term" else _years(relations)
    rows = pairs.inner_join(periods, "round_id")
    return rows.select(
        *_OWN,
        "pair_first_day",
        "ended_day",
        "plan_due_day",
        "period",
        "year",
        "season",
        "first_day",
        "last_day",
        # a pair made or ended in mid-term owes nothing for that term
        active=(rows.pair_first_day <= rows.first_day) & (rows.ended_day >= rows.last_day),
    )


def _terms(relations: Relations) -> ir.Table:
    terms = relations.terms
    return terms.select(
        "round_id",
        "year",
        "season",
        period=terms.term_id,
        first_day=terms.starts_day,
        last_day=terms.ends_day,
    )


def _years(relations: Relations) -> ir.Table:
    """From the first day of a year's first term to the last day of its last, holidays included."""
    terms = relations.terms
    years = terms.group_by("round_id", "year").agg(
        first_day=terms.starts_day.min(), last_day=terms.ends_day.max()
    )
    return years.mutate(period=years.year.cast("string"), season=ibis.null("string"))


def _round_frame(relations: Relations, pairs: ir.Table) -> ir.Table:
    """The round as one pair lived it: from its own start to the last day of the round's last term."""
    terms = relations.terms
    rounds = terms.group_by("round_id").agg(
        round_first_day=terms.starts_day.min(), last_day=terms.ends_day.max()
    )
    rows = pairs.left_join(rounds, "round_id")
    first = ibis.greatest(rows.pair_first_day, rows.round_first_day.fill_null(-FAR_DAY))
    last = rows.last_day.fill_null(FAR_DAY)
    return rows.select(
        *_OWN,
        "pair_first_day",
        "ended_day",
        "plan_due_day",
        period=rows.round_id,
        year=ibis.null("int32"),
        season=ibis.null("string"),
        first_day=first,
        last_day=last,
        active=(rows.ended_day >= last) & (rows.pair_first_day <= last) & (last != FAR_DAY),
    )


def bounds(rule: Rule, row: ir.Table) -> tuple[ir.Value, ir.Value, ir.BooleanValue]:
    """First day, last day and "is owed" of ``rule`` on a frame row (clauses 5.1.1, and "Applicable").

    A rule with a deadline runs from the pair's start to that day, and is not owed by a pair that
    ended before it.
    """
    concerned = _concerned(rule.only, row)
    if rule.due is None:
        return row.first_day, row.last_day, row.active & concerned
    deadline = row.plan_due_day + rule.grace_days
    return row.pair_first_day, deadline, (row.ended_day >= deadline) & concerned


def _concerned(only: Only, row: ir.Table) -> ir.BooleanValue:
    """Whether the rule concerns this collaboration and term at all (its ``only`` table)."""
    result: ir.BooleanValue = ibis.literal(True)
    if only.stage:
        lead = row.lead_stage.isin(only.stage).fill_null(False)
        partner = row.partner_stage.isin(only.stage).fill_null(False)
        result = {
            "both": lead & partner,
            "either": lead | partner,
            "lead": lead,
            "partner": partner,
        }[only.school]
    if only.batch:
        result &= row.batch.isin(only.batch).fill_null(False)
    if only.origin:
        result &= row.origin.isin(only.origin).fill_null(False)
    if only.season:
        result &= row.season.isin(only.season).fill_null(False)
    return result
