"""The registry's lists as Excel workbooks, with headings that the import reads again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook

from tandem.schools.models import Person, School

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def schools_workbook(schools: Iterable[School], *, basics: bool = False) -> bytes:
    """The schools, one a row; ``basics`` leaves out what is no other school's business."""
    head = [_("Name"), _("Stage"), _("Status"), _("Place")]
    more = [
        _("School code"),
        _("Address"),
        _("Phone number"),
        _("Longitude"),
        _("Latitude"),
        _("Pupils"),
        _("Teachers"),
    ]
    rows = []
    for school in schools:
        row: list[Any] = [
            school.name,
            school.get_stage_display(),
            school.get_status_display(),
            school.place,
        ]
        if not basics:
            row += [school.code, school.address, school.phone, school.longitude, school.latitude]
            row += [school.pupils, school.teachers]
        rows.append(row)
    return _workbook(_("Schools"), head if basics else head + more, rows)


def people_workbook(people: Iterable[Person]) -> bytes:
    """A roster, one person a row."""
    head = [
        pgettext("person", "Name"),
        _("Post"),
        _("Honour"),
        _("Professional title"),
        _("Phone number"),
        _("Staff number"),
    ]
    rows = [
        [
            str(person),
            person.get_post_display(),
            person.get_honour_display(),
            person.get_title_display(),
            person.phone,
            person.staff_number,
        ]
        for person in people
    ]
    return _workbook(_("People"), head, rows)


def _workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.BytesIO()
    with Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "bg_color": "#E3EEEE"})
        sheet.write_row(0, 0, head, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(last, column, value)
                elif value is not None:
                    sheet.write_number(last, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(head) - 1)
        sheet.autofit()
    return out.getvalue()
