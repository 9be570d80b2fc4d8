"""The sheets of a semester's workbook: those of the contract, of which fewer cells must be filled."""

from __future__ import annotations

from dataclasses import replace

from tandem.facts.supplements import supplements
from tandem.policy.schema import TABLES, Table

ENTERED = (
    "activities",
    "activity_topics",
    "participations",
    "mentorships",
    "secondments",
    "outputs",
    "aid",
)
"""What a school enters; every other sheet is there to look things up."""

_LEFT_OPEN: dict[str, frozenset[str]] = {
    "activities": frozenset({"activity_id", "collaboration_id", "status"}),
    "participations": frozenset({"person_id", "side", "post"}),
    "mentorships": frozenset({"mentorship_id", "collaboration_id", "mentor_id", "mentee_id"}),
    "secondments": frozenset(
        {"secondment_id", "collaboration_id", "person_id", "from_side", "post"}
    ),
    "outputs": frozenset({"output_id", "collaboration_id", "person_id"}),
    "aid": frozenset({"aid_id", "collaboration_id"}),
}
"""Cells that may be empty here: an id is given, the rest follows from the collaboration or the roster."""


def _sheet(table: Table) -> Table:
    left_open = _LEFT_OPEN.get(table.name, frozenset())
    columns = [
        replace(
            column,
            required=column.required and column.name not in left_open,
            # a person may be named, a pair be a new one; what is only looked up is compared anyway
            references=column.references if column.references == "activities" else None,
            default=None,
        )
        for column in table.columns
    ]
    # a filled-in template has none of the further columns, and may have empty sheets to look up
    return replace(table, columns=(*columns, *supplements(table.name)), required=False)


SHEETS: tuple[Table, ...] = tuple(
    _sheet(table)
    for table in sorted(
        TABLES, key=lambda t: ENTERED.index(t.name) if t.name in ENTERED else len(ENTERED)
    )
)
"""Every sheet, those to fill in first."""

SHEETS_BY_NAME = {table.name: table for table in SHEETS}
