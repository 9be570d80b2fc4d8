"""Reading facts from a workbook: one sheet a table, whatever a spreadsheet program does to cells."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from tandem.facts.cells import is_identifier
from tandem.facts.headings import SEARCHED_ROWS, Heading, find_heading, find_table, is_note
from tandem.facts.normalise import word
from tandem.facts.problems import Problem, Problems
from tandem.facts.staging import Staged, Workshop
from tandem.facts.supplements import known_column
from tandem.facts.text_files import arranged, report_heading
from tandem.facts.workbook_guard import BadWorkbook, Inspected, inspect_workbook
from tandem.policy.schema import TABLES, Column, Table

INSTRUCTION_SHEETS = ("填表说明", "填表說明", "Instructions")
LISTS_SHEET = "_lists"
"""Sheets of the template that hold no table."""

_IGNORED = frozenset(word(name) for name in (*INSTRUCTION_SHEETS, LISTS_SHEET))
_EXACT_INTEGERS = 1e15
_DAYS_1904 = 1462
_REMARK_ROWS = 3

Row = Sequence[object]


def _plain(value: object) -> str:
    """A cell's text where nothing is known about its column."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        if abs(value) >= _EXACT_INTEGERS:
            return format(value, ".15g")  # as the sheet shows it: 1.10101199003071e+17
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _money(value: object) -> str:
    """A spreadsheet's number has 15 digits that count; what follows is noise."""
    return format(value, ".15g") if isinstance(value, float) else _plain(value)


def _date(value: object, from_1904: bool) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and from_1904 and value.is_integer():
        return str(int(value) + _DAYS_1904)
    return _plain(value)


def read_workbook(
    path: Path,
    workshop: Workshop,
    problems: Problems,
    progress: Callable[[str, float], None],
    tables: Sequence[Table] = TABLES,
) -> tuple[list[Staged], set[str]]:
    """Stage every sheet that is one of ``tables``; returns them and the names of all that were there.

    Raises ``FactsError`` when the workbook cannot be opened or holds no table.
    """
    try:
        if not path.is_file():
            raise BadWorkbook("not_a_file")
        inspected = inspect_workbook(path)
        book = CalamineWorkbook.from_path(path)
    except BadWorkbook as bad:
        problems.add(Problem(bad.code, "error", place=path.name, params=bad.params))
        raise problems.error() from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.add(Problem("unreadable", "error", place=path.name, params={"reason": reason}))
        raise problems.error() from None
    except CalamineError:
        problems.add(Problem("damaged_workbook", "error", place=path.name))
        raise problems.error() from None
    with book:
        return _read_sheets(path, book, inspected, workshop, problems, progress, tables)


def _read_sheets(
    path: Path,
    book: CalamineWorkbook,
    inspected: Inspected,
    workshop: Workshop,
    problems: Problems,
    progress: Callable[[str, float], None],
    tables: Sequence[Table],
) -> tuple[list[Staged], set[str]]:
    sheets: dict[str, list[str]] = defaultdict(list)
    for meta in book.sheets_metadata:
        name = find_table(meta.name) if meta.typ == SheetTypeEnum.WorkSheet else None
        if name is not None:
            sheets[name].append(meta.name)
        elif word(meta.name) not in _IGNORED:
            problems.add(Problem("unknown_sheet", "note", place=meta.name))
    if not sheets:
        problems.add(Problem("no_tables", "error", place=path.name))
        raise problems.error()
    staged: list[Staged] = []
    tried: set[str] = set()
    order = [table for table in tables if table.name in sheets]
    for index, table in enumerate(order):
        progress(table.name, 0.1 + 0.5 * index / len(order))
        names = sheets[table.name]
        if len(names) > 1:
            tried.add(table.name)
            problems.add(
                Problem(
                    "table_twice",
                    "error",
                    table.name,
                    names[0],
                    params={"others": "、".join(names[1:])},
                )
            )
            continue
        reader = _SheetReader(names[0], table, inspected, workshop, problems)
        found = reader.read(book)
        if reader.holds_something:
            tried.add(table.name)
        if found is not None:
            staged.append(found)
    return staged, tried


