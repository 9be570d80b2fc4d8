"""Changes to a made-up district that bring it near the line between counted and not counted."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from tandem.demo.district import Row
from tandem.policy import schema
from tests.contract_rules import KINDS, SUBJECTS, TOPICS
from tests.drafts import Draft, Pair
from tests.interesting_days import around_half, edges

# What may be changed in a step's records so that it falls just short, or only seems to.
_SIDE = ("participations", "side", schema.PARTICIPANT_SIDES)
_POST = ("participations", "post", ("head", "deputy_head", "archives", "league", "teacher"))
_HONOUR = ("participations", "honour", (None, "excellent", "backbone"))
_PART = ("participations", "part", ("teacher", "speaker", "observer", "chair"))
_HOST = ("activities", "host_side", schema.HOST_SIDES)
_STATUS = ("activities", "status", schema.ACTIVITY_STATUSES)
_SESSIONS = ("activities", "sessions", (None, 1, 2))
_TOPIC = ("activity_topics", "topic", TOPICS)
_GUIDANCE = (_HOST, _HONOUR, _PART, _POST, _SIDE)
NUDGES: dict[str, tuple[tuple[str, str, Sequence[Any]], ...]] = {
    "meeting": (_SIDE, _STATUS),
    "heads": (
        ("activity_topics", "topic", ("other", "management", "school_development", "culture")),
        ("participations", "post", ("deputy_head", "archives")),
        _SIDE,
    ),
    "seminars": (_TOPIC, _SIDE),
    "event": (_SIDE, _STATUS),
    "observing": (_SESSIONS, _STATUS),
    "guiding": (_STATUS, _SESSIONS),
    "regular": (_HOST, _POST, _SIDE),
    "preparing": _GUIDANCE,
    "projects": _GUIDANCE,
    "lessons": _GUIDANCE,
    "lectures": _GUIDANCE,
    "study": (_HOST, ("participations", "post", ("head", "head", "teacher", "league")), _SIDE),
    "visiting": (_HOST, _SESSIONS, _SIDE, _SIDE),
    "opening": (("participations", "part", ("speaker", "observer")), _SIDE, _HOST),
    "sharing": (("outputs", "kind", schema.OUTPUT_KINDS),),
    "writing": (("outputs", "kind", schema.OUTPUT_KINDS),),
}


def nudge(random: Random, draft: Draft, pair: Pair, step: str, before: dict[str, int]) -> None:
    """Changes one telling thing about a step's records; ``before`` counts the rows ahead of it."""
    new = {name: rows[before[name] :] for name, rows in draft.tables.items()}
    if step not in NUDGES or not any(new.values()):
        return
    kind = random.choice(("cell", "cell", "cell", "cell", "cell", "day", "leave", "swap", "apart"))
    people = new["participations"]
    if kind == "day":
        dated = new["activities"] or new["outputs"]
        column = "held_on" if new["activities"] else "completed_on"
        random.choice(dated)[column] = random.choice(edges(pair.terms))
    elif kind == "leave" and people:
        # The last person on record stayed at home.
        draft.tables["participations"].pop()
    elif kind == "swap" and new["outputs"] + people:
        random.choice(new["outputs"] + people)["person_id"] = random.choice(pair.people())
    elif kind == "apart" and people:
        # Two people who are only together what one would have to be.
        one = random.choice(people)
        other = dict(one) | {"person_id": pair.lead[3], "honour": None}
        one["part"] = "observer"
        draft.tables["participations"].append(other)
    else:
        table, column, values = random.choice(NUDGES[step])
        if new[table]:
            random.choice(new[table])[column] = random.choice(values)


