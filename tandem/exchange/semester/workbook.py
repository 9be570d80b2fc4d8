"""The workbook of a collaboration and a semester as it is handed out, with what is on record."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from tandem.activities.models import Outing
from tandem.compliance.cards import language
from tandem.exchange.semester.entries import ENTRIES, Entry, cells_of
from tandem.exchange.semester.lookups import lookup_rows
from tandem.exchange.semester.people import People
from tandem.exchange.semester.queries import Semester
from tandem.exchange.semester.tables import ENTERED, SHEETS
from tandem.facts.filling import Filling, Row
from tandem.facts.template import workbook
from tandem.pairings.two_sided import Status, TwoSided


def semester_workbook(semester: Semester, side: str) -> bytes:
    """The ``.xlsx`` file, in the reader's language."""
    people = People(semester.pair)
    rows: dict[str, list[Row]] = _outings(semester, side, people)
    for entry in ENTRIES:
        rows[entry.table] = [
            Row(_named(people, cells_of(entry, record)), _settled(record, side))
            for record in _records(semester, entry, side)
        ]
    for table, known in lookup_rows(semester.pair, people).items():
        rows[table] = [Row(cells, settled=True) for cells in known]
    names = people.names()
    picks = dict.fromkeys(("person_name", "mentor_name", "mentee_name"), names)
    filling = Filling(
        words="semester",
        tables=SHEETS,
        rows=rows,
        picks=picks if names else {},
        own=frozenset(ENTERED),
        params={"term": semester.name},
    )
    return workbook(filling, vocabulary=semester.policy.codes(), language=language())


def _standing(side: str) -> Q:
    """What is worth handing out: not what was taken back, nor what the other school was refused."""
    return ~Q(status=Status.WITHDRAWN) & ~(Q(status=Status.REJECTED) & ~Q(recorded_side=side))


def _settled(record: TwoSided, side: str) -> bool:
    """Whether this school cannot change the record by its workbook."""
    own = record.recorded_side == side and record.proposed is None
    return not (own and record.status in (Status.SUBMITTED, Status.REJECTED))


def _records(semester: Semester, entry: Entry, side: str) -> list[Any]:
    """The records that share a day with the semester."""
    records = entry.kind.model._default_manager.filter(_standing(side), collaboration=semester.pair)
    if entry.table in ("mentorships", "secondments"):
        records = records.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=semester.first), starts_on__lte=semester.last
        )
    else:
        records = records.filter(**{f"{entry.day}__range": (semester.first, semester.last)})
    if entry.table == "aid":
        records = records.prefetch_related("items")
    return list(records.order_by(entry.day, "pk"))


def _named(people: People, cells: dict[str, Any]) -> dict[str, Any]:
    """The cells with the names of those whose ids stand there."""
    for column in ("person", "mentor", "mentee"):
        key = cells.get(f"{column}_id")
        if key:
            people.add([key])
            cells[f"{column}_name"] = people.name(key)
    return cells


def _outings(semester: Semester, side: str, people: People) -> dict[str, list[Row]]:
    found = Outing.objects.filter(
        _standing(side),
        collaboration=semester.pair,
        held_on__range=(semester.first, semester.last),
    ).order_by("held_on", "pk")
    rows: dict[str, list[Row]] = {"activities": [], "activity_topics": [], "participations": []}
    for outing in found.prefetch_related("items__topics", "items__participations"):
        settled = _settled(outing, side)
        items = list(outing.items.all())
        for item in items:
            event = item.event_id or (outing.pk if len(items) > 1 else "")
            cells = {
                "activity_id": item.pk,
                "event_id": event,
                "collaboration_id": outing.collaboration_id,
                "kind": item.kind,
                "held_on": outing.held_on,
                "host_side": outing.host_side,
                "sessions": item.sessions,
                "mentorship_id": item.mentorship_id,
                "subject": item.subject,
                "status": outing.status,
                "title": item.title,
                "place": outing.place,
                "note": outing.note,
            }
            rows["activities"].append(Row(cells, settled))
            rows["activity_topics"] += [
                Row({"activity_id": item.pk, "topic": topic.topic}, settled)
                for topic in item.topics.all()
            ]
            there = list(item.participations.all())
            people.add([p.person_key for p in there if p.post != "student"])
            rows["participations"] += [
                Row(
                    {
                        "activity_id": item.pk,
                        "person_id": person.person_key,
                        "side": person.side,
                        "post": person.post,
                        "honour": person.honour,
                        "part": person.part,
                        "person_name": ""
                        if person.post == "student"
                        else people.name(person.person_key),
                    },
                    settled,
                )
                for person in there
            ]
    return rows
