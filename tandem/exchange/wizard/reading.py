"""A file's first table as text: headings and rows with their numbers."""

from __future__ import annotations

import csv
import datetime
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from tandem.exchange.wizard.fields import Target, all_headings
from tandem.facts.normalise import strip, word
from tandem.facts.text_files import decode
from tandem.facts.workbook_guard import BadWorkbook, inspect_workbook

SIZE_LIMIT = 20 << 20
ROW_LIMIT = 20_000
COLUMN_LIMIT = 200
_SEARCHED = 10


class Unreadable(Exception):
    """The file holds no table that can be read; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: headings, and rows as (number in the file, cells); cells as many as headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(content: bytes, target: Target) -> Sheet:
    """The table of an Excel or text file. Raises :class:`Unreadable`."""
    if not content:
        raise Unreadable(_("The file is empty. Choose the file that holds the list."))
    if len(content) > SIZE_LIMIT:
        raise Unreadable(_("The file is larger than 20 MB. Divide it into parts."))
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        tables = _workbook(content)
    else:
        tables = [_text(content, target)]
    known = all_headings(target)
    found = [sheet for rows in tables if (sheet := _table(rows, known)) is not None]
    if not found:
        raise Unreadable(_("No table was found. The first row should hold the headings."))
    best = max(found, key=lambda s: (sum(word(h) in known for h in s.headings), len(s.rows)))
    if len(best.rows) > ROW_LIMIT:
        raise Unreadable(_("The table has more than 20,000 rows. Divide it into parts."))
    if len(best.headings) > COLUMN_LIMIT:
        raise Unreadable(_("The table has more than 200 columns. Keep those that are needed."))
    if not best.rows:
        raise Unreadable(_("There is no row under the headings."))
    return best


Rows = list[tuple[int, list[str]]]


def _workbook(content: bytes) -> list[Rows]:
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "upload.xlsx"
            path.write_bytes(content)
            inspect_workbook(path)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            [
                (n, [_plain(cell) for cell in row])
                for n, row in enumerate(
                    book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1
                )
            ]
            for name in book.sheet_names
        ]
    except BadWorkbook as bad:
        if bad.code == "old_excel":
            raise Unreadable(
                _("This is an old .xls file. Save it as .xlsx, then choose it.")
            ) from None
        if bad.code == "encrypted_workbook":
            raise Unreadable(
                _("The workbook has a password. Save it without, then choose it.")
            ) from None
        raise Unreadable(_("The workbook cannot be opened. Save it anew as .xlsx.")) from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable(_("The workbook cannot be opened. Save it anew as .xlsx.")) from None


def _plain(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)


def _text(content: bytes, target: Target) -> Rows:
    try:
        text = decode(content, all_headings(target)).text.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Unreadable(
            _("The text's encoding is not known. Save it as CSV UTF-8, or as .xlsx.")
        ) from None
    if "\x00" in text:
        raise Unreadable(_("This is no text and no workbook. Choose an .xlsx or a CSV file."))
    first = text[:5000].split("\n", 1)[0]
    delimiter = max(",\t;，", key=first.count)
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise Unreadable(
            _("Row %(row)s cannot be read: a quotation mark may be open.") % {"row": line}
        ) from None
    return rows


def _table(rows: Rows, known: frozenset[str]) -> Sheet | None:
    filled = [(n, cells) for n, cells in rows if any(strip(cell) for cell in cells)]
    if not filled:
        return None
    start = max(
        range(min(_SEARCHED, len(filled))),
        key=lambda i: (sum(word(c) in known for c in filled[i][1]), -i),
    )
    heading = [strip(cell) for cell in filled[start][1]]
    while heading and not heading[-1]:
        heading.pop()
    width = len(heading)
    data = tuple(
        (n, tuple(strip(cell) for cell in (*cells, *[""] * width)[:width]))
        for n, cells in filled[start + 1 :]
    )
    return Sheet(tuple(heading), data) if width else None
