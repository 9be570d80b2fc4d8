"""The sheets that are there to look things up: what stands on them, and that nobody changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tandem.exchange.semester.people import People
from tandem.exchange.semester.tables import ENTERED, SHEETS, SHEETS_BY_NAME
from tandem.exchange.semester.work import Work
from tandem.lib.transfers import outlets
from tandem.pairings.models import Collaboration
from tandem.policy.schema import TABLES_BY_NAME

_OF_PAIR = ("plans", "visits", "waivers")
"""The bureau's facts that a school sees. Ratings and quality figures are not handed out."""


def lookup_rows(pair: Collaboration, people: People) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of the sheets to look things up, of this collaboration alone."""
    schools = {pair.lead_id, pair.partner_id}
    round_ = pair.round
    rows: dict[str, list[dict[str, Any]]] = {
        "rounds": [
            {
                "round_id": round_.pk,
                "name": round_.name,
                "bureau_id": round_.authority_id,
                "starts_on": round_.starts_on,
                "ends_on": round_.ends_on,
            }
        ],
        "people": [
            {
                "person_id": person.pk,
                "name": person.name,
                "school_id": person.school_id if person.school_id in schools else None,
            }
            for person in people.by_id.values()
        ],
        "schools": [
            {
                "school_id": school.pk,
                "name": school.name,
                "stage": school.stage,
                "bureau_id": school.authority_id,
                "status": school.status,
                "successor_id": school.successor_id,
            }
            for school in (pair.lead, pair.partner)
        ],
        "collaborations": [
            {
                "collaboration_id": pair.pk,
                "round_id": pair.round_id,
                "batch": pair.batch,
                "lead_school_id": pair.lead_id,
                "partner_school_id": pair.partner_id,
                "origin": pair.origin,
                "starts_on": pair.starts_on,
                "ends_on": pair.ends_on,
                "plan_due_on": pair.plan_due_on,
            }
        ],
        "terms": list(_handed_out("terms", "round_id", pair.round_id)),
    }
    for table in _OF_PAIR:
        rows[table] = list(_handed_out(table, "collaboration_id", pair.pk))
    return rows


def _handed_out(table: str, column: str, value: str) -> Iterator[dict[str, Any]]:
    names = [known.name for known in TABLES_BY_NAME[table].columns]
    place = names.index(column)
    for row in outlets()[table]():
        if row[place] == value:
            yield dict(zip(names, row, strict=True))


def check_lookups(work: Work) -> None:
    """Tell every row of those sheets that is not as it was handed out; the others pass silently."""
    touched = [t for t in SHEETS if t.name not in ENTERED and work.uploaded.of(t.name)]
    if not touched:
        return
    known = lookup_rows(work.pair, work.people)
    for table in touched:
        _check(work, table.name, known.get(table.name, ()))


def _check(work: Work, table: str, known: Sequence[Mapping[str, Any]]) -> None:
    key = SHEETS_BY_NAME[table].key
    by_key = {tuple(str(row[name]) for name in key): row for row in known}
    for row in work.uploaded.of(table):
        stands = by_key.get(tuple(row.text(name) for name in key))
        if stands is None:
            work.tell(row, key[0], _added(table))
            continue
        for column in TABLES_BY_NAME[table].columns:
            said = row.cells.get(column.name)
            # an emptied cell says nothing
            if said is not None and not _same(said, stands[column.name]):
                text = _("Not yours to change here: on record stands “%(value)s”.")
                value = stands[column.name]
                work.tell(row, column.name, text % {"value": "–" if value is None else value})


def _same(said: Any, stands: Any) -> bool:
    return said == stands or str(said) == str("" if stands is None else stands)


def _added(table: str) -> str:
    if table == "people":
        return _(
            "Not yours to add here: put the person on the school’s roster first. Delete the row."
        )
    return _("Not yours to add here: the bureau keeps this sheet. Delete the row.")
