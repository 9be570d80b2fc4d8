"""What the records of an activity show: who was there and which topics it had, as bits of one number.

Every different condition that rules state on participants or topics is one bit, shared by all rules.
An activity *asks* for the bits of those rules whose kind, place and subject it fits; its participants
and topics are read once, as "records", joined to the activities and dropped at once where they show
nothing that is asked. Only what is left is grouped. That is the plan that was fastest by hand as well:
most participations matter to no rule, and grouping all of them cost twice the time and memory.

A condition on the mentor or the mentee needs the mentorship's persons beside the participant. Few
activities ask for one, so those are read apart and join the same grouping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from tandem.policy.compile.fitting import asked_bits
from tandem.policy.compile.relations import Relations, attach, every, one_of, union_of_bits
from tandem.policy.conditions import RecordCondition, different_conditions, record_conditions
from tandem.policy.model import People, Rule


@dataclass(frozen=True, slots=True)
class Bits:
    """The number that stands for each condition on records."""

    of: dict[RecordCondition, int]

    @classmethod
    def for_rules(cls, rules: Iterable[Rule]) -> Bits:
        """A bit for every different condition, in the order of the rules."""
        wanted = different_conditions(rules)
        return cls({condition: 1 << i for i, condition in enumerate(wanted)})

    def asked_by(self, rule: Rule) -> int:
        """All bits that a rule asks for."""
        return sum(self.of[condition] for condition in record_conditions(rule))

    def literal(self, value: int) -> ir.IntegerScalar:
        """``value`` in the narrowest integer type that holds all bits: millions of rows carry it."""
        width = len(self.of)
        return ibis.literal(value, "int16" if width < 15 else "int32" if width < 31 else "int64")

    def where(self, wanted: Callable[[RecordCondition], bool]) -> dict[RecordCondition, int]:
        """Some of the bits."""
        return {condition: bit for condition, bit in self.of.items() if wanted(condition)}


def with_shown(
    relations: Relations, activities: ir.Table, rules: Sequence[Rule], *, ask_all: bool
) -> tuple[ir.Table, Bits]:
    """``activities`` with a column ``shown``: the bits that their records show between them, if any.

    ``ask_all``: every bit is asked of every activity, whether or not it fits the rule otherwise.
    """
    bits = Bits.for_rules(rules)
    if not bits.of:
        return activities.mutate(shown=ibis.literal(0, "int16")), bits
    if ask_all:
        asks: ir.Value = bits.literal(sum(bits.of.values()))
    else:
        asks = asked_bits(rules, activities, bits.asked_by, bits.literal)
    asking = activities.select("activity_id", "mentorship_id", asks=asks)
    parts = []
    plain = bits.where(lambda c: not (isinstance(c, People) and c.who is not None))
    if plain:
        wanted = asking.filter((asking.asks & bits.literal(sum(plain.values()))) > 0)
        parts.append(_plain(relations, activities, wanted, bits, plain))
    paired = {c: bit for c, bit in bits.of.items() if isinstance(c, People) and c.who is not None}
    if paired:
        wanted = asking.filter((asking.asks & bits.literal(sum(paired.values()))) > 0)
        parts.append(_mentored(relations, activities, wanted, bits, paired))
    records = parts[0] if len(parts) == 1 else ibis.union(*parts)
    folded = records.group_by("activity_id").agg(
        shown=union_of_bits(records.shown, list(bits.of.values()), relations.has_bit_or)
    )
    return attach(activities, folded, ["activity_id"]), bits


def _plain(
    relations: Relations,
    activities: ir.Table,
    wanted: ir.Table,
    bits: Bits,
    plain: dict[RecordCondition, int],
) -> ir.Table:
    """Participants and topics that show something their activity asks for."""
    people = {c: bit for c, bit in plain.items() if isinstance(c, People)}
    topics = {c: bit for c, bit in plain.items() if not isinstance(c, People)}
    sources = []
    if people:
        present = relations.of_activities("participations", activities)
        sources.append(present.select("activity_id", shown=_shown_by_person(people, present, bits)))
    if topics:
        had = relations.of_activities("activity_topics", activities)
        tests = [(one_of(had.topic, topic), bit) for topic, bit in topics.items()]
        sources.append(had.select("activity_id", shown=_added(tests, bits)))
    records = sources[0] if len(sources) == 1 else ibis.union(*sources)
    rows = records.inner_join(wanted, "activity_id")
    return rows.filter((rows.shown & rows.asks) > 0).select(
        "activity_id", shown=rows.shown & rows.asks
    )


def _mentored(
    relations: Relations,
    activities: ir.Table,
    wanted: ir.Table,
    bits: Bits,
    paired: dict[People, int],
) -> ir.Table:
    """Participants that are the mentor or the mentee of their activity's mentorship."""
    persons = relations.of("mentorships").select("mentorship_id", "mentor_id", "mentee_id")
    mentored = wanted.inner_join(persons, "mentorship_id").select(
        "activity_id", "mentor_id", "mentee_id", "asks"
    )
    present = relations.of_activities("participations", activities)
    rows = present.inner_join(mentored, "activity_id")
    rows = rows.filter((rows.person_id == rows.mentor_id) | (rows.person_id == rows.mentee_id))
    tests = [(every(_parts(people, rows)), bit) for people, bit in paired.items()]
    return rows.select("activity_id", shown=_added(tests, bits) & rows.asks)


def _shown_by_person(people: dict[People, int], row: ir.Table, bits: Bits) -> ir.Value:
    """The bits that one participant shows: asked side by side, as each person is on one side only."""
    by_side: dict[str, list[tuple[People, int]]] = {}
    rest: list[tuple[ir.BooleanValue, int]] = []
    for condition, bit in people.items():
        if len(condition.side) == 1:
            others = replace(condition, side=())
            by_side.setdefault(condition.side[0], []).append((others, bit))
        else:
            rest.append((every(_parts(condition, row)), bit))
    branches = []
    for side, conditions in by_side.items():
        always = sum(bit for condition, bit in conditions if not _parts(condition, row))
        tests = [
            (every(_parts(condition, row)), bit)
            for condition, bit in conditions
            if _parts(condition, row)
        ]
        branches.append((row.side == side, _added(tests, bits, always)))
    shown = ibis.cases(*branches, else_=bits.literal(0)) if branches else bits.literal(0)
    return (shown + _added(rest, bits)).cast(bits.literal(0).type()) if rest else shown


def _added(tests: Sequence[tuple[ir.BooleanValue, int]], bits: Bits, always: int = 0) -> ir.Value:
    """The sum of the bits whose test holds, and ``always``."""
    result: ir.Value = bits.literal(always)
    for test, bit in tests:
        result = result | ibis.ifelse(test, bits.literal(bit), bits.literal(0))
    return result


def _parts(people: People, row: ir.Table) -> list[ir.BooleanValue]:
    """The tests that one participant must all pass."""
    parts: list[ir.BooleanValue] = []
    for codes, column in (
        (people.side, row.side),
        (people.post, row.post),
        (people.honour, row.honour),
        (people.part, row.part),
    ):
        if codes:
            parts.append(one_of(column, codes))
    if people.who is not None:
        # matched by person alone, whatever side and post the record gives (the reading, "Mentorships")
        parts.append(row.person_id == row[f"{people.who}_id"])
    return parts
