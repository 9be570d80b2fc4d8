"""Which table a file or sheet holds, and which column a heading means, in any of the languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tandem.facts.labels import column_spellings, table_spellings
from tandem.facts.normalise import word
from tandem.facts.supplements import supplements
from tandem.policy.schema import TABLES, TABLES_BY_NAME

SEARCHED_ROWS = 10
"""The heading is looked for in so many rows that are not blank."""

_LINES = re.compile(r"[\n\r/|]+")
_BRACKETS = re.compile(r"[()（）【】\[\]]+")
_NOTE = re.compile(
    r"(说明|說明|填写说明|填寫說明|填表说明|填表說明|注|备注|備註|示例|例|notes?|example)\s*[:：]",
    re.I,
)
_LONE_NOTE = re.compile(r"#|※|\*|说明|說明|填写|填寫|填表|示例|备注|備註|notes?\b|example\b", re.I)

_CLOSING = re.compile(
    r"(合计|合計|总计|總計|小计|小計|total)\s*$"
    r"|(填表|制表|製表|填报|填報|审核|審核|负责|負責|联系|聯絡|联络)人?\s*[:：]",
    re.I,
)


@cache
def _tables() -> Mapping[str, str]:
    names = {word(table.name): table.name for table in TABLES}
    for table in TABLES:
        for title in table_spellings(table.name):
            names.setdefault(word(title), table.name)
    return MappingProxyType(names)


def find_table(name: str) -> str | None:
    """The contract's table that a file stem or sheet name means, or ``None``."""
    return _resolve(name, _tables(), frozenset(TABLES_BY_NAME))


def _resolve(text: str, names: Mapping[str, str], codes: frozenset[str]) -> str | None:
    """What ``text`` means among ``names``: as a whole, by one of its lines, or by its brackets.

    What stands in brackets counts only as a code: ``Remarks (year)`` is no year.
    """
    found = names.get(word(text))
    if found is not None or len(text) > 200:
        return found
    meant: set[str] = set()
    for line in _LINES.split(text):
        whole = names.get(word(line))
        if whole is not None:
            meant.add(whole)
            continue
        before, *within = _BRACKETS.split(line)
        outer = names.get(word(before))
        if outer is not None:
            meant.add(outer)
        meant.update(part.strip() for part in within if "_" in part and part.strip() in codes)
    return meant.pop() if len(meant) == 1 else None


@cache
def _columns(table: str) -> Mapping[str, str]:
    columns = (*TABLES_BY_NAME[table].columns, *supplements(table))
    names = {word(column.name): column.name for column in columns}
    for column in columns:
        for title in column_spellings(table, column.name):
            names.setdefault(word(title), column.name)
    return MappingProxyType(names)


def find_column(table: str, text: str) -> str | None:
    """The contract's column that a heading means, or ``None``.

    A heading may carry two names (``活动编号`` and ``activity_id`` in one cell, on two lines or in
    brackets); they must mean the same column.
    """
    codes = frozenset(column.name for column in TABLES_BY_NAME[table].columns)
    return _resolve(text, _columns(table), codes)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading found among a table's first rows.

    ``index`` is its position in the rows given; ``columns`` maps the contract's columns to cell
    positions; ``unknown`` and ``repeated`` are headings as found, ``nameless`` positions without one.
    """

    index: int
    columns: Mapping[str, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    nameless: tuple[int, ...] = ()


def read_heading(table: str, index: int, cells: Sequence[str]) -> Heading:
    """Take the row ``cells`` as the heading of ``table``."""
    columns: dict[str, int] = {}
    unknown: list[str] = []
    repeated: list[str] = []
    nameless: list[int] = []
    for position, cell in enumerate(cells):
        if not cell.strip():
            nameless.append(position)
            continue
        column = find_column(table, cell)
        if column is None:
            unknown.append(cell)
        elif column in columns:
            repeated.append(column)
        else:
            columns[column] = position
    return Heading(
        index, MappingProxyType(columns), tuple(unknown), tuple(repeated), tuple(nameless)
    )


def find_heading(table: str, rows: Sequence[Sequence[str]]) -> Heading | None:
    """The row among ``rows`` that names the most columns of ``table``; the first one of equals."""
    best: Heading | None = None
    for index, cells in enumerate(rows[:SEARCHED_ROWS]):
        heading = read_heading(table, index, cells)
        if heading.columns and (best is None or len(heading.columns) > len(best.columns)):
            best = heading
    return best


def is_second_heading(table: str, heading: Heading, cells: Sequence[str]) -> bool:
    """Whether a row under the heading only repeats it (codes under titles, or a pasted copy)."""
    said = [(p, c) for p, c in enumerate(cells) if c.strip()]
    return len(said) > 1 and all(
        find_column(table, cell) is not None
        and heading.columns.get(find_column(table, cell) or "") == position
        for position, cell in said
    )


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row is a remark to the reader and no record.

    Its first cell says so: ``说明：…``, ``Note: …``; or it is the only one, and starts like a remark.
    """
    said = [cell.strip() for cell in cells if cell.strip()]
    if not said:
        return False
    return bool(_NOTE.match(said[0]) or (len(said) == 1 and _LONE_NOTE.match(said[0])))


def is_closing_note(cells: Sequence[str]) -> bool:
    """Whether a row among or under the records is a remark, a total or the line for signatures.

    Only its first cell is looked at, and only for words that no id begins with.
    """
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    return bool(_NOTE.match(first) or _CLOSING.match(first))
