"""What the pairing refuses, in words: the school with its row, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.cli.failure import Failure
from tandem.cli.lists import first_of
from tandem.cli.pair.schools import SchoolList
from tandem.lib.messages import Messages
from tandem.matching.model import PairingError, Problem

_SEVERAL = 8


def refused(
    error: PairingError, schools: SchoolList, messages: Messages, closing: str = "pairing-unusable"
) -> Failure:
    """The failure that lists every problem, those of the list in the order of its rows."""
    problems = sorted(error.problems, key=lambda p: schools.rows.get(p.school_id, 0))
    lines = [problem_sentence(problem, schools, messages) for problem in problems]
    last = messages(closing, {"count": len(lines)})
    return Failure([*first_of(lines, messages.language), last])


def problem_sentence(problem: Problem, schools: SchoolList, messages: Messages) -> str:
    """One problem: where it stands, what is wrong, what would do."""
    what = messages(
        f"pairing-{problem.code}",
        {
            "school": _school(problem.school_id, schools),
            "found": _found(problem, schools),
            "expected": _listed(problem.expected),
            "key": problem.key,
            "rule": messages(f"rule-{problem.rule}") if problem.rule in _RULES else problem.rule,
        },
    )
    row = schools.rows.get(problem.school_id)
    if row is None or problem.rule:
        return what
    where = {"place": schools.place, "row": str(row), "what": what}
    return messages("at-row", where)


_RULES = ("alliance", "forbidden")


def _school(school_id: str, schools: SchoolList) -> str:
    name = schools.name_of(school_id)
    return school_id if name == school_id else f"{name}（{school_id}）"


def _found(problem: Problem, schools: SchoolList) -> str:
    """What was found; the other school's name where it is an id."""
    if problem.code.startswith("alliance-") and problem.found:
        return _school(problem.found, schools)
    return problem.found


def _listed(expected: Sequence[str]) -> str:
    return " | ".join([*expected[:_SEVERAL], *(["…"] if len(expected) > _SEVERAL else [])])
