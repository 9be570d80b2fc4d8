"""Rules that count activities: the conditions of each, and the fused tally of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.fitting import fitting, own
from tandem.policy.compile.frames import FRAME_KEYS
from tandem.policy.compile.relations import Relations, every, one_of
from tandem.policy.compile.shown import Bits, with_shown
from tandem.policy.conditions import RecordCondition, present
from tandem.policy.model import People, Rule
from tandem.policy.results import Missed

How = Literal["sum", "max"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule on a record: its code and expectation, and the test itself."""

    missed: Missed
    test: ir.BooleanValue


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a tally: how it is taken from rows and how it is rolled up again."""

    name: str
    value: Callable[[ir.Table], ir.Value]
    how: How


@dataclass(frozen=True, slots=True)
class Enriched:
    """Activities with a column ``shown`` that tells who was there and which topics they had."""

    table: ir.Table
    bits: Bits

    def shows(self, row: ir.Table, *conditions: RecordCondition) -> ir.BooleanValue:
        """Whether the records of an activity meet all of some conditions; null where it has none."""
        wanted = sum(self.bits.of[condition] for condition in dict.fromkeys(conditions))
        result: ir.BooleanValue = (row.shown & self.bits.literal(wanted)) == wanted
        return result


def enrich(
    relations: Relations, activities: ir.Table, rules: Sequence[Rule], *, ask_all: bool = False
) -> Enriched:
    """Fold participants and topics into one number an activity, as far as ``rules`` ask for them.

    ``ask_all``: whatever the activity's own kind, place and subject (for explanations, where it
    matters what else was missing).
    """
    return Enriched(*with_shown(relations, activities, rules, ask_all=ask_all))


def counted(rule: Rule, row: ir.Table, enriched: Enriched) -> ir.BooleanValue:
    """All conditions of ``rule`` at once; the same as every one of :func:`conditions`."""
    parts = [one_of(row.kind, rule.where.kind), *fitting(own(rule), row)]
    shown: list[RecordCondition] = list(rule.where.present)
    if rule.where.topic:
        shown.append(rule.where.topic)
    if shown:
        parts.append(enriched.shows(row, *shown))
    if rule.where.within_days is not None:
        parts.append(row.held_day <= row.first_day + rule.where.within_days)
    return every(parts)


def conditions(rule: Rule, row: ir.Table, enriched: Enriched) -> list[Condition]:
    """The conditions of ``rule`` on an enriched activity (kind, place, subject, topic, people)."""
    where = rule.where
    result = [Condition(Missed("kind", where.kind), one_of(row.kind, where.kind))]
    if where.host:
        result.append(Condition(Missed("host", where.host), one_of(row.host_side, where.host)))
    if where.subject:
        test = one_of(row.subject, where.subject)
        result.append(Condition(Missed("subject", where.subject), test))
    if where.topic:
        result.append(Condition(Missed("topic", where.topic), enriched.shows(row, where.topic)))
    result += [Condition(present(p), enriched.shows(row, p)) for p in where.present]
    if where.within_days is not None:
        test = row.held_day <= row.first_day + where.within_days
        result.append(Condition(Missed("within-days", (str(where.within_days),)), test))
    return result


def in_periods(enriched: Enriched, frame: ir.Table) -> ir.Table:
    """Enriched activities beside the period in which they were held."""
    periods = frame.select(*FRAME_KEYS, "first_day", "last_day")
    activities = enriched.table
    joined = activities.inner_join(
        periods,
        [
            activities.collaboration_id == periods.collaboration_id,
            activities.held_day >= periods.first_day,
            activities.held_day <= periods.last_day,
        ],
    )
    return joined.select(*activities.columns, "period", "first_day", "last_day")


def parts(rule: Rule, index: int, enriched: Enriched) -> list[Part]:
    """The columns that tally ``rule``."""

    def total(giver: People | None = None) -> Callable[[ir.Table], ir.Value]:
        def value(row: ir.Table) -> ir.Value:
            where = counted(rule, row, enriched)
            if giver is not None:
                where = where & enriched.shows(row, giver)
            if rule.measure == "sessions":
                return row.sessions.sum(where=where).fill_null(0).cast("int64")
            return row.count(where=where)

        return value

    def seen(test: Callable[[ir.Table], ir.BooleanValue]) -> Callable[[ir.Table], ir.Value]:
        return lambda row: ibis.ifelse(counted(rule, row, enriched) & test(row), 1, 0).max()

    name = f"r{index}"
    if rule.measure == "topics":
        return [
            Part(f"{name}_{i}", seen(_shows_topic(enriched, topic)), "max")
            for i, topic in enumerate(rule.where.topic)
        ]
    if rule.measure == "subjects":
        return [
            Part(f"{name}_{i}", seen(_has_subject(subject)), "max")
            for i, subject in enumerate(rule.where.subject)
        ]
    result = [Part(name, total(), "sum")]
    result += [Part(f"{name}_{i}", total(people), "sum") for i, people in enumerate(rule.shared_by)]
    return result


def _shows_topic(enriched: Enriched, topic: str) -> Callable[[ir.Table], ir.BooleanValue]:
    return lambda row: enriched.shows(row, (topic,))


def _has_subject(subject: str) -> Callable[[ir.Table], ir.BooleanValue]:
    return lambda row: one_of(row.subject, (subject,))


def roll_up(table: ir.Table, keys: Sequence[str], columns: Sequence[Part]) -> ir.Table:
    """A finer tally summed up to ``keys``."""
    return table.group_by(*keys).agg(
        **{
            part.name: table[part.name].sum().cast("int64")
            if part.how == "sum"
            else table[part.name].max()
            for part in columns
        }
    )


def _sum(values: Sequence[ir.Value]) -> ir.Value:
    """The sum, halved again and again: one long chain of brackets overflows SQLite's parser."""
    if len(values) == 1:
        return values[0]
    half = len(values) // 2
    return _sum(values[:half]) + _sum(values[half:])


def achieved(rule: Rule, index: int, row: ir.Table) -> ir.Value:
    """What the tally's columns come to for ``rule``; 0 where nothing is on record."""
    name = f"r{index}"
    if rule.measure in ("topics", "subjects"):
        codes = rule.where.topic if rule.measure == "topics" else rule.where.subject
        different = [row[f"{name}_{i}"].fill_null(0).cast("int64") for i in range(len(codes))]
        return _sum(different)
    total = row[name].fill_null(0)
    if not rule.shared_by:
        return total
    # equal shares: the smallest giver's part, as often as there are givers, is what is balanced
    givers = len(rule.shared_by)
    shares = [row[f"{name}_{i}"].fill_null(0) * givers for i in range(givers)]
    return ibis.least(total, *shares)
