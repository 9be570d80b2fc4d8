"""Activities of the facts contract, with the outings that they make up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from tandem.activities.models import Activity, ActivityTopic, Outing, Participation
from tandem.calendar import now
from tandem.lib.keys import new_key
from tandem.lib.transfers import Loading, register_loader
from tandem.pairings.two_sided import RecordedBy, Status

ROWS = """
    SELECT activity_id, event_id, collaboration_id, held_on, host_side, status
    FROM facts.activities ORDER BY activity_id
"""

OUTINGS = f"""
    SELECT o.outing_id AS id, min(a.collaboration_id) AS collaboration_id,
        min(a.held_on) AS held_on, min(a.host_side) AS host_side, min(a.status) AS status,
        CASE min(a.status) WHEN '{Status.SUBMITTED}' THEN '{RecordedBy.LEAD}'
            ELSE '{RecordedBy.BUREAU}' END AS recorded_side
    FROM facts.activities a JOIN main.outing_of o USING (activity_id) GROUP BY o.outing_id
"""
"""A file does not say who entered what still waits: the lead is taken for it, so that there is
somebody, the partner, who can confirm it."""

ACTIVITIES = """
    SELECT a.activity_id AS id, o.outing_id, a.collaboration_id, o.event_id, a.kind, a.held_on,
        a.host_side, coalesce(a.sessions, 1) AS sessions, a.mentorship_id, a.subject, a.status,
        o.position::INTEGER AS position
    FROM facts.activities a JOIN main.outing_of o USING (activity_id)
"""

Day = tuple[str, date, str, str]
"""What the items of an outing share: collaboration, date, place, status."""


def load(loading: Loading) -> None:
    """Outings, their items, and of every item in the file all topics and all people."""
    loading.give(
        "outing_of",
        ("activity_id", "outing_id", "event_id", "position"),
        list(_outings_of(loading)),
    )
    new = {"recorded_by_name": loading.by_name, "recorded_at": now()}
    loading.upsert(
        "activities", Outing, OUTINGS, new=new, only_new=("recorded_side",), counted=False
    )
    loading.upsert("activities", Activity, ACTIVITIES, only_new=("position",))
    parents = "SELECT activity_id FROM facts.activities"
    loading.replace(
        "activity_topics",
        ActivityTopic,
        "SELECT activity_id, topic FROM facts.activity_topics",
        parent="activity_id",
        parents=parents,
    )
    loading.replace(
        "participations",
        Participation,
        "SELECT activity_id, person_id AS person_key, side, post, honour, part"
        " FROM facts.participations",
        parent="activity_id",
        parents=parents,
    )


def _outings_of(loading: Loading) -> Iterator[tuple[str, str, str, str]]:
    """Of each activity: its outing, its event, its place in the outing.

    Rows of one event that agree in collaboration, date, place and status are one outing. One that is
    there already stays what it is, as long as it can: another file must not take it apart.
    """
    groups: dict[tuple[str, str, Day], list[str]] = defaultdict(list)
    for activity, event, *shared in loading.rows(ROWS):
        key = (event or "", "" if event else activity, tuple(shared))
        groups[key].append(activity)
    known = dict(Activity.objects.order_by().values_list("pk", "outing_id"))
    items: dict[str, int] = defaultdict(int)
    for outing in known.values():
        items[outing] += 1
    taken: set[str] = set()
    for (event, _own, _shared), members in groups.items():
        outing = _outing_of(members, known, items, taken)
        taken.add(outing)
        if event == outing and event not in members:
            event = ""  # an outing entered here went out under its own id
        for position, activity in enumerate(members):
            yield activity, outing, event, str(position)


def _outing_of(
    members: Sequence[str], known: dict[str, str], items: dict[str, int], taken: set[str]
) -> str:
    there = [known[member] for member in members if member in known]
    for outing in dict.fromkeys(there):
        # all that belongs to it is in this group: its date and status may change with the group's
        if outing not in taken and there.count(outing) == items[outing]:
            return outing
    first = members[0]
    return new_key() if first in taken or first in items else first


def register() -> None:
    """Register it."""
    register_loader(load)
