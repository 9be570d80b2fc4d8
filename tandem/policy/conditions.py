"""What rules ask of the records of an activity: of its participants and of its topics.

The compiler gives every different condition one bit of a 64-bit number, hence :data:`MOST`.
"""

from __future__ import annotations

from collections.abc import Iterable

from tandem.policy.model import People, Rule
from tandem.policy.results import Missed

Topics = tuple[str, ...]
RecordCondition = People | Topics
"""A condition on participants, or the topics of which an activity must have one."""

MOST = 62
"""So many different conditions the rules of one kind of period may state between them."""


def record_conditions(rule: Rule) -> list[RecordCondition]:
    """The conditions of a rule on records; one that counts topics asks for each by itself."""
    found: list[RecordCondition] = [*rule.where.present, *rule.shared_by]
    if rule.where.topic:
        found.append(rule.where.topic)
    if rule.measure == "topics":
        found += [(topic,) for topic in rule.where.topic]
    return list(dict.fromkeys(found))


def different_conditions(rules: Iterable[Rule]) -> tuple[RecordCondition, ...]:
    """Every different condition of some rules, in their order."""
    return tuple(dict.fromkeys(c for rule in rules for c in record_conditions(rule)))


def present(people: People) -> Missed:
    """A condition on people as codes: ``side:lead``, ``post:head,league`` …"""
    asked = (
        ("who", (people.who,) if people.who else ()),
        ("side", people.side),
        ("post", people.post),
        ("honour", people.honour),
        ("part", people.part),
    )
    return Missed("present", tuple(f"{name}:{','.join(codes)}" for name, codes in asked if codes))
