"""Changes to a made-up district that bring it near the line between counted and not counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

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
    "heads": (_TOPIC, _TOPIC, _POST, _SIDE),
    "seminars": (_TOPIC, _SIDE),
    "event": (_SIDE, _STATUS),
    "observing": (_SESSIONS, _STATUS),
    "guiding": (_STATUS, _SESSIONS),
    "regular": (_HOST, _POST, _SIDE),
    "preparing": _GUIDANCE,
    "projects": _GUIDANCE,
    "lessons": _GUIDANCE,
    "lectures": _GUIDANCE,
    "study": (_HOST, _POST, _SIDE),
    "visiting": (_HOST, _SESSIONS, _SIDE, _PART),
    "opening": (_PART, _SIDE, _HOST),
    "sharing": (("outputs", "kind", schema.OUTPUT_KINDS),),
    "writing": (("outputs", "kind", schema.OUTPUT_KINDS),),
}


def nudge(draw: st.DrawFn, draft: Draft, pair: Pair, step: str, before: dict[str, int]) -> None:
    """Changes one telling thing about a step's records; ``before`` counts the rows ahead of it."""
    new = {name: rows[before[name] :] for name, rows in draft.tables.items()}
    if step not in NUDGES or not any(new.values()):
        return
    kind = draw(st.sampled_from(("cell", "cell", "cell", "day", "leave", "swap", "apart")))
    people = new["participations"]
    if kind == "day":
        dated = new["activities"] or new["outputs"]
        column = "held_on" if new["activities"] else "completed_on"
        draw(st.sampled_from(dated))[column] = draw(st.sampled_from(edges(pair.terms)))
    elif kind == "leave" and people:
        # The last person on record stayed at home.
        draft.tables["participations"].pop()
    elif kind == "swap" and new["outputs"] + people:
        draw(st.sampled_from(new["outputs"] + people))["person_id"] = draw(
            st.sampled_from(pair.people())
        )
    elif kind == "apart" and people:
        # Two people who are only together what one would have to be.
        one = draw(st.sampled_from(people))
        other = dict(one) | {"person_id": pair.lead[3], "honour": None}
        one["part"] = "observer"
        draft.tables["participations"].append(other)
    else:
        table, column, values = draw(st.sampled_from(NUDGES[step]))
        if new[table]:
            draw(st.sampled_from(new[table]))[column] = draw(st.sampled_from(values))


def strew(draw: st.DrawFn, draft: Draft, pair: Pair) -> None:
    """Adds an activity that nobody ordered."""
    mentorships = [row["mentorship_id"] for row in pair.mentorships]
    activity = draft.add(
        "activities",
        event_id=draw(st.sampled_from((None, "E"))),
        collaboration_id=pair.id,
        kind=draw(st.sampled_from(KINDS)),
        held_on=draw(st.sampled_from(edges(pair.terms))),
        host_side=draw(st.sampled_from(schema.HOST_SIDES)),
        sessions=draw(st.sampled_from((None, 1, 2, 3))),
        mentorship_id=draw(st.sampled_from((None, *mentorships))),
        subject=draw(st.sampled_from((None, *SUBJECTS[:3]))),
        status=draw(st.sampled_from(("confirmed", "confirmed", *schema.ACTIVITY_STATUSES))),
    )
    for topic in draw(st.lists(st.sampled_from(TOPICS), max_size=2)):
        draft.add("activity_topics", activity_id=activity["activity_id"], topic=topic)
    for _ in range(draw(st.integers(0, 4))):
        draft.add(
            "participations",
            activity_id=activity["activity_id"],
            person_id=draw(st.sampled_from(pair.people())),
            side=draw(st.sampled_from(schema.PARTICIPANT_SIDES)),
            post=draw(st.sampled_from(schema.POSTS)),
            honour=draw(st.sampled_from((None, *schema.HONOURS))),
            part=draw(st.sampled_from(schema.PARTS)),
        )


SPOILT = (
    "activities", "activities", "activities", "participations", "participations",
    "participations", "participations", "activity_topics", "mentorships", "secondments",
    "outputs", "visits",
)  # fmt: skip


def spoil(draw: st.DrawFn, draft: Draft, pairs: Sequence[Pair]) -> None:
    """Changes one cell of one row, drops a row or doubles it."""
    table = draw(st.sampled_from(SPOILT))
    rows = draft.tables[table]
    if not rows:
        return
    # A prime stride spreads small numbers, which shrinking prefers, over the whole table.
    index = draw(st.integers(0, 400)) * 37 % len(rows)
    row = rows[index]
    activity = row if "collaboration_id" in row else _activity_of(draft, row["activity_id"])
    if activity is None:
        return
    pair = next(pair for pair in pairs if pair.id == activity["collaboration_id"])
    verb = draw(st.sampled_from(("change", "change", "change", "change", "drop", "double")))
    if verb == "drop" and table not in ("mentorships", "activities"):
        del rows[index]
    elif verb == "double" and table != "mentorships":
        copy = dict(row)
        own = schema.TABLES_BY_NAME[table]
        if own.key:
            copy[own.key[0]] = draft.new_id("twin")
        rows.append(copy)
    else:
        _change(draw, row, table, pair)


def _activity_of(draft: Draft, activity_id: str) -> Row | None:
    for row in draft.tables["activities"]:
        if row["activity_id"] == activity_id:
            return row
    return None


def _change(draw: st.DrawFn, row: Row, table: str, pair: Pair) -> None:
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
    column = draw(st.sampled_from(sorted(choices[table])))
    row[column] = draw(st.sampled_from(choices[table][column]))
    ends_on = row.get("ends_on")
    if ends_on is not None and ends_on < row["starts_on"]:
        row["starts_on"], row["ends_on"] = ends_on, row["starts_on"]
