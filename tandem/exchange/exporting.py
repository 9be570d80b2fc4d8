"""The database as a contract folder or workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tandem.facts.labels import column_titles, table_title
from tandem.lib.titles import Language
from tandem.lib.transfers import outlets
from tandem.policy.schema import TABLES, Table

SHEET_ROWS = 1_048_575
"""How many rows a sheet holds under its heading."""


class TooManyRowsError(Exception):
    """A table does not fit on a sheet: ``table`` names it."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def contract_rows() -> Mapping[str, Iterable[Sequence[Any]]]:
    """The rows of every table of the contract, read as they are asked for.

    Raises ``LookupError`` where a table is handed out by no app.
    """
    known = outlets()
    missing = [table.name for table in TABLES if table.name not in known]
    if missing:
        raise LookupError(f"nobody hands out {', '.join(missing)}")
    return {table.name: known[table.name]() for table in TABLES}


def write_csv(table: Table, rows: Iterable[Sequence[Any]], path: Path) -> None:
    """One table as the contract's CSV: UTF-8, ISO dates, nothing for an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(rows)  # None is written as nothing, a date and a number as they read


def write_workbook(
    tables: Mapping[str, Iterable[Sequence[Any]]], path: Path, language: Language
) -> None:
    """All tables as one workbook, a sheet each, under the headings of ``language``.

    Raises :class:`TooManyRowsError`.
    """
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#DCE6F5"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in TABLES:
            sheet = book.add_worksheet(table_title(table.name, language))
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.columns) - 1, 16)
            for place, column in enumerate(table.columns):
                title = column_titles(table.name, column.name).get(language)
                sheet.write_string(0, place, title, head)
            for line, row in enumerate(tables[table.name], start=1):
                if line > SHEET_ROWS:
                    raise TooManyRowsError(table.name)
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(line, place, value, day)
                    elif isinstance(value, int | float | Decimal):
                        sheet.write_number(line, place, value)
                    elif value:
                        sheet.write_string(line, place, value)
