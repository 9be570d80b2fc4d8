"""Reading one list (CSV text or the first sheet of a workbook) as rows of named cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from tandem.facts import describe
from tandem.facts.headings import is_note
from tandem.facts.normalise import word
from tandem.facts.problems import Problem
from tandem.facts.text_files import decode
from tandem.facts.workbook_guard import BadWorkbook, Inspected, inspect_workbook
from tandem.lib.messages import Messages

SIZE_LIMIT = 64 << 20
ROWS_LIMIT = 100_000
_HEADING_ROWS = 10
_DELIMITERS = (",", "\t", ";", "，")
_TEXT = (".csv", ".tsv", ".txt")
_WORKBOOK = (".xlsx", ".xlsm")
_EXACT = 1e15


class BadList(Exception):
    """The file is no list that can be read: one sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as an editor shows it, and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Rows:
    """The rows of a list; ``faults`` and ``notices`` are sentences.

    ``headings`` gives each column found as the file names it.
    """

    rows: list[Row] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


Raw = list[tuple[int, list[str]]]


def read_rows(
    path: Path, columns: Mapping[str, Sequence[str]], needed: Sequence[str], messages: Messages
) -> Rows:
    """The rows of the list at ``path``; ``columns`` gives the headings of each column, the first to be named.

    ``messages`` are those of :func:`tandem.cli.lists.list_messages`.

    Raises :class:`BadList` when nothing can be read at all; all other mistakes are ``faults``.
    """
    known = {word(text): name for name, texts in columns.items() for text in reversed(texts)}
    found = Rows()
    inspected = None
    left = 0
    if path.suffix.lower() in _WORKBOOK:
        raw, inspected, left, sheet = _sheet(path, found, messages)
    else:
        raw, sheet = _text(path, frozenset(known), messages), ""
    position = _heading(raw, known)
    if position is None:
        listed = "、".join(columns[name][0] for name in needed)
        raise BadList(messages("list-no-heading", {"place": path.name, "columns": listed}))
    heading_row, heading = raw[position]
    places = _columns(heading, known, path, found, messages)
    found.headings = {name: heading[position].strip() for name, position in places.items()}
    for name in needed:
        if name not in places:
            params = {"place": path.name, "column": columns[name][0]}
            found.faults.append(messages("list-no-column", params))
    if inspected is not None:
        _tell_valueless(inspected, sheet, left, heading_row, places, path, found, messages)
    for number, cells in raw[position + 1 :]:
        if is_note(cells) and len([c for c in cells if c.strip()]) == 1:
            continue
        if any(cell.strip() for cell in cells[len(heading) :]):
            params = {"place": path.name, "row": str(number)}
            found.faults.append(messages("list-ragged", params))
            continue
        padded = cells + [""] * (len(heading) - len(cells))
        found.rows.append(Row(number, {name: padded[p] for name, p in places.items()}))
    return found


def _refused(path: Path, messages: Messages, code: str, **params: str | int) -> BadList:
    problem = Problem(code, "error", place=path.name, params=params)
    return BadList(describe(problem, messages.language))


def _heading(raw: Raw, known: Mapping[str, str]) -> int | None:
    """The row among the first ones that names the most columns."""
    counts = [len({known[word(c)] for c in cells if word(c) in known}) for _, cells in raw]
    best = max(counts[:_HEADING_ROWS], default=0)
    return counts.index(best) if best else None


def _columns(
    heading: Sequence[str],
    known: Mapping[str, str],
    path: Path,
    found: Rows,
    messages: Messages,
) -> dict[str, int]:
    places: dict[str, int] = {}
    for position, text in enumerate(heading):
        params = {"place": path.name, "heading": text.strip()}
        name = known.get(word(text))
        if name is None:
            if text.strip():
                found.notices.append(messages("list-unknown-column", params))
        elif name in places:
            found.faults.append(messages("list-column-twice", params))
        else:
            places[name] = position
    return places


def _text(path: Path, known: frozenset[str], messages: Messages) -> Raw:
    if path.suffix.lower() not in _TEXT:
        raise BadList(messages("list-kind", {"place": path.name}))
    try:
        if not path.exists():
            raise BadList(messages("list-missing", {"place": str(path)}))
        if not path.is_file():
            raise _refused(path, messages, "not_a_file")
        if path.stat().st_size > SIZE_LIMIT:
            raise BadList(messages("list-too-large", {"place": path.name}))
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refused(path, messages, "unreadable", reason=reason) from None
    try:
        text = decode(data, known).text.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise BadList(messages("list-undecodable", {"place": path.name})) from None
    if not text.strip("\x00 \t\r\n\u3000"):
        raise _refused(path, messages, "empty_file")
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:_HEADING_ROWS]

    def named(delimiter: str) -> int:
        counts = (sum(word(c) in known for c in line.split(delimiter)) for line in lines)
        return max(counts, default=0)

    try:
        return list(_records(text, max(_DELIMITERS, key=named)))
    except csv.Error:
        raise BadList(messages("list-csv", {"place": path.name})) from None


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1


def _plain(value: object) -> str:
    """A workbook's cell as text; a number that has lost digits shows it (``1.1E+17``)."""
    if isinstance(value, float):
        if abs(value) >= _EXACT:
            return format(value, ".15g")
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def _raw(sheet: CalamineSheet) -> Raw:
    """The rows in which something stands."""
    rows = ((n, [_plain(value) for value in cells]) for n, cells in enumerate(sheet.iter_rows(), 1))
    return [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]


def _sheet(path: Path, found: Rows, messages: Messages) -> tuple[Raw, Inspected, int, str]:
    """The cells of the first sheet that holds something, its first column (from 0) and its name."""
    try:
        if not path.exists():
            raise BadList(messages("list-missing", {"place": str(path)}))
        if not path.is_file():
            raise _refused(path, messages, "not_a_file")
        inspected = inspect_workbook(path)
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if sheet.start is None:
                    continue
                if sheet.height > ROWS_LIMIT:
                    raise BadList(messages("list-too-large", {"place": path.name}))
                raw = _raw(sheet)
                for (top, _), (bottom, _) in sheet.merged_cell_ranges or []:
                    if bottom > top:
                        rows = {"first": str(top + 1), "last": str(bottom + 1)}
                        found.faults.append(messages("list-merged", {"place": path.name, **rows}))
                return raw, inspected, sheet.start[1], name
    except BadWorkbook as bad:
        raise _refused(path, messages, bad.code, **bad.params) from None
    except CalamineError:
        raise _refused(path, messages, "damaged_workbook") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refused(path, messages, "unreadable", reason=reason) from None
    except BaseException as error:
        # The reader's native code reports its own failure as an exception outside Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _refused(path, messages, "damaged_sheet") from None
    raise _refused(path, messages, "empty_file")


def _tell_valueless(
    inspected: Inspected,
    sheet: str,
    left: int,
    heading_row: int,
    places: Mapping[str, int],
    path: Path,
    found: Rows,
    messages: Messages,
) -> None:
    """Cells that arrive as empty and are not: ``#REF!``, formulas without a saved result."""
    named = set(places.values())
    for code, cells in (
        ("error_cell", inspected.error_cells),
        ("formula_cell", inspected.formula_cells),
    ):
        for row, column in cells.get(sheet, []):
            if row > heading_row and column - 1 - left in named:
                problem = Problem(code, "error", place=path.name, row=row)
                found.faults.append(describe(problem, messages.language))