class _SheetReader:
    """One sheet as one table."""

    def __init__(
        self,
        sheet: str,
        table: Table,
        inspected: Inspected,
        workshop: Workshop,
        problems: Problems,
    ) -> None:
        self._place = sheet
        self._table = table
        self._inspected = inspected
        self._workshop = workshop
        self._problems = problems
        self._left = 0
        self.holds_something = True

    def _tell(
        self,
        code: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **params: str | int,
    ) -> None:
        self._problems.add(
            Problem(code, "error", self._table.name, self._place, row, column, value, params)
        )

    def read(self, book: CalamineWorkbook) -> Staged | None:
        """Stage the sheet; ``None`` when it is blank or cannot be read (then told)."""
        try:
            sheet = book.get_sheet_by_name(self._place)
        except CalamineError:
            self._tell("damaged_sheet")
            return None
        except BaseException as error:
            # The reader's native code reports its own failure as an exception outside Exception.
            if type(error).__name__ != "PanicException":
                raise
            self._tell("damaged_sheet")
            return None
        if sheet.start is None:
            self.holds_something = False
            return None
        self._left = sheet.start[1]
        rows = self._rows(sheet)
        first = list(itertools.islice(rows, SEARCHED_ROWS))
        if not first:
            self.holds_something = False
            return None
        texts = [[_plain(value) for value in cells] for _, cells in first]
        heading = find_heading(self._table.name, texts)
        if heading is None:
            self._tell("no_heading", first[0][0])
            return None
        row = first[heading.index][0]
        missing = report_heading(heading, self._table, self._place, row, self._problems)
        records = itertools.chain(first[heading.index + 1 :], rows)
        merged = self._merged(sheet, heading, row)
        converted = self._converted(_filled(records, merged), heading)
        self._workshop.stage_rows(
            self._table,
            arranged(converted, heading, self._table, self._place, sheet.width, self._problems.add),
        )
        told = self._tell_valueless(heading, row)
        return Staged(self._table, self._place, missing, told=told)

    def _rows(self, sheet: CalamineSheet) -> Iterator[tuple[int, Row]]:
        """(row number, cells) of every row in which something stands."""
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if any(value != "" for value in cells):
                yield number, cells

    def _converted(
        self, records: Iterator[tuple[int, Row]], heading: Heading
    ) -> Iterator[tuple[int, list[str]]]:
        """Cells as text, each by the type of its column."""
        readers: dict[int, Callable[[int, object], str]] = {}
        for name, position in heading.columns.items():
            readers[position] = self._converter(known_column(self._table.name, name))
        for number, cells in records:
            yield (
                number,
                [
                    value
                    if isinstance(value, str)
                    else (
                        readers[position](number, value) if position in readers else _plain(value)
                    )
                    for position, value in enumerate(cells)
                ],
            )

    def _converter(self, column: Column) -> Callable[[int, object], str]:
        if column.type == "date":
            from_1904 = self._inspected.dates_from_1904
            return lambda _row, value: _date(value, from_1904)
        if column.type == "decimal":
            return lambda _row, value: _money(value)
        if not is_identifier(column):
            return lambda _row, value: _plain(value)

        def identifier(row: int, value: object) -> str:
            if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
                self._tell("id_is_date", row, column.name, _plain(value))
            return _plain(value)

        return identifier

    def _merged(
        self, sheet: CalamineSheet, heading: Heading, heading_row: int
    ) -> Mapping[int, list[tuple[int, int]]]:
        """Cell position -> merged ranges (first and last row) under the heading, within one column.

        A range over several columns is an error: nobody can say what stands in the others.
        """
        ranges: dict[int, list[tuple[int, int]]] = defaultdict(list)
        names = {position: name for name, position in heading.columns.items()}
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
            if bottom + 1 <= heading_row:
                continue
            covered = [
                p for p in range(left - self._left, min(right - self._left, 800) + 1) if p in names
            ]
            if not covered:
                continue
            if len(covered) == 1 and left == right:
                first = max(top + 1, heading_row + 1)
                if top + 1 > heading_row:
                    ranges[covered[0]].append((first, bottom + 1))
            elif top + 1 > heading_row + _REMARK_ROWS or not self._is_remark(sheet, top, left):
                self._tell(
                    "merged_cells",
                    top + 1,
                    names[covered[0]],
                    last_row=bottom + 1,
                    columns=right - left + 1,
                )
        for position, found in ranges.items():
            found.sort()
            self._problems.add(
                Problem(
                    "merged_filled",
                    "note",
                    self._table.name,
                    self._place,
                    found[0][0],
                    names[position],
                ),
                count=len(found),
            )
        return ranges

    def _is_remark(self, sheet: CalamineSheet, top: int, left: int) -> bool:
        """Whether a merged range is a remark across the sheet, which is left out anyway."""
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False, nrows=top + 1)):
            if number == top and left < len(cells):
                return is_note([_plain(cells[left])])
        return False

    def _tell_valueless(self, heading: Heading, heading_row: int) -> frozenset[tuple[int, str]]:
        """Tell the cells that arrive as empty and are not: ``#REF!``, formulas without a result."""
        names = {position: name for name, position in heading.columns.items()}
        told: set[tuple[int, str]] = set()
        for code, cells in (
            ("error_cell", self._inspected.error_cells),
            ("formula_cell", self._inspected.formula_cells),
        ):
            for row, column in cells.get(self._place, []):
                name = names.get(column - 1 - self._left)
                if name is not None and row > heading_row:
                    self._tell(code, row, name)
                    told.add((row, name))
        return frozenset(told)


def _filled(
    records: Iterator[tuple[int, Row]], merged: Mapping[int, list[tuple[int, int]]]
) -> Iterator[tuple[int, Row]]:
    """Records with the value of a merged range in each of its rows (only its first cell holds it)."""
    if not merged:
        yield from records
        return
    waiting = {position: list(reversed(ranges)) for position, ranges in merged.items()}
    held: dict[int, object] = {}
    for number, cells in records:
        filled = list(cells)
        for position, ranges in waiting.items():
            while ranges and ranges[-1][1] < number:
                ranges.pop()
            if ranges and ranges[-1][0] <= number and position < len(filled):
                if number == ranges[-1][0]:
                    held[position] = filled[position]
                elif filled[position] == "":
                    filled[position] = held.get(position, "")
        yield number, filled
