"""A correction changes what the person changed and nothing else.

The form's steps know one list of people and one set of details for all items of a kind. What came in
from a workbook or another system may be finer: other people at each item, a chair, an observer, a post
of that time. So the answers of a correction are compared with those it began with, and only the
difference goes into what was on record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Items = Sequence[Mapping[str, Any]]


def merged(recorded: Items, began: Items, answered: Items) -> list[dict[str, Any]]:
    """``recorded`` with the difference between ``began`` and ``answered``, item by item.

    ``began`` is what the form's answers were when the correction began, ``answered`` what they are.
    """
    on_record = {item["id"]: item for item in recorded if item.get("id")}
    before = {item["id"]: item for item in began if item.get("id")}
    result = [
        _item(on_record[item["id"]], before[item["id"]], item)
        if item.get("id") in on_record and item.get("id") in before
        else dict(item)
        for item in answered
    ]
    kinds = {item["kind"] for item in answered}
    # what the steps cannot show stays unless its kind was taken away
    hidden = [i for key, i in on_record.items() if key not in before and i["kind"] in kinds]
    return result + [dict(item) for item in hidden]


def _item(
    recorded: Mapping[str, Any], began: Mapping[str, Any], answered: Mapping[str, Any]
) -> dict[str, Any]:
    item = {
        name: recorded.get(name, value) if value == began[name] else value
        for name, value in answered.items()
    }
    item["people"] = _people(recorded["people"], began["people"], answered["people"])
    return item


def _people(recorded: Items, began: Items, answered: Items) -> list[dict[str, Any]]:
    before, now = _named(began), _named(answered)
    people = []
    for person in recorded:
        key = person["key"]
        if person["post"] == "student" or (key in before and key not in now):
            continue
        changed = key in before and now[key]["part"] != before[key]["part"]
        people.append({**person, "part": now[key]["part"]} if changed else dict(person))
    known = {person["key"] for person in people}
    people += [dict(p) for key, p in now.items() if key not in before and key not in known]
    same_pupils = _pupils(began) == _pupils(answered)
    return people + _pupils(recorded if same_pupils else answered)


def _named(people: Items) -> dict[str, Mapping[str, Any]]:
    return {person["key"]: person for person in people if person["post"] != "student"}


def _pupils(people: Items) -> list[dict[str, Any]]:
    return [dict(person) for person in people if person["post"] == "student"]
