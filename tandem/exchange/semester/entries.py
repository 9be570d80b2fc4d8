"""The kinds of records that stand in one row each: what their cells say, and the verbs that enter them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tandem.aid.actions import AID, record_aid, revise_aid
from tandem.compliance.confirming import RecordKind
from tandem.mentoring.actions import (
    MENTORSHIP,
    OUTPUT,
    record_mentorship,
    record_output,
    revise_mentorship,
    revise_output,
)
from tandem.secondments.actions import SECONDMENT, record_secondment, revise_secondment


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet whose rows are records.

    ``columns`` gives each key of a content its column, the day that decides on the semester is
    ``day``; ``named`` are the columns beside an id that hold a name; ``theirs`` what others write
    later. ``lengths`` are the most characters of texts that the action does not measure.
    """

    table: str
    kind: RecordKind[Any]
    record: Callable[..., Any]
    revise: Callable[..., Any]
    columns: Mapping[str, str]
    day: str
    people: Mapping[str, str] = field(default_factory=dict)
    theirs: tuple[str, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)

    @property
    def id_column(self) -> str:
        """The column of the record's id."""
        return {"outputs": "output_id", "aid": "aid_id"}.get(self.table, f"{self.table[:-1]}_id")


MENTORSHIPS = Entry(
    table="mentorships",
    kind=MENTORSHIP,
    record=record_mentorship,
    revise=revise_mentorship,
    columns={
        "mentor": "mentor_id",
        "mentee": "mentee_id",
        "subject": "subject",
        "starts_on": "starts_on",
        "ends_on": "ends_on",
        "goals": "goals",
    },
    day="starts_on",
    people={"mentor": "mentor_name", "mentee": "mentee_name"},
    lengths={"goals": 2_000},
)
SECONDMENTS = Entry(
    table="secondments",
    kind=SECONDMENT,
    record=record_secondment,
    revise=revise_secondment,
    columns={
        "person": "person_id",
        "from_side": "from_side",
        "post": "post",
        "starts_on": "starts_on",
        "ends_on": "ends_on",
        "host_post": "host_post",
        "tasks": "tasks",
    },
    day="starts_on",
    people={"person": "person_name"},
    theirs=("evaluated_on", "grade"),
    lengths={"host_post": 64, "tasks": 2_000},
)
OUTPUTS = Entry(
    table="outputs",
    kind=OUTPUT,
    record=record_output,
    revise=revise_output,
    columns={
        "person": "person_id",
        "kind": "kind",
        "completed_on": "completed_on",
        "title": "title",
        "published_in": "published_in",
    },
    day="completed_on",
    people={"person": "person_name"},
    lengths={"title": 200, "published_in": 200},
)
GIFTS = Entry(
    table="aid",
    kind=AID,
    record=record_aid,
    revise=revise_aid,
    columns={
        "kind": "kind",
        "value_yuan": "value_yuan",
        "handed_over_on": "handed_over_on",
        "description": "description",
    },
    day="handed_over_on",
    theirs=("accepted_on",),
    lengths={"description": 200},
)

ENTRIES = (MENTORSHIPS, SECONDMENTS, OUTPUTS, GIFTS)


def cells_of(entry: Entry, record: Any) -> dict[str, Any]:
    """A record's cells, as its sheet has them."""
    content = entry.kind.snapshot(record)
    cells = {column: content[name] for name, column in entry.columns.items()}
    for column in entry.columns.values():
        if column.endswith("_on") and cells[column]:
            cells[column] = date.fromisoformat(cells[column])
        elif column == "value_yuan":
            cells[column] = Decimal(cells[column])
    cells[entry.id_column] = record.pk
    cells["collaboration_id"] = record.collaboration_id
    for column in entry.theirs:
        cells[column] = getattr(record, column)
    return cells
