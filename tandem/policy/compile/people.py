"""Who was there: the participants of an activity folded into one row of yes-or-no columns.

Every different condition on people becomes one column, shared by all rules that state it, so that
participations are read once however many rules there are. A condition on the mentor or the mentee
needs the mentorship's persons beside the participant; those are few activities, folded apart.
"""

from __future__ import annotations

from collections.abc import Iterable

import ibis.expr.types as ir

from tandem.policy.compile.relations import Relations, attach, every, one_of
from tandem.policy.model import People, Rule

Flags = dict[People, str]
"""The column of the enriched activities that tells whether a condition on people is met."""


def people_of(rules: Iterable[Rule]) -> tuple[People, ...]:
    """Every different condition on people that the rules state, in their order."""
    return tuple(dict.fromkeys(p for rule in rules for p in (*rule.where.present, *rule.shared_by)))


def with_people(
    relations: Relations, activities: ir.Table, rules: Iterable[Rule]
) -> tuple[ir.Table, Flags]:
    """``activities`` with one boolean column for each condition on people (null = nobody)."""
    rules = tuple(rules)
    flags: Flags = {people: f"people_{i}" for i, people in enumerate(people_of(rules))}
    plain = {people: name for people, name in flags.items() if people.who is None}
    paired = {people: name for people, name in flags.items() if people.who is not None}
    result = activities
    if plain:
        present = relations.of_activities("participations", activities)
        folded = present.group_by("activity_id").agg(
            **{name: _meets(people, present).any() for people, name in plain.items()}
        )
        result = attach(result, folded, ["activity_id"])
    if paired:
        kinds = {
            kind
            for rule in rules
            for people in (*rule.where.present, *rule.shared_by)
            if people.who is not None
            for kind in rule.where.kind
        }
        mentored = activities.filter(one_of(activities.kind, sorted(kinds)))
        result = attach(result, _fold_mentored(relations, mentored, paired), ["activity_id"])
    return result, flags


def _fold_mentored(relations: Relations, activities: ir.Table, flags: Flags) -> ir.Table:
    mentorships = relations.of("mentorships")
    persons = mentorships.select("mentorship_id", "mentor_id", "mentee_id")
    mentored = activities.inner_join(persons, "mentorship_id").select(
        "activity_id", "mentor_id", "mentee_id"
    )
    rows = mentored.inner_join(relations.participations, "activity_id")
    return rows.group_by("activity_id").agg(
        **{name: _meets(people, rows).any() for people, name in flags.items()}
    )


def _meets(people: People, row: ir.Table) -> ir.BooleanValue:
    """Whether one participant meets every part of the condition."""
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
    return every(parts)
