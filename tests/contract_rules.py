"""The facts contract as a plain list of what is wrong with a district; nothing means valid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tandem.demo.district import District, Row
from tandem.policy.schema import TABLES, TABLES_BY_NAME

KINDS = (
    "collaboration_meeting", "heads_exchange", "joint_seminar", "student_event",
    "mentor_observation", "research_guidance", "regular_meeting", "lesson_preparation",
    "project_guidance", "demonstration_lesson", "lecture", "study_visit", "observation_visit",
    "open_lesson",
)  # fmt: skip
TOPICS = (
    "school_development", "brand", "culture", "efficient_classroom", "effective_research",
    "lighter_load", "management", "curriculum", "other",
)  # fmt: skip
SUBJECTS = (
    "chinese", "maths", "english", "science", "morality", "pe", "music", "art", "labour", "it",
    "practice", "physics", "chemistry", "biology", "history", "geography", "health", "language",
    "society", "kindergarten_science", "arts", "other",
)  # fmt: skip
GRADES = ("excellent", "good", "pass", "fail")
RULES = (
    "collaboration-meeting", "heads-exchange", "joint-seminar", "student-event", "mentor-pairs",
    "core-subjects", "mentor-observation", "research-guidance", "open-meetings",
    "lesson-preparation", "project-guidance", "demonstration", "lecture", "study-visit",
    "secondment", "secondment-evaluation", "observation-visits", "open-lesson", "shared-project",
    "writing", "plan", "plan-approval", "aid", "department-visit",
)  # fmt: skip
VOCABULARY = {
    "kinds": KINDS, "topics": TOPICS, "subjects": SUBJECTS, "grades": GRADES, "rules": RULES,
}  # fmt: skip

_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "date": (date,),
    "decimal": (Decimal,),
    "number": (int, float),
}


def faults(district: District) -> list[str]:
    """Everything in the district that the contract calls an error, in English for test output."""
    return [
        *_cells(district),
        *_keys(district),
        *_references(district),
        *_order(district),
        *_relations(district),
        *_mentors(district.get("mentorships", [])),
    ]


def _cells(district: District) -> Iterator[str]:
    for name in sorted(set(district) - set(TABLES_BY_NAME)):
        yield f"{name} is no table"
    for table in TABLES:
        if table.required and not district.get(table.name):
            yield f"{table.name} is missing"
        for row in district.get(table.name, []):
            if list(row) != [column.name for column in table.columns]:
                yield f"{table.name}: columns {list(row)}"
                continue
            for column in table.columns:
                value: Any = row[column.name]
                where = f"{table.name}.{column.name} = {value!r}"
                if value is None:
                    if column.required:
                        yield f"{where}: empty"
                    continue
                typed: bool = isinstance(value, _TYPES[column.type])
                if not typed or value == "":
                    yield f"{where}: not {column.type}"
                    continue
                if column.codes and value not in column.codes:
                    yield f"{where}: unknown code"
                if column.vocabulary and value not in VOCABULARY[column.vocabulary]:
                    yield f"{where}: unknown code"
                if column.minimum is not None and value < column.minimum:
                    yield f"{where}: too small"
                if column.maximum is not None and value > column.maximum:
                    yield f"{where}: too large"


def _keys(district: District) -> Iterator[str]:
    for table in TABLES:
        seen = set()
        for row in district.get(table.name, []) if table.key else []:
            key = tuple(row[column] for column in table.key)
            if key in seen:
                yield f"{table.name}: {key} twice"
            seen.add(key)


def _references(district: District) -> Iterator[str]:
    for table in TABLES:
        for column in table.columns:
            if column.references is None:
                continue
            target = column.references
            rows = district.get(target, [])
            if target == "rounds" and not rows:
                target, rows = "terms", district["terms"]
            if not rows and target == "people":
                continue
            key = "round_id" if column.references == "rounds" else TABLES_BY_NAME[target].key[0]
            known = {row[key] for row in rows}
            for row in district.get(table.name, []):
                anonymous = row.get("post") == "student" or row.get("side") == "bureau"
                if column.references == "people" and anonymous:
                    continue
                if row[column.name] is not None and row[column.name] not in known:
                    yield f"{table.name}.{column.name} = {row[column.name]!r}: dangling"


def _order(district: District) -> Iterator[str]:
    for name in ("rounds", "collaborations", "terms", "mentorships", "secondments"):
        for row in district.get(name, []):
            if row["ends_on"] is not None and row["ends_on"] < row["starts_on"]:
                yield f"{name}: ends before it starts: {row}"
    terms = sorted(district["terms"], key=lambda term: (term["round_id"], term["starts_on"]))
    for before, after in pairwise(terms):
        if before["round_id"] == after["round_id"] and after["starts_on"] <= before["ends_on"]:
            yield f"terms: {before['term_id']} and {after['term_id']} overlap"


def _relations(district: District) -> Iterator[str]:
    owner = {m["mentorship_id"]: m["collaboration_id"] for m in district.get("mentorships", [])}
    for row in district.get("activities", []):
        mentorship = row["mentorship_id"]
        if mentorship is not None and owner.get(mentorship) != row["collaboration_id"]:
            yield f"activity {row['activity_id']}: mentorship of another collaboration"
    round_of = {}
    for row in district["collaborations"]:
        round_of[row["collaboration_id"]] = row["round_id"]
        if row["lead_school_id"] == row["partner_school_id"]:
            yield f"collaboration {row['collaboration_id']}: lead = partner"
    for row in district.get("waivers", []):
        round_id = round_of[row["collaboration_id"]]
        terms = [term for term in district["terms"] if term["round_id"] == round_id]
        periods = {round_id, *(t["term_id"] for t in terms), *(str(t["year"]) for t in terms)}
        if row["period"] not in periods:
            yield f"waiver for {row['period']}: no period of {row['collaboration_id']}"


def _mentors(mentorships: Iterable[Row]) -> Iterator[str]:
    of_mentor: dict[str, list[Row]] = {}
    for row in mentorships:
        of_mentor.setdefault(row["mentor_id"], []).append(row)
    for mentor, rows in of_mentor.items():
        # The number at one time can only rise on a first day.
        for day in [row["starts_on"] for row in rows]:
            if len({row["mentee_id"] for row in rows if runs_on(row, day)}) > 2:
                yield f"mentor {mentor} has more than two mentees on {day}"


def runs_on(mentorship: Row, day: date) -> bool:
    """Whether a mentorship runs on a day, first and last day included."""
    ends_on: date | None = mentorship["ends_on"]
    starts_on: date = mentorship["starts_on"]
    return starts_on <= day and (ends_on is None or day <= ends_on)
