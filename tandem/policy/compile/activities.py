"""Rules that count activities: the conditions of each, and the fused tally of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.frames import FRAME_KEYS
from tandem.policy.compile.people import Flags, with_people
from tandem.policy.compile.relations import Relations, attach, every, one_of
from tandem.policy.model import Rule
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
    """Activities with columns that tell who was there and which topics they had."""

    table: ir.Table
    people: Flags
    topics: dict[tuple[str, ...], str]


def enrich(relations: Relations, activities: ir.Table, rules: Sequence[Rule]) -> Enriched:
    """Fold participants and topics into one row an activity, as far as ``rules`` ask for them."""
    topics = {
        wanted: f"topics_{i}"
        for i, wanted in enumerate(
            dict.fromkeys(wanted for rule in rules for wanted in _topic_sets(rule))
        )
    }
    table, people = with_people(relations, activities, rules)
    if topics:
        rows = relations.of_activities("activity_topics", activities)
        folded = rows.group_by("activity_id").agg(
            **{name: one_of(rows.topic, wanted).any() for wanted, name in topics.items()}
        )
        table = attach(table, folded, ["activity_id"])
    return Enriched(table, people, topics)


def _topic_sets(rule: Rule) -> list[tuple[str, ...]]:
    """The topic conditions of a rule; one that counts topics asks for each by itself."""
    wanted = [rule.where.topic] if rule.where.topic else []
    if rule.measure == "topics":
        wanted += [(topic,) for topic in rule.where.topic]
    return wanted


def conditions(rule: Rule, row: ir.Table, enriched: Enriched) -> list[Condition]:
    """The conditions of ``rule`` on an enriched activity (kind, place, topic, subject, people)."""
    where = rule.where
    result = [Condition(Missed("kind", where.kind), one_of(row.kind, where.kind))]
    if where.host:
        result.append(Condition(Missed("host", where.host), one_of(row.host_side, where.host)))
    if where.topic:
        test = row[enriched.topics[where.topic]].fill_null(False)
        result.append(Condition(Missed("topic", where.topic), test))
    if where.subject:
        result.append(
            Condition(Missed("subject", where.subject), one_of(row.subject, where.subject))
        )
    for people in where.present:
        wanted = tuple(
            f"{name}:{','.join(codes)}"
            for name, codes in (
                ("who", (people.who,) if people.who else ()),
                ("side", people.side),
                ("post", people.post),
                ("honour", people.honour),
                ("part", people.part),
            )
            if codes
        )
        test = row[enriched.people[people]].fill_null(False)
        result.append(Condition(Missed("present", wanted), test))
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

    def counted(row: ir.Table) -> ir.BooleanValue:
        return every(c.test for c in conditions(rule, row, enriched))

    def total(extra: str | None = None) -> Callable[[ir.Table], ir.Value]:
        def value(row: ir.Table) -> ir.Value:
            where = counted(row)
            if extra is not None:
                where = where & row[extra].fill_null(False)
            if rule.measure == "sessions":
                return row.sessions.sum(where=where).fill_null(0).cast("int64")
            return row.count(where=where)

        return value

    def seen(test: Callable[[ir.Table], ir.BooleanValue]) -> Callable[[ir.Table], ir.Value]:
        return lambda row: (counted(row) & test(row)).cast("int32").max()

    name = f"r{index}"
    if rule.measure == "topics":
        return [
            Part(f"{name}_{i}", seen(_has_flag(enriched.topics[(topic,)])), "max")
            for i, topic in enumerate(rule.where.topic)
        ]
    if rule.measure == "subjects":
        return [
            Part(f"{name}_{i}", seen(_has_subject(subject)), "max")
            for i, subject in enumerate(rule.where.subject)
        ]
    result = [Part(name, total(), "sum")]
    result += [
        Part(f"{name}_{i}", total(enriched.people[people]), "sum")
        for i, people in enumerate(rule.shared_by)
    ]
    return result


def _has_flag(column: str) -> Callable[[ir.Table], ir.BooleanValue]:
    return lambda row: row[column].fill_null(False)


def _has_subject(subject: str) -> Callable[[ir.Table], ir.BooleanValue]:
    return lambda row: (row.subject == subject).fill_null(False)


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


def achieved(rule: Rule, index: int, row: ir.Table) -> ir.Value:
    """What the tally's columns come to for ``rule``; 0 where nothing is on record."""
    name = f"r{index}"
    if rule.measure in ("topics", "subjects"):
        codes = rule.where.topic if rule.measure == "topics" else rule.where.subject
        different = [row[f"{name}_{i}"].fill_null(0).cast("int64") for i in range(len(codes))]
        return sum(different[1:], start=different[0])
    total = row[name].fill_null(0)
    if not rule.shared_by:
        return total
    # equal shares: the smallest giver's part, as often as there are givers, is what is balanced
    givers = len(rule.shared_by)
    shares = [row[f"{name}_{i}"].fill_null(0) * givers for i in range(givers)]
    return ibis.least(total, *shares)
