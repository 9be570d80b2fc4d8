"""All rules of a policy as one relational expression, from the facts to the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.activities import (
    Part,
    achieved,
    enrich,
    in_periods,
    parts,
    roll_up,
)
from tandem.policy.compile.fitting import fits_any
from tandem.policy.compile.frames import FRAME_KEYS, bounds, frame
from tandem.policy.compile.mentorships import add_mentorships
from tandem.policy.compile.outputs import add_outputs
from tandem.policy.compile.records import add_dated, add_plans
from tandem.policy.compile.relations import Relations, attach
from tandem.policy.compile.secondments import add_secondments
from tandem.policy.compile.tally import Outcome, Wide, fixed
from tandem.policy.model import PERS, Per, Policy, Rule

TOLERANCE = 1e-9
"""Comparisons of decimals allow this much: x >= t means x >= t − 1e-9 (the reading)."""

Indexed = Sequence[tuple[int, Rule]]


def findings(policy: Policy, *, scoped: bool, has_bit_or: bool = True) -> ir.Table:
    """The findings of ``policy``: the contract's columns, and ``year``, ``starts_day``, ``ends_day``.

    ``scoped``: only for the collaborations listed in the ``scope`` relation; ``has_bit_or``: whether
    the database has that aggregate.
    """
    relations = Relations(scoped=scoped, has_bit_or=has_bit_or)
    levels = [
        _level(relations, per, [(i, r) for i, r in enumerate(policy.rules) if r.per == per])
        for per in PERS
        if any(r.per == per for r in policy.rules)
    ]
    rows = levels[0] if len(levels) == 1 else ibis.union(*levels)
    return _with_status(relations, rows)


def _level(relations: Relations, per: Per, rules: Indexed) -> ir.Table:
    """All rules of one kind of period: tallied side by side, then one row a rule."""
    base = frame(relations, per)
    wide = Wide(base)

    def where(count: str, each: str = "collaboration") -> Indexed:
        return [(i, r) for i, r in rules if r.count == count and r.each == each]

    _add_activities(wide, relations, base, rules)
    if where("secondments") or where("evaluations", "secondment"):
        both = [*where("secondments"), *where("evaluations", "secondment")]
        add_secondments(wide, relations, base, both)
    if where("outputs"):
        add_outputs(wide, relations, base, where("outputs"))
    if where("plans"):
        add_plans(wide, relations, base, where("plans"))
    for source in ("aid", "visits"):
        if where(source):
            add_dated(wide, relations, base, source, where(source))
    return _long(relations, wide, rules)


def _add_activities(wide: Wide, relations: Relations, base: ir.Table, rules: Indexed) -> None:
    """The activities' rules, tallied once by mentorship and rolled up for the collaboration."""
    about = [(i, r) for i, r in rules if r.count == "activities"]
    own = [(i, r) for i, r in about if r.each == "collaboration"]
    each = [(i, r) for i, r in rules if r.each == "mentorship"]
    counted = [(i, r) for i, r in rules if r.count == "mentorships"]
    by_mentorship: ir.Table | None = None
    columns: list[Part] = []
    if about:
        activities = relations.of("activities")
        confirmed = relations.until(activities, "held_day").filter(
            activities.status == "confirmed",
            fits_any((rule for _, rule in about), activities),
        )
        enriched = enrich(relations, confirmed, [rule for _, rule in about])
        rows = in_periods(enriched, base)
        made = {rule.id: parts(rule, index, enriched) for index, rule in about}
        keys = [*FRAME_KEYS, "mentorship_id"] if each else list(FRAME_KEYS)
        tally = rows.group_by(*keys).agg(
            **{part.name: part.value(rows) for rule_parts in made.values() for part in rule_parts}
        )
        columns = [p for _, r in about if r.each == "mentorship" for p in made[r.id]]
        by_mentorship = tally if columns else None
        if own:
            own_parts = [part for _, rule in own for part in made[rule.id]]
            rolled = roll_up(tally, FRAME_KEYS, own_parts) if each else tally
            wide.add(rolled, {rule.id: _own_outcome(index, rule) for index, rule in own})
    if each or counted:
        add_mentorships(wide, relations, base, counted, each, by_mentorship, columns)


def _own_outcome(index: int, rule: Rule) -> Outcome:
    return Outcome(lambda row: achieved(rule, index, row), fixed(rule))


def _long(relations: Relations, wide: Wide, rules: Indexed) -> ir.Table:
    """One row a rule instead of one column a rule, in a single pass over the wide table."""
    row = wide.table.cross_join(_rule_rows(relations, rules))

    def pick(value_of: Callable[[Rule], ir.Value]) -> ir.Value:
        return ibis.cases(*((row.rule == index, value_of(rule)) for index, rule in rules))

    def applicable(rule: Rule) -> ir.Value:
        owed = wide.outcomes[rule.id].owed
        active = bounds(rule, row)[2]
        return active if owed is None else active & owed(row)

    return row.select(
        "collaboration_id",
        "requirement",
        "period",
        "duty",
        "severity",
        "clause",
        "year",
        achieved=pick(lambda rule: wide.outcomes[rule.id].achieved(row).cast("float64")),
        required=pick(lambda rule: wide.outcomes[rule.id].required(row).cast("float64")),
        applicable=_same_or(pick, rules, applicable),
        starts_day=_same_or(pick, rules, lambda rule: bounds(rule, row)[0]).cast("int32"),
        ends_day=_same_or(pick, rules, lambda rule: bounds(rule, row)[1]).cast("int32"),
    )


def _same_or(
    pick: Callable[[Callable[[Rule], ir.Value]], ir.Value],
    rules: Indexed,
    value_of: Callable[[Rule], ir.Value],
) -> ir.Value:
    """One value where every rule has the same, else the choice by rule."""
    first = value_of(rules[0][1])
    if all(value_of(rule).equals(first) for _, rule in rules[1:]):
        return first
    return pick(value_of)


def _rule_rows(relations: Relations, rules: Indexed) -> ir.Table:
    """The rules themselves as a small relation of constants (no literal table: SQLite has none)."""
    one = relations.one_row

    def constants(index: int, rule: Rule) -> Mapping[str, ir.Value]:
        return {
            "rule": ibis.literal(index, "int32"),
            "requirement": ibis.literal(rule.id),
            "duty": ibis.literal(rule.duty),
            "severity": ibis.literal(rule.severity),
            "clause": ibis.literal(rule.clause),
        }

    rows = [one.select(**constants(index, rule)) for index, rule in rules]
    # distinct, or SQLite merges the branches into the outer query and tallies once a rule
    return rows[0] if len(rows) == 1 else ibis.union(*rows).distinct()


def _with_status(relations: Relations, rows: ir.Table) -> ir.Table:
    """The status of every finding: the first that holds, in the reading's order."""
    waivers = relations.of("waivers")
    waived = waivers.select("collaboration_id", "period", "requirement", waived=ibis.literal(1))
    rows = attach(rows, waived, ["collaboration_id", "period", "requirement"])
    as_of = relations.as_of
    status = ibis.cases(
        (~rows.applicable, "not_applicable"),
        (rows.achieved >= rows.required - TOLERANCE, "met"),
        (rows.waived.notnull(), "waived"),
        (as_of < rows.starts_day, "not_due"),
        (as_of <= rows.ends_day, "open"),
        else_="short",
    )
    return rows.select(
        "collaboration_id",
        "requirement",
        "period",
        "duty",
        "severity",
        "achieved",
        "required",
        "clause",
        "year",
        "starts_day",
        "ends_day",
        status=status,
    )
