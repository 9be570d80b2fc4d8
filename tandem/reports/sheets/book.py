"""What all sheets share: the workbook, its words, and its formats, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tandem.lib.titles import Language
from tandem.policy.evaluation import Evaluation
from tandem.reports.context import Context
from tandem.reports.current import Row
from tandem.reports.standing import LOOKS, Standing
from tandem.reports.words import Words
from tandem.reports.wrapping import wrap

FONTS = {"zh-Hans": "Microsoft YaHei", "zh-Hant": "Microsoft JhengHei", "en": "Calibri"}
DATE_FORMATS = {"zh-Hans": "yyyy-mm-dd", "zh-Hant": "yyyy-mm-dd", "en": "d mmm yyyy"}
_LINE = "#D0D5D8"
_A3, _A4 = 8, 9
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()


def workbook_options(language: Language) -> dict[str, Any]:
    """How every workbook is written: in memory, in the language's font; a text stays a text."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONTS[language], "font_size": 10},
    }


class Book:
    """The workbook under construction, with everything that a sheet needs.

    ``rows`` are the current semester's duties, one a collaboration.
    """

    def __init__(
        self,
        workbook: Workbook,
        evaluation: Evaluation,
        context: Context,
        words: Words,
        rows: Sequence[Row],
    ) -> None:
        self.workbook = workbook
        self.evaluation = evaluation
        self.context = context
        self.words = words
        self.rows = rows
        base = {"font_name": FONTS[words.language], "font_size": 10, "valign": "vcenter"}
        box = {**base, "border": 1, "border_color": _LINE}
        day = DATE_FORMATS[words.language]

        def made(*parts: dict[str, Any]) -> Any:
            return workbook.add_format({key: v for part in parts for key, v in part.items()})

        self.plain = made(base)
        self.left_number = made(base, {"num_format": "0", "align": "left", "valign": "top"})
        self.wrapped = made(base, {"text_wrap": True, "valign": "top"})
        self.title = made(base, {"font_size": 16, "bold": True, "font_color": "#0B4F4F"})
        self.subtitle = made(base, {"font_size": 12, "bold": True, "font_color": "#0B4F4F"})
        self.note = made(base, {"font_color": "#595959", "text_wrap": True, "valign": "top"})
        self.legend = made(base, {"font_color": "#595959", "align": "right"})
        self.label = made(base, {"font_color": "#595959", "valign": "top"})
        head = {"bold": True, "bg_color": "#E3EEEE", "text_wrap": True, "align": "center"}
        self.head = made(box, head)
        self.group = made(box, head, {"bg_color": "#0B4F4F", "font_color": "#FFFFFF"})
        self.text = made(box, {"text_wrap": True})
        self.cell = made(box)
        self.number = made(box, {"num_format": "0.##;-0.##;0", "align": "right"})
        self.whole = made(box, {"num_format": "0", "align": "center"})
        passed = words.say("todo-overdue", {"days": "XX"}).split("XX")
        over = '"' + passed[0] + '"0"' + passed[-1] + '"'
        self.days = made(box, {"num_format": f"0;{over};0", "align": "right"})
        self.code = made(box, {"align": "center", "text_wrap": True})
        self.score = made(box, {"num_format": "0.00", "align": "right"})
        self.signed = made(box, {"num_format": "+0.00;-0.00;0.00", "align": "right"})
        self.share = made(box, {"num_format": "0.0%", "align": "right"})
        self.date = made(box, {"num_format": day, "align": "center"})
        self.plain_date = made(base, {"num_format": day, "align": "left", "valign": "top"})
        self.missing = made(box, {"font_color": "#666666", "align": "center"})
        self.foot = made(box, {"bold": True, "num_format": "0", "align": "center"})
        self.foot_label = made(box, {"bold": True, "align": "right"})
        self.standings = {
            name: made(
                box,
                {
                    "font_color": look.colour,
                    "bg_color": look.background,
                    "align": "center",
                },
                {"border": 4} if name == "waived" else {},
            )
            for name, look in LOOKS.items()
        }

    def sheet(self, name: str, *, landscape: bool = True, a3: bool = False) -> Worksheet:
        """A new sheet called by the message ``sheet-<name>``, ready to print one page wide."""
        sheet = self.workbook.add_worksheet(self.words.say(f"sheet-{name}"))
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(_A3 if a3 else _A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&A&R{self.words.say('page-footer')}")
        sheet.hide_gridlines(2)
        sheet.set_default_row(18)
        return sheet

    def standing_word(self, shown: Standing) -> str:
        """Glyph and word."""
        return f"{LOOKS[shown].glyph} {self.words.say(f'standing-{shown}')}"

    def number_or_none(
        self, sheet: Worksheet, row: int, column: int, value: float | None, form: Any
    ) -> None:
        """A real number, or the words for *no data*: never an empty cell, never 0."""
        if value is None:
            sheet.write_string(row, column, self.words.say("no-data"), self.missing)
        else:
            sheet.write_number(row, column, value, form)

    def fit_row(self, sheet: Worksheet, row: int, *cells: tuple[str, float]) -> None:
        """A row high enough for its wrapped texts, each with its column's width in characters.

        Excel fits rows by itself, other programs do not; a row that one line fills stays as it is.
        """
        lines = max(
            sum(len(wrap(line, int(width))) for line in text.splitlines() or [""])
            for text, width in cells
        )
        if lines > 1:
            sheet.set_row(row, 5 + 14 * lines)

    def headings(self, sheet: Worksheet, row: int, columns: Sequence[tuple[str, float]]) -> None:
        """A row of headings, each with its column's width in characters."""
        for column, (text, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(row, column, text, self.head)
        self.fit_row(sheet, row, *columns)

    def finish_table(self, sheet: Worksheet, head: int, last: int, columns: int) -> None:
        """Filters, frozen headings and headings on every page for a table that starts at ``head``."""
        sheet.autofilter(head, 0, max(last, head), columns - 1)
        sheet.freeze_panes(head + 1, 0)
        sheet.repeat_rows(head)


def excel_day(day: date) -> int:
    """The number by which Excel knows a day."""
    return day.toordinal() - _EXCEL_EPOCH
