"""The registry's lists as Excel workbooks, with headings that the import reads again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tandem.schools.models import Person, School
from tandem.widgets.workbooks import table_workbook


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
    return table_workbook(_("Schools"), head if basics else head + more, rows)


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
    return table_workbook(_("People"), head, rows)
