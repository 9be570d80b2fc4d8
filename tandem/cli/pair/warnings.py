"""What a school list may hold that stops nothing but should be looked at: lone places, schools twice."""

from __future__ import annotations

from collections.abc import Iterator

from tandem.cli.pair.schools import SchoolList
from tandem.lib.messages import Messages
from tandem.matching.model import Rules, School
from tandem.matching.outliers import LoneSchools, lone_schools


def list_warnings(schools: SchoolList, rules: Rules, messages: Messages) -> tuple[str, ...]:
    """Sentences with the row each: what looks wrong, and how to mend it or to have it not said."""
    return (*_lone(schools, rules, messages), *_twins(schools, messages))


def _lone(schools: SchoolList, rules: Rules, messages: Messages) -> Iterator[str]:
    by_id = {school.id: school for school in schools.schools}
    for lone in lone_schools(schools.schools, rules):
        first = by_id[lone.school_ids[0]]
        code = "lone-school" if len(lone.school_ids) == 1 else "lone-group"
        params = {**_place(first), **_distances(lone, by_id[lone.nearest_id])}
        if code == "lone-group":
            params["others"] = len(lone.school_ids) - 1
        yield _at(schools.rows[first.id], messages(code, params), schools, messages)


def _place(school: School) -> dict[str, str | int]:
    return {"school": _named(school), "found": f"{school.latitude}, {school.longitude}"}


def _distances(lone: LoneSchools, nearest: School) -> dict[str, str | int]:
    return {
        "nearest": _named(nearest),
        "km": f"{lone.km:.0f}",
        "usual": f"{lone.usual_km:.1f}",
    }


def _twins(schools: SchoolList, messages: Messages) -> Iterator[str]:
    """Two ids with the same name at the same place: one school written twice, or a slip in one."""
    first: dict[tuple[str, float, float], School] = {}
    for school in sorted(schools.schools, key=lambda s: schools.rows[s.id]):
        if school.latitude is None or school.longitude is None:
            continue
        other = first.setdefault((school.name, school.latitude, school.longitude), school)
        if other is school:
            continue
        params = {
            "school": school.name,
            "id": school.id,
            "other": other.id,
            "row": str(schools.rows[other.id]),
        }
        yield _at(schools.rows[school.id], messages("same-school", params), schools, messages)


def _named(school: School) -> str:
    return f"{school.name}（{school.id}）"


def _at(row: int, what: str, schools: SchoolList, messages: Messages) -> str:
    return messages("at-row", {"place": schools.place, "row": str(row), "what": what})
