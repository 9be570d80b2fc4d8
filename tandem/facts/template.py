"""The empty workbook that an officer fills in: one sheet a table, lists, notes, frozen headings."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tandem.facts.cells import is_identifier
from tandem.facts.codes import VocabularyTitles
from tandem.facts.describe import catalogue
from tandem.facts.filling import CellFormats, Filling, code_labels, fill_sheet
from tandem.facts.labels import column_notes, column_titles, table_title
from tandem.facts.normalise import FIRST_YEAR, LAST_YEAR
from tandem.facts.workbook import LISTS_SHEET
from tandem.lib.messages import Messages
from tandem.lib.titles import Language
from tandem.policy.schema import Column, Table

_LAST_ROW = 1_048_575
_FONT = "Microsoft YaHei"
_INK, _REQUIRED, _OPTIONAL, _LINE = "#1F2937", "#DCE6F5", "#F3F4F6", "#B8C0CC"
_SETTLED, _OWN = "#4B5563", "#1D4ED8"
_STEPS = 6
# A fixed date of creation keeps the file the same from run to run.
_CREATED = datetime(2024, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones


@dataclass(frozen=True, slots=True)
class _Formats:
    required: Format
    optional: Format
    cells: CellFormats
    title: Format
    step: Format
    link: Format


def write_template(target: Path, *, vocabulary: VocabularyTitles, language: Language) -> None:
    """Write the template to ``target`` (``.xlsx``), with labels and notes in ``language``.

    ``vocabulary`` is that of the policy, as for ``read_facts``, which reads the filled workbook.
    Raises ``OSError`` when the file cannot be written.
    """
    target.write_bytes(workbook(Filling(), vocabulary=vocabulary, language=language))


def workbook(filling: Filling, *, vocabulary: VocabularyTitles, language: Language) -> bytes:
    """The template with what already stands in it, as the content of an ``.xlsx`` file."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    messages = catalogue(language)
    book.set_properties(
        {"title": messages(f"{filling.words}-title", filling.params), "created": _CREATED}
    )
    formats = _formats(book)
    first = book.add_worksheet(messages("sheet-instructions"))
    sheets = {
        table.name: book.add_worksheet(table_title(table.name, language))
        for table in filling.tables
    }
    lists = _Lists(book.add_worksheet(LISTS_SHEET))
    _write_instructions(first, filling, formats, messages, language)
    for table in filling.tables:
        sheet = sheets[table.name]
        _write_sheet(sheet, table, lists, filling, vocabulary, formats, messages, language)
        fill_sheet(
            sheet, table, filling.rows.get(table.name, ()), vocabulary, formats.cells, language
        )
        if table.name in filling.own:
            sheet.set_tab_color(_OWN)
    lists.sheet.hide()
    first.activate()
    book.close()
    return buffer.getvalue()


def _formats(book: Workbook) -> _Formats:
    def heading(colour: str) -> Format:
        return book.add_format(
            {
                "font_name": _FONT, "font_size": 10, "bold": True, "font_color": _INK,
                "bg_color": colour, "border": 1, "border_color": _LINE,
                "text_wrap": True, "align": "center", "valign": "vcenter",
            }
        )  # fmt: skip

    base = {"font_name": _FONT, "font_size": 10, "font_color": _INK}
    text = {"num_format": "@"}
    day = {"num_format": "yyyy-mm-dd", "align": "center"}
    money = {"num_format": "#,##0.00"}
    settled = {"font_color": _SETTLED, "bg_color": _OPTIONAL}
    return _Formats(
        required=heading(_REQUIRED),
        optional=heading(_OPTIONAL),
        cells=CellFormats(
            text=book.add_format({**base, **text}),
            day=book.add_format({**base, **day}),
            money=book.add_format({**base, **money}),
            settled=book.add_format({**base, **text, **settled}),
            settled_day=book.add_format({**base, **day, **settled}),
            settled_money=book.add_format({**base, **money, **settled}),
        ),
        title=book.add_format({**base, "font_size": 16, "bold": True}),
        step=book.add_format({**base, "text_wrap": True, "valign": "top"}),
        link=book.add_format({**base, "font_color": "#1D4ED8", "underline": 1, "valign": "top"}),
    )


