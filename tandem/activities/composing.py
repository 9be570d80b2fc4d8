"""From the steps of the form (where, what, who, who led) to an outing's content, and back.

A draft holds four parts: ``where`` (date, times, place), ``what`` (one entry a kind), ``who`` (ids of
people, numbers of pupils) and ``led`` (who led which item). A
correction's also keeps ``recorded``, the items on record, and ``began``, its four parts at first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tandem.activities.kinds import KindForm
from tandem.activities.merging import merged
from tandem.mentoring.models import Mentorship
from tandem.pairings.models import Collaboration
from tandem.schools.models import Person

PUPILS = "pupils"
"""A participant's key that begins so stands for a number of pupils, who have no names here."""

PAIR_PARTS = {
    "mentor_observation": ("observer", "teacher"),
    "observation_visit": ("teacher", "observer"),
    "open_lesson": ("observer", "teacher"),
}
"""What mentor and mentee do in the kinds where one of them teaches; else the mentor speaks."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item to come: its kind, which of several it is, and its mentor pair."""

    key: str
    form: KindForm
    entry: Mapping[str, Any]
    mentorship_id: str | None

    @property
    def asks_who_led(self) -> bool:
        """Whether a rule needs to know who led it, and the mentor pair does not tell already."""
        return self.form.leading is not None and self.mentorship_id is None


def items_of(what: Iterable[Mapping[str, Any]], forms: Mapping[str, KindForm]) -> list[Item]:
    """The items that the chosen kinds make: one for each repetition and for each mentor pair."""
    items = []
    for entry in what:
        form = forms.get(entry["kind"])
        if form is None:
            continue
        pairs = list(entry.get("mentorships") or []) if form.mentorship else []
        for number in range(max(int(entry.get("times") or 1), 1)):
            for pair in pairs or [None]:
                key = "-".join(filter(None, (form.code, str(number), pair)))
                items.append(Item(key, form, entry, pair))
    return items


def compose(
    collaboration: Collaboration,
    draft: Mapping[str, Any],
    forms: Mapping[str, KindForm],
    people: Mapping[str, Person],
    mentorships: Mapping[str, Mentorship],
) -> dict[str, Any]:
    """The outing's content that a draft stands for.

    ``people`` are the persons whose ids the draft names (:func:`people_named`), with school and post
    of the outing's day. A correction changes only what was answered otherwise than at first.
    """
    where = draft.get("where", {})
    items = _items(collaboration, draft, forms, people, mentorships)
    if draft.get("recorded"):
        first = {**draft["began"], "item_ids": draft.get("item_ids", {})}
        began = _items(collaboration, first, forms, people, mentorships)
        items = merged(draft["recorded"], began, items)
    return {
        "held_on": where.get("held_on", ""),
        "starts_at": where.get("starts_at") or None,
        "ends_at": where.get("ends_at") or None,
        "host_side": where.get("host_side", ""),
        "place": where.get("place", ""),
        "note": draft.get("note", ""),
        "items": items,
    }


def people_named(draft: Mapping[str, Any]) -> set[str]:
    """The ids of everybody whom a draft names, or named when it began."""
    parts = (draft.get("who", {}), draft.get("began", {}).get("who", {}))
    return {key for who in parts for key in who.get("people", ())}


