"""What a database cannot hold, found before anything is written: too long texts, too large numbers."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.facts import Facts
from tandem.policy.schema import TABLES, Column, Table

ID_LENGTH = 64
LENGTHS = {
    ("schools", "name"): 128,
    ("rounds", "name"): 64,
    ("people", "name"): 64,
    ("collaborations", "batch"): 32,
    ("waivers", "reason"): 500,
    ("waivers", "period"): 64,
}
"""How many characters a text may have; ids and codes 64, but for codes of a subject and a grade."""

CODES = {"subjects": 32, "grades": 16}
MOST = {("activities", "sessions"): 32_767, ("aid", "value_yuan"): 9_999_999_999}


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that does not fit: where it is, and what the most is."""

    table: str
    column: str
    value: str
    most: int
    kind: str
    count: int


class LimitError(Exception):
    """Values that the database cannot hold; nothing was written."""

    def __init__(self, limits: list[Limit]) -> None:
        super().__init__(f"{len(limits)} columns hold values that do not fit")
        self.limits = limits


def check_limits(facts: Facts) -> None:
    """Raise :class:`LimitError` with one limit a column where something does not fit."""
    found = [
        limit
        for table in TABLES
        for column in table.columns
        if (limit := _check(facts, table, column)) is not None
    ]
    if found:
        raise LimitError(found)


def _check(facts: Facts, table: Table, column: Column) -> Limit | None:
    name = f'"{column.name}"'
    if column.type == "text":
        if column.codes:
            return None
        most = LENGTHS.get((table.name, column.name), CODES.get(column.vocabulary or "", ID_LENGTH))
        kind, condition = "long", f"length({name}) > {most} OR contains({name}, chr(0))"
    elif (table.name, column.name) in MOST:
        most = MOST[table.name, column.name]
        kind, condition = "large", f"{name} > {most}"
    else:
        return None
    row = facts.connection.execute(
        f"SELECT count(*), min({name}) FROM facts.{table.name} WHERE {condition}"
    ).fetchone()
    if row is None or not row[0]:
        return None
    return Limit(table.name, column.name, str(row[1]), most, kind, int(row[0]))
