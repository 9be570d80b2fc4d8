"""More columns of the contract's sheets, which the web application keeps and the engine never reads.

They are all optional, stand after the contract's own columns in the workbook of a semester, and are
left out, without a word, wherever facts alone are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tandem.policy.schema import TABLES_BY_NAME, Column

_NAMES: Mapping[str, tuple[str, ...]] = {
    "activities": ("title", "place", "note"),
    "participations": ("person_name",),
    "mentorships": ("mentor_name", "mentee_name", "goals"),
    "secondments": ("person_name", "host_post", "tasks"),
    "outputs": ("person_name", "title", "published_in"),
    "aid": ("description",),
}

SUPPLEMENTS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        table: tuple(Column(name, required=False) for name in names)
        for table, names in _NAMES.items()
    }
)


def supplements(table: str) -> tuple[Column, ...]:
    """What the web application knows of a table's rows beyond the contract."""
    return SUPPLEMENTS.get(table, ())


def is_supplement(table: str, column: str) -> bool:
    """Whether the contract does not have the column, but the web application does."""
    return any(known.name == column for known in supplements(table))


def known_column(table: str, column: str) -> Column:
    """A column of the contract or beyond it. Raises ``KeyError`` for another."""
    for known in supplements(table):
        if known.name == column:
            return known
    return TABLES_BY_NAME[table].column(column)