def _items(
    collaboration: Collaboration,
    draft: Mapping[str, Any],
    forms: Mapping[str, KindForm],
    people: Mapping[str, Person],
    mentorships: Mapping[str, Mentorship],
) -> list[dict[str, Any]]:
    who, led = draft.get("who", {}), draft.get("led", {})
    chosen = [people[key] for key in who.get("people", ()) if key in people]
    present = [_participant(collaboration, person) for person in chosen]
    pupils = [
        {
            "key": f"{PUPILS}-{side}-{count}",
            "side": side,
            "post": "student",
            "honour": "",
            "part": "attendee",
        }
        for side in ("lead", "partner")
        if (count := int(who.get(f"{PUPILS}_{side}") or 0)) > 0
    ]
    items = []
    for item in items_of(draft.get("what", ()), forms):
        if item.mentorship_id is not None:
            ours = mentorships.get(item.mentorship_id)
            taking_part = _pair(collaboration, item, ours, people) if ours else []
        else:
            taking_part = [
                {**person, "part": item.form.leading or "attendee"}
                if led.get(item.key) == person["key"]
                else dict(person)
                for person in present
            ] + pupils
        subject = item.entry.get("subject", "")
        pair = mentorships.get(item.mentorship_id or "")
        if pair is not None and not subject:
            subject = pair.subject
        items.append(
            {
                "id": None,
                "kind": item.form.code,
                "title": item.entry.get("title", ""),
                "subject": subject,
                "sessions": int(item.entry.get("sessions") or 1),
                "mentorship_id": item.mentorship_id,
                "topics": list(item.entry.get("topics", ())),
                "people": taking_part,
            }
        )
    _keep_ids(items, draft.get("item_ids", {}))
    return items


def _keep_ids(items: list[dict[str, Any]], ids: Mapping[str, list[str]]) -> None:
    """Give items of a correction the ids that items of their kind had."""
    left = {kind: list(known) for kind, known in ids.items()}
    for item in items:
        if left.get(item["kind"]):
            item["id"] = left[item["kind"]].pop(0)


def _participant(
    collaboration: Collaboration, person: Any, elsewhere: str = "partner"
) -> dict[str, Any]:
    """Someone with the school and the post of that day.

    ``elsewhere`` is the side of one who belonged to neither school then.
    """
    sides = {collaboration.lead_id: "lead", collaboration.partner_id: "partner"}
    return {
        "key": person.pk,
        "side": sides.get(person.roster_school, elsewhere),
        "post": person.roster_post,
        "honour": person.honour,
        "part": "attendee",
    }


def _pair(
    collaboration: Collaboration, item: Item, pair: Mentorship, people: Mapping[str, Person]
) -> list[dict[str, Any]]:
    mentor, mentee = PAIR_PARTS.get(item.form.code, ("speaker", "attendee"))
    return [
        {**_participant(collaboration, people[pair.mentor_id], "lead"), "part": mentor},
        {**_participant(collaboration, people[pair.mentee_id]), "part": mentee},
    ]


def decompose(content: Mapping[str, Any]) -> dict[str, Any]:
    """The draft that a recorded outing would have come from: a correction starts there."""
    what: dict[str, dict[str, Any]] = {}
    led: dict[str, str] = {}
    people: dict[str, None] = {}
    who: dict[str, Any] = {}
    ids: dict[str, list[str]] = {}
    for item in content["items"]:
        entry = what.setdefault(
            item["kind"],
            {
                "kind": item["kind"],
                "title": item["title"],
                "subject": item["subject"],
                "sessions": item["sessions"],
                "topics": item["topics"],
                "mentorships": [],
                "times": 0,
            },
        )
        if item["mentorship_id"]:
            entry["mentorships"].append(item["mentorship_id"])
            entry["times"] = 1
        else:
            key = f"{item['kind']}-{entry['times']}"
            entry["times"] += 1
            for person in item["people"]:
                if person["post"] == "student":
                    who[f"{PUPILS}_{person['side']}"] = _number(person["key"])
                    continue
                people[person["key"]] = None
                if person["part"] in ("teacher", "speaker"):
                    led[key] = person["key"]
        if item.get("id"):
            ids.setdefault(item["kind"], []).append(item["id"])
    names = ("held_on", "starts_at", "ends_at", "host_side", "place")
    answers = {
        "where": {name: content.get(name) for name in names},
        "what": list(what.values()),
        "who": {**who, "people": list(people)},
        "led": led,
    }
    return {
        **answers,
        "note": content.get("note", ""),
        "item_ids": ids,
        "recorded": list(content["items"]),
        "began": answers,
    }


def _number(key: str) -> int:
    last = key.rpartition("-")[2]
    return int(last) if last.isdigit() else 1