class _Lists:
    """The hidden sheet with the entries of every drop-down list, one column a list."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._ranges: dict[tuple[str, ...], str] = {}

    def formula(self, entries: tuple[str, ...]) -> str:
        """The range that holds ``entries``; lists alike share one.

        A list typed into the validation itself may have 255 characters at most and no comma in an
        entry, so none is.
        """
        known = self._ranges.get(entries)
        if known is None:
            column = len(self._ranges)
            for row, entry in enumerate(entries):
                self.sheet.write_string(row, column, entry)
            letters = _letters(column)
            known = f"={LISTS_SHEET}!${letters}$1:${letters}${len(entries)}"
            self._ranges[entries] = known
        return known


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _width(text: str) -> int:
    """How wide a text shows: a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _write_instructions(
    sheet: Worksheet, filling: Filling, formats: _Formats, messages: Messages, language: Language
) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26, formats.step)
    sheet.set_column(1, 1, 12, formats.step)
    sheet.set_column(2, 2, 84, formats.step)
    sheet.write_string(0, 0, messages(f"{filling.words}-title", filling.params), formats.title)
    sheet.set_row(0, 28)
    for step in range(1, _STEPS + 1):
        text = f"{step}. {messages(f'{filling.words}-step-{step}')}"
        sheet.merge_range(step, 0, step, 2, text, formats.step)
        sheet.set_row(step, 18 if _width(text) < 120 else 34)
    row = _STEPS + 2
    for column, name in enumerate(("template-sheet", "template-need", "template-columns")):
        sheet.write_string(row, column, messages(name), formats.required)
    between = ", " if language == "en" else "、"
    for table in filling.tables:
        row += 1
        title = table_title(table.name, language)
        sheet.write_url(row, 0, f"internal:'{title}'!A1", formats.link, title)
        need = "template-required" if table.required else "template-optional"
        if filling.own:
            need = f"{filling.words}-{'own' if table.name in filling.own else 'other'}"
        sheet.write_string(row, 1, messages(need), formats.step)
        names = between.join(
            column_titles(table.name, column.name).get(language) for column in table.columns
        )
        sheet.write_string(row, 2, names, formats.step)
        sheet.set_row(row, 18 if _width(names) < 100 else 34)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_sheet(
    sheet: Worksheet,
    table: Table,
    lists: _Lists,
    filling: Filling,
    vocabulary: VocabularyTitles,
    formats: _Formats,
    messages: Messages,
    language: Language,
) -> None:
    sheet.set_row(0, 40)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for index, column in enumerate(table.columns):
        titles = column_titles(table.name, column.name)
        must = column.required and column.default is None
        # The second line is the other tongue: the contract's code, or Chinese for English readers.
        other = titles.zh_hans if language == "en" else column.name
        first = titles.get(language) + (" *" if must else "")
        sheet.write_string(
            0, index, f"{first}\n{other}", formats.required if must else formats.optional
        )
        note = column_notes(table.name, column.name).get(language)
        need = messages("note-required" if must else "note-optional")
        space = " " if language == "en" else ""
        sheet.write_comment(
            0, index, f"{note}{space}{need}",
            {"x_scale": 1.6, "y_scale": 0.7, "font_name": _FONT, "font_size": 9},
        )  # fmt: skip
        entries = tuple(code_labels(table, column, vocabulary, language).values())
        picks = filling.picks.get(column.name, ())
        widest = max([_width(first), _width(other), *(_width(entry) + 3 for entry in entries)])
        sheet.set_column(
            index, index, min(max(widest + 3, 12), 40), _cell_format(column, formats.cells)
        )
        rule = _validation(column, entries, lists, messages)
        if rule:
            sheet.data_validation(1, index, _LAST_ROW, index, dict(rule))
        elif picks:
            offered = {"validate": "list", "source": lists.formula(picks), "show_error": False}
            sheet.data_validation(1, index, _LAST_ROW, index, offered)


def _cell_format(column: Column, formats: CellFormats) -> Format | None:
    if column.type == "date":
        return formats.day
    if column.type == "decimal":
        return formats.money
    # Ids are text, or the spreadsheet turns 3-1 into a date and 0012 into 12.
    return formats.text if is_identifier(column) or column.type == "text" else None


def _validation(
    column: Column, entries: tuple[str, ...], lists: _Lists, messages: Messages
) -> Mapping[str, object]:
    """What may be entered under a heading; empty where anything may."""
    if entries:
        return {
            "validate": "list",
            "source": lists.formula(entries),
            "error_title": messages("list-title"),
            "error_message": messages("list-message"),
        }
    if column.type == "date":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(FIRST_YEAR, 1, 1),
            "maximum": date(LAST_YEAR, 12, 31),
            "error_title": messages("date-title"),
            "error_message": messages("date-message"),
        }
    if column.type == "text":
        return {}
    rule: dict[str, object] = {
        "validate": "integer" if column.type == "integer" else "decimal",
        "error_title": messages("number-title"),
        "error_message": messages("number-message"),
    }
    if column.minimum is not None and column.maximum is not None:
        return {
            **rule, "criteria": "between", "minimum": column.minimum, "maximum": column.maximum,
        }  # fmt: skip
    low = -1e12 if column.minimum is None else column.minimum
    return {**rule, "criteria": ">=", "value": low}
