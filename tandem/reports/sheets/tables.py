"""Plain result workbooks: titled tables with borders, wrapped texts, rows high enough for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tandem.lib.messages import Messages
from tandem.reports.sheets.book import FONTS, workbook_options
from tandem.reports.wrapping import wrap

_A4 = 9
_LINE = "#D0D5D8"
_INK = "#0B4F4F"
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Written as the workbook's day, so that the same results give the same file."""

Column = tuple[str, float]
"""A heading and its column's width in characters."""


def write_tables(target: Path, title: str, say: Messages, fill: Callable[[Workbook], None]) -> None:
    """Write the workbook that ``fill`` fills; texts stay texts, the same results give the same file.

    Raises ``OSError`` if it cannot be written; nothing half-written is left then.
    """
    memory = BytesIO()
    with Workbook(memory, workbook_options(say.language)) as workbook:
        workbook.set_properties({"title": title, "created": _NO_DAY})
        fill(workbook)
    target.write_bytes(memory.getvalue())


class TableBook:
    """The formats of such a workbook and the parts of its sheets; ``say`` gives titles and words.

    ``sheet-NAME``, ``NAME-title``, ``page-footer`` and ``no-data`` must be among its messages.
    """

    def __init__(self, workbook: Workbook, say: Messages) -> None:
        self._workbook = workbook
        self._say = say
        base = {"font_name": FONTS[say.language], "font_size": 10, "valign": "vcenter"}
        box = {**base, "border": 1, "border_color": _LINE, "valign": "top"}

        def made(*parts: dict[str, Any]) -> Any:
            return workbook.add_format({k: v for part in parts for k, v in part.items()})

        self._title = made(base, {"font_size": 16, "bold": True, "font_color": _INK})
        self._note = made(base, {"font_color": "#595959", "text_wrap": True, "valign": "top"})
        head = {"bold": True, "bg_color": "#E3EEEE", "text_wrap": True, "align": "center"}
        self._head = made(box, head, {"valign": "vcenter"})
        self._text = made(box, {"text_wrap": True})
        self._bold = made(box, {"text_wrap": True, "bold": True})
        self._number = made(box, {"num_format": "0.0", "align": "right"})
        self._cost = made(box, {"num_format": "0.00", "align": "right"})
        self._whole = made(box, {"num_format": "#,##0", "align": "right"})
        self._missing = made(box, {"font_color": "#666666", "align": "center"})
        self._centre = made(box, {"align": "center"})

    def _page(self, sheet: Worksheet, *, landscape: bool) -> None:
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&A&R{self._say('page-footer')}")
        sheet.hide_gridlines(2)
        sheet.set_default_row(18)

    def _table(self, name: str, columns: Sequence[Column], *, landscape: bool = True) -> Worksheet:
        """A sheet with its title in the first row and headings in the second."""
        sheet = self._workbook.add_worksheet(self._say(f"sheet-{name}"))
        self._page(sheet, landscape=landscape)
        sheet.write_string(0, 0, self._say(f"{name}-title"), self._title)
        sheet.set_row(0, 28)
        for column, (text, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, text, self._head)
        self._fit(sheet, 1, *columns)
        return sheet

    def _finish(self, sheet: Worksheet, rows: int, columns: int, *, frozen: int = 0) -> None:
        sheet.autofilter(1, 0, max(1 + rows, 1), columns - 1)
        sheet.freeze_panes(2, frozen)
        sheet.repeat_rows(1)

    def _rows(
        self,
        sheet: Worksheet,
        first: int,
        rows: Sequence[tuple[str, str]],
        widths: tuple[float, float],
    ) -> None:
        for r, (key, value) in enumerate(rows, start=first):
            sheet.write_string(r, 0, key, self._bold)
            sheet.write_string(r, 1, value, self._text)
            self._fit(sheet, r, (key, widths[0]), (value, widths[1]))

    def _measure(
        self, sheet: Worksheet, row: int, column: int, value: float | None, form: Any
    ) -> None:
        """A real number, or the words for *no data*: never an empty cell, never 0."""
        if value is None:
            sheet.write_string(row, column, self._say("no-data"), self._missing)
        else:
            sheet.write_number(row, column, value, form)

    @staticmethod
    def _fit(sheet: Worksheet, row: int, *cells: tuple[str, float]) -> None:
        """A row high enough for its wrapped texts, each with its column's width in characters."""
        lines = max(
            sum(len(wrap(line, int(width))) for line in text.splitlines() or [""])
            for text, width in cells
        )
        if lines > 1:
            sheet.set_row(row, 5 + 14 * lines)
