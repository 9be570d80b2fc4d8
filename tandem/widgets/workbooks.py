"""A page's table as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet: a heading that stays in sight, then a row each; texts stay texts, ``None`` is empty."""
    # a web worker that writes no workbook need not know XlsxWriter
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "bg_color": "#E3EEEE"})
        sheet.write_row(0, 0, [str(name) for name in head], bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int | float):
                    sheet.write_number(last, column, value)
                elif value is not None:
                    sheet.write_string(last, column, str(value))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(head) - 1)
        sheet.autofit()
    return out.getvalue()


def table_file(
    name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """The workbook as an answer to be saved under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(table_workbook(title, head, rows), content_type=XLSX, headers=headers)
