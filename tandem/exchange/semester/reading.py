"""An uploaded workbook as rows, each with its place; read by the reader of all facts."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tandem.compliance.cards import language
from tandem.exchange.semester.tables import ENTERED, SHEETS, SHEETS_BY_NAME
from tandem.facts import FactsError, Problem, read_facts
from tandem.facts.describe import explain
from tandem.facts.labels import code_label, column_titles, table_titles
from tandem.facts.staging import quoted
from tandem.facts.supplements import is_supplement
from tandem.lib.titles import LANGUAGES, Language
from tandem.policy.model import Policy
from tandem.policy.schema import TABLES_BY_NAME
from tandem.widgets.chinese import marked

SIZE_LIMIT = 20 << 20
ROW_LIMIT = 5_000
"""So many rows may stand on the sheets to fill in: a semester of a collaboration has some hundred."""

_NAME = re.compile(r"[\\/\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in which cell, and how to mend it."""

    sheet: str
    row: int | None
    column: str
    value: str
    text: str

    @property
    def said(self) -> str:
        """The text for a page: Chinese data in it is marked as such."""
        return self.text if isinstance(self.text, SafeString) else marked(self.text)


class Unreadable(Exception):
    """The workbook cannot be taken as it is: ``mistakes`` says why, ``total`` how many there are."""

    def __init__(self, mistakes: Sequence[Mistake], total: int) -> None:
        super().__init__(f"{total} mistakes")
        self.mistakes = list(mistakes)
        self.total = total


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number as the spreadsheet shows it, and its cells by column."""

    table: str
    number: int
    cells: Mapping[str, Any]

    def text(self, column: str) -> str:
        """A cell's text; empty where nothing stands there."""
        value = self.cells.get(column)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The sound rows of every sheet by table, and what each sheet is called in the file.

    ``mistakes`` are those of single cells; their rows are left out, and ``bad`` names their tables.
    """

    rows: Mapping[str, Sequence[Row]]
    places: Mapping[str, str] = field(default_factory=dict)
    mistakes: Sequence[Mistake] = ()
    bad: frozenset[str] = frozenset()

    def of(self, table: str) -> Sequence[Row]:
        """The rows of a table in their order."""
        return self.rows.get(table, ())

    def place(self, table: str) -> str:
        """The sheet's name in the file."""
        return self.places.get(table) or table_titles(table).get(language())

    def said(self, row: Row, column: str) -> str:
        """A cell as it stands in the file: a code by its label in the language of the sheet."""
        text = row.text(column)
        known = {c.name: c for c in TABLES_BY_NAME[row.table].columns}.get(column)
        if known is None or text not in known.codes:
            return text
        return code_label(row.table, column, text, language_of(self.place(row.table), row.table))

    def heading(self, table: str, column: str) -> str:
        """A column's heading in the language of its sheet."""
        return heading_on(self.place(table), table, column)


def heading_on(place: str, table: str, column: str) -> str:
    """A column's heading in the language in which its sheet is named, else in the reader's."""
    return column_titles(table, column).get(language_of(place, table))


def language_of(place: str, table: str) -> Language:
    """The language in which a sheet is named, the reader's where it may be that; else the reader's."""
    titles = table_titles(table)
    spoken = [lang for lang in LANGUAGES if titles.get(lang) == place]
    return language() if not spoken or language() in spoken else spoken[0]


def _whole(row: Row) -> bool:
    """Whether everything that must be there is (long lists of mistakes are cut)."""
    columns = SHEETS_BY_NAME[row.table].columns
    return all(row.cells[c.name] is not None for c in columns if c.required)


def read_upload(content: bytes, file_name: str, policy: Policy) -> Uploaded:
    """The rows of a workbook, with every mistake. Raises :class:`Unreadable` where there are none."""
    if len(content) > SIZE_LIMIT:
        raise _alone(_("The file is larger than 20 MB. Send the workbook alone, without pictures."))
    if not content:
        raise _alone(_("The file is empty. Choose the workbook that was filled in."))
    name = _NAME.sub("_", file_name)[-80:].lstrip(".") or "workbook.xlsx"
    with tempfile.TemporaryDirectory(prefix="tandem-semester-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            with read_facts(path, vocabulary=policy.codes(), tables=SHEETS, tolerant=True) as facts:
                tables = [table for table in SHEETS if table.name in facts.places]
                count = sum(facts.counts[table.name] for table in tables if table.name in ENTERED)
                if count > ROW_LIMIT:
                    text = _("More than %(most)s rows. One workbook holds one semester.")
                    raise _alone(text % {"most": ROW_LIMIT})
                rows = {}
                for table in tables:
                    names = [column.name for column in table.columns]
                    columns = ", ".join(quoted(name) for name in names)
                    found = facts.connection.execute(
                        f"SELECT _row, {columns} FROM typed.{quoted(table.name)} ORDER BY _row"
                    ).fetchall()
                    rows[table.name] = [
                        Row(table.name, int(number), dict(zip(names, cells, strict=True)))
                        for number, *cells in found
                        if any(cell is not None for cell in cells)
                    ]
                bad = {(p.table, p.row) for p in facts.mistakes}
                sound = {
                    name: [row for row in found if (name, row.number) not in bad and _whole(row)]
                    for name, found in rows.items()
                }
                return Uploaded(
                    sound,
                    dict(facts.places),
                    [_mistake(p) for p in facts.mistakes],
                    frozenset(
                        name for name, found in rows.items() if len(found) > len(sound[name])
                    ),
                )
        except FactsError as error:
            raise Unreadable([_mistake(p) for p in error.problems], error.total) from None


def _alone(text: str) -> Unreadable:
    return Unreadable([Mistake("", None, "", "", text)], 1)


def _mistake(problem: Problem) -> Mistake:
    column = ""
    if problem.table is not None and problem.column is not None:
        known = [c.name for c in TABLES_BY_NAME[problem.table].columns]
        column = " + ".join(
            heading_on(problem.place, problem.table, name)
            if name in known or is_supplement(problem.table, name)
            else name
            for name in problem.column.split("+")
        )
    text = explain(problem, language())
    return Mistake(problem.place, problem.row, column, problem.value or "", text)