def strew(random: Random, draft: Draft, pair: Pair) -> None:
    """Adds an activity that nobody ordered."""
    mentorships = [row["mentorship_id"] for row in pair.mentorships]
    activity = draft.add(
        "activities",
        event_id=random.choice((None, "E")),
        collaboration_id=pair.id,
        kind=random.choice(KINDS),
        held_on=random.choice(edges(pair.terms)),
        host_side=random.choice(schema.HOST_SIDES),
        sessions=random.choice((None, 1, 2, 3)),
        mentorship_id=random.choice((None, *mentorships)),
        subject=random.choice((None, *SUBJECTS[:3])),
        status=random.choice(("confirmed", "confirmed", *schema.ACTIVITY_STATUSES)),
    )
    for topic in random.choices(TOPICS, k=random.randint(0, 2)):
        draft.add("activity_topics", activity_id=activity["activity_id"], topic=topic)
    for _ in range(random.randint(0, 4)):
        draft.add(
            "participations",
            activity_id=activity["activity_id"],
            person_id=random.choice(pair.people()),
            side=random.choice(schema.PARTICIPANT_SIDES),
            post=random.choice(schema.POSTS),
            honour=random.choice((None, *schema.HONOURS)),
            part=random.choice(schema.PARTS),
        )


SPOILT = (
    "activities", "activities", "activities", "participations", "participations",
    "participations", "participations", "activity_topics", "mentorships", "secondments",
    "outputs", "visits",
)  # fmt: skip


def spoil(random: Random, draft: Draft, pairs: Sequence[Pair]) -> None:
    """Changes one cell of one row, drops a row or doubles it."""
    table = random.choice(SPOILT)
    rows = draft.tables[table]
    if not rows:
        return
    index = random.randrange(len(rows))
    row = rows[index]
    activity = row if "collaboration_id" in row else _activity_of(draft, row["activity_id"])
    if activity is None:
        return
    pair = next(pair for pair in pairs if pair.id == activity["collaboration_id"])
    verb = random.choice(("change", "change", "change", "change", "drop", "double"))
    if verb == "drop" and table not in ("mentorships", "activities"):
        del rows[index]
    elif verb == "double" and table != "mentorships":
        copy = dict(row)
        own = schema.TABLES_BY_NAME[table]
        if own.key:
            copy[own.key[0]] = draft.new_id("twin")
        rows.append(copy)
    else:
        _change(random, row, table, pair)


def _activity_of(draft: Draft, activity_id: str) -> Row | None:
    for row in draft.tables["activities"]:
        if row["activity_id"] == activity_id:
            return row
    return None


def _change(random: Random, row: Row, table: str, pair: Pair) -> None:
    days = [day for term in pair.terms for day in around_half(term)] + edges(pair.terms)
    mentorships = [mentorship["mentorship_id"] for mentorship in pair.mentorships]
    choices: dict[str, dict[str, Sequence[Any]]] = {
        "activities": {
            "kind": KINDS,
            "held_on": days,
            "host_side": schema.HOST_SIDES,
            "sessions": (None, 1, 2),
            "mentorship_id": (None, *mentorships),
            "status": schema.ACTIVITY_STATUSES,
        },
        "activity_topics": {"topic": TOPICS},
        "participations": {
            "person_id": pair.people(),
            "side": schema.PARTICIPANT_SIDES,
            "post": schema.POSTS,
            "honour": (None, *schema.HONOURS),
            "part": schema.PARTS,
        },
        "mentorships": {
            "starts_on": days,
            "ends_on": (None, *days),
            "subject": SUBJECTS,
            "mentor_id": pair.lead,
            "mentee_id": pair.people(),
        },
        "secondments": {
            "from_side": schema.SIDES,
            "post": schema.POSTS,
            "starts_on": days,
            "ends_on": days,
            "evaluated_on": (None, *days),
        },
        "outputs": {
            "person_id": pair.people(),
            "kind": schema.OUTPUT_KINDS,
            "completed_on": days,
        },
        "visits": {"visited_on": days, "department": schema.DEPARTMENTS},
    }
    column = random.choice(sorted(choices[table]))
    row[column] = random.choice(choices[table][column])
    ends_on = row.get("ends_on")
    if ends_on is not None and ends_on < row["starts_on"]:
        row["starts_on"], row["ends_on"] = ends_on, row["starts_on"]
