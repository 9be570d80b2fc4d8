"""Reading one table from a text file: its encoding, its delimiter, its heading, its records."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tandem.facts.headings import (
    Heading,
    find_heading,
    is_closing_note,
    is_note,
    is_second_heading,
    read_heading,
)
from tandem.facts.normalise import word
from tandem.facts.problems import Problem, Problems
from tandem.facts.staging import Staged, Workshop
from tandem.facts.supplements import is_supplement
from tandem.policy.schema import Table

SIZE_LIMIT = 1 << 30
"""Bytes that a text file may have; larger facts come as Parquet."""

_FIELD_LIMIT = 1_000_000
_DELIMITERS = (",", "\t", ";", "|", "，")
_UTF8 = "utf-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and the encoding that it was in."""

    text: str
    encoding: str


def _line_of(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _marked_encoding(data: bytes) -> str | None:
    """The encoding that the first bytes tell."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:2000]
    if len(head) >= 4 and head.count(0) >= len(head) // 4:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        # Zeros on both sides are no text at all: a damaged file, filled up with them.
        if min(even, odd) * 10 < max(even, odd):
            return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether text that is not UTF-8 throughout is UTF-8 for the most part."""
    text = data.decode(_UTF8, errors="replace")
    bad = text.count("\ufffd")
    wide = sum(1 for char in text[:200_000] if char > "\x7f" and char != "\ufffd")
    return wide >= 4 * bad


def _known_words(text: str, known: frozenset[str]) -> int:
    return sum(word(cell) in known for cell in re.split(r"[,\t;|\n]", text[:4000]))


def decode(data: bytes, known: frozenset[str]) -> Decoded:
    """The text of ``data``; ``known`` are words (headings) that tell GB18030 from Big5.

    Raises ``UnicodeDecodeError`` at the first byte that no encoding explains.
    """
    marked = _marked_encoding(data)
    if marked:
        return Decoded(data.decode(marked), marked)
    try:
        return Decoded(data.decode(_UTF8), _UTF8)
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise
        failure = error
    candidates: list[Decoded] = []
    for encoding in ("gb18030", "cp950"):
        try:
            candidates.append(Decoded(data.decode(encoding), encoding))
        except UnicodeDecodeError as error:
            if error.start > failure.start:
                failure = error
    if not candidates:
        raise failure
    return max(candidates, key=lambda found: _known_words(found.text, known))


def _delimiter(table: Table, text: str) -> str:
    """The delimiter under which the first lines name the most columns."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:10]

    def named(delimiter: str) -> int:
        rows = [line.replace('"', "").split(delimiter) for line in lines]
        heading = find_heading(table.name, rows)
        return len(heading.columns) if heading else 0

    return max(_DELIMITERS, key=named)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(line on which it starts, cells) of every record that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    for cells in reader:
        if any(cells) and (len(cells) > 1 or not cells[0].isspace()):
            yield start, cells
        start = reader.line_num + 1


def _is_plain(data: bytes) -> bool:
    """Whether record n is line n: no quotes, no blank lines, one kind of line end, no NUL."""
    if b'"' in data or b"\n\n" in data or b"\x00" in data or data.startswith((b"\n", b"\r")):
        return False
    return b"\r" not in data or (
        b"\n\r\n" not in data and data.count(b"\r") == data.count(b"\r\n") == data.count(b"\n")
    )


def report_heading(
    heading: Heading, table: Table, place: str, row: int, problems: Problems
) -> frozenset[str]:
    """Tell what is odd about a heading; returns the contract's columns that it lacks."""
    for text in heading.unknown:
        problems.add(Problem("unknown_column", "note", table.name, place, row, value=text.strip()))
    for column in heading.repeated:
        problems.add(Problem("repeated_column", "error", table.name, place, row, column))
    missing = [c.name for c in table.columns if c.name not in heading.columns]
    for column in missing:
        if is_supplement(table.name, column):
            continue
        problems.add(Problem("missing_column", "error", table.name, place, row, column))
    if row > 1:
        problems.add(Problem("heading_found_below", "note", table.name, place, row))
    return frozenset(missing)


def read_bytes(path: Path, table: Table, problems: Problems) -> bytes | None:
    """The file's bytes, or ``None`` with the reason among ``problems``."""
    place = path.name
    try:
        if not path.is_file():
            problems.add(Problem("not_a_file", "error", table.name, place))
            return None
        if path.stat().st_size > SIZE_LIMIT:
            problems.add(
                Problem("file_too_large", "error", table.name, place, params={"limit": 1024})
            )
            return None
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.add(Problem("unreadable", "error", table.name, place, params={"reason": reason}))
        return None


def read_text_table(
    path: Path, table: Table, workshop: Workshop, problems: Problems, known: frozenset[str]
) -> Staged | None:
    """Stage one text file; ``None`` when it cannot be read at all (told in ``problems``)."""
    place = path.name
    data = read_bytes(path, table, problems)
    if data is None:
        return None
    try:
        decoded = decode(data, known)
    except UnicodeDecodeError as error:
        problems.add(
            Problem(
                "undecodable",
                "error",
                table.name,
                place,
                _line_of(data, error.start),
                value=data[error.start : error.start + 4].hex(" ").upper(),
            )
        )
        return None
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip("\x00 \t\r\n\u3000"):
        problems.add(Problem("empty_file", "error", table.name, place))
        return None
    if decoded.encoding not in (_UTF8, "utf-8-sig"):
        code = {"gb18030": "read_as_gbk", "cp950": "read_as_big5"}.get(
            decoded.encoding, "read_as_utf16"
        )
        problems.add(Problem(code, "note", table.name, place))
    delimiter = _delimiter(table, text)
    if delimiter != ",":
        shown = {"\t": "Tab"}.get(delimiter, delimiter)
        problems.add(
            Problem("other_delimiter", "note", table.name, place, params={"delimiter": shown})
        )
    if decoded.encoding in (_UTF8, "utf-8-sig") and delimiter.isascii() and _is_plain(data):
        staged = _read_plain(path, table, workshop, problems, text, delimiter)
        if staged is not None:
            return staged
    return _read_records(place, table, workshop, problems, text, delimiter)


def _read_plain(
    path: Path, table: Table, workshop: Workshop, problems: Problems, text: str, delimiter: str
) -> Staged | None:
    """The quick way, for a file as programs write it; ``None`` if it is not such a file."""
    lines = text[:20_000].splitlines()[:2]
    cells = lines[0].split(delimiter)
    heading = read_heading(table.name, 0, cells)
    if heading.nameless or len(heading.columns) < len(table.columns) // 2:
        return None
    if len(lines) > 1:
        second = lines[1].split(delimiter)
        if is_note(second) or is_second_heading(table.name, heading, second):
            return None
    if any(is_closing_note(line.split(delimiter)) for line in text[-4000:].splitlines()[-5:]):
        return None
    try:
        workshop.stage_csv(table, path, heading.columns, len(cells), delimiter)
    except duckdb.Error:
        return None
    missing = report_heading(heading, table, path.name, 1, problems)
    return Staged(table, path.name, missing)


def _read_records(
    place: str, table: Table, workshop: Workshop, problems: Problems, text: str, delimiter: str
) -> Staged | None:
    """Record by record, for everything that people and spreadsheets do to text files."""
    csv.field_size_limit(_FIELD_LIMIT)
    first: list[tuple[int, list[str]]] = []
    try:
        for numbered in _records(text, delimiter):
            first.append(numbered)
            if len(first) == 10:
                break
        heading = find_heading(table.name, [cells for _, cells in first])
        if heading is None:
            if any("\n" in cell and delimiter in cell for cell in first[0][1]):
                raise _Swallowed(first[0][0])
            problems.add(Problem("no_heading", "error", table.name, place, first[0][0]))
            return None
        if any("\n" in cell and delimiter in cell for cell in first[heading.index][1]):
            raise _Swallowed(first[heading.index][0])
        row = first[heading.index][0]
        missing = report_heading(heading, table, place, row, problems)
        width = len(first[heading.index][1])
        records: Iterator[tuple[int, list[str]]]
        records = (r for r in _records(text, delimiter) if r[0] > row)
        if '"' in text:
            records = _not_swallowed(records, width, delimiter)
        workshop.stage_rows(table, arranged(records, heading, table, place, width, problems.add))
    except _Swallowed as swallowed:
        problems.add(Problem("broken_quotes", "error", table.name, place, swallowed.line))
        return None
    except csv.Error:
        # The csv module gives up on a cell beyond the limit: mostly a quotation mark left open.
        line, code = _quote_line(text), "broken_quotes"
        if line is None:
            line, code = _long_line(text), "cell_too_large"
        problems.add(Problem(code, "error", table.name, place, line))
        return None
    return Staged(table, place, missing)


class _Swallowed(Exception):
    """A quotation mark left open took the following records into its cell."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _not_swallowed(
    records: Iterator[tuple[int, list[str]]], width: int, delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    """The same records; raises ``_Swallowed`` at a cell whose lines are records of ``width`` cells.

    A cell may well have line ends, but not such that its first line completes the record it stands
    in, each further line is a whole record, and the last one the beginning of another.
    """
    for number, cells in records:
        for position, cell in enumerate(cells):
            if "\n" not in cell and "\r" not in cell:
                continue
            first, *others = (line.count(delimiter) for line in cell.splitlines() if line.strip())
            ends_here = position + 1 < len(cells)
            last = others.pop() if others and ends_here else None
            whole = all(count == width - 1 for count in others)
            if (
                first == width - 1 - position
                and whole
                and (others or last is not None)
                and (others or last == position)
            ):
                raise _Swallowed(number)
        yield number, cells


def _quote_line(text: str) -> int | None:
    """The first line with an odd number of quotation marks: where one was probably not closed."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.count('"') % 2:
            return number
    return None


def _long_line(text: str) -> int | None:
    """The first line that is longer than a cell may be."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if len(line) > _FIELD_LIMIT), None)


def arranged(
    records: Iterator[tuple[int, list[str]]],
    heading: Heading,
    table: Table,
    place: str,
    width: int,
    tell: Callable[[Problem], None],
) -> Iterator[list[str | int]]:
    """Records in the contract's order of columns, remarks left out, ragged ones told.

    ``width`` is the number of cells in the heading's row.
    """
    positions = [heading.columns.get(column.name, -1) for column in table.columns]
    needed = max(positions) + 1
    first = True
    nameless = list(heading.nameless)
    for number, cells in records:
        if first:
            if is_second_heading(table.name, heading, cells):
                continue
            if is_note(cells):
                tell(Problem("note_row", "note", table.name, place, number))
                continue
            first = False
        elif not cells[0][:1].isascii() and is_closing_note(cells):
            tell(Problem("note_row", "note", table.name, place, number))
            continue
        found = len(cells)
        for position in nameless:
            if position < found and cells[position].strip():
                nameless.remove(position)
                tell(
                    Problem(
                        "nameless_column",
                        "note",
                        table.name,
                        place,
                        number,
                        value=cells[position],
                        params={"position": position + 1},
                    )
                )
                break
        if found > width and any(cell.strip() for cell in cells[width:]):
            tell(
                Problem(
                    "too_many_cells",
                    "error",
                    table.name,
                    place,
                    number,
                    params={"found": found, "expected": width},
                )
            )
            continue
        if found < needed:
            if found < width and found <= needed // 2:
                if not any(cell.strip() for cell in cells):
                    continue
                tell(
                    Problem(
                        "too_few_cells",
                        "error",
                        table.name,
                        place,
                        number,
                        params={"found": found, "expected": width},
                    )
                )
                continue
            cells = cells + [""] * (needed - found)
        yield [number, *(cells[p] if p >= 0 else "" for p in positions)]
