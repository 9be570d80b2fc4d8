"""From a table of schools to a plan: new, changed, unchanged, and every mistake by cell."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from tandem.exchange.wizard.fields import stage_within
from tandem.exchange.wizard.guessing import Columns
from tandem.exchange.wizard.planning import Plan, RowReader, differences
from tandem.exchange.wizard.reading import Sheet
from tandem.facts.normalise import widths
from tandem.schools.actions.importing import Change
from tandem.schools.models import School
from tandem.schools.queries import retired_codes

_TEN_DIGITS = re.compile(r"\d{10}\Z")
_FAR = 3.0
"""Degrees: a school so far from the middle of the others stands at a wrong place, most likely."""


def plan_schools(sheet: Sheet, columns: Columns, authority_id: str) -> Plan:
    """The plan. Schools are known by their code, else by their name within the bureau."""
    plan = Plan()
    reader = RowReader(sheet, columns, "schools", plan)
    if "name" not in reader.places:
        reader.tell("name", _("No column holds the name. Go back and choose it."))
        return plan
    by_code, by_name, elsewhere = _known(authority_id)
    retired = retired_codes()
    seen: dict[str, int] = {}
    taken: dict[str, int] = {}
    located: list[tuple[int, float, float, str]] = []
    odd: list[int] = []
    for row, cells in sheet.rows:
        reader.at(row, cells)
        values = _values(reader)
        code, name = values["code"], values["name"]
        if name is None:
            if not reader.raw("name"):
                reader.tell("name", _("The name is missing. Enter it."))
            continue
        if code:
            if code in seen:
                text = _("Row %(row)s has the same code. A code belongs to one school.")
                reader.tell("code", text % {"row": seen[code]})
                continue
            seen[code] = row
            if code in elsewhere:
                text = _("%(school)s of another bureau has this code. Check the number.")
                reader.tell("code", text % {"school": elsewhere[code]})
                continue
            if not _TEN_DIGITS.match(code):
                odd.append(row)
        school = _match(reader, by_code, by_name, code, name)
        if school is _AMBIGUOUS:
            continue
        key = school.pk if school else f"new {code or name}"
        if key in taken:
            text = _("Row %(row)s is the same school. Keep one of the two.")
            reader.tell("name", text % {"row": taken[key]})
            continue
        taken[key] = row
        if code in retired and (school is None or retired[code] != school.pk):
            reader.tell(
                "code", _("Another school once had this code. Retired codes are not used again.")
            )
            continue
        if values["latitude"] is not None and values["longitude"] is not None:
            located.append(
                (row, values["latitude"], values["longitude"], reader.heading("latitude"))
            )
        if (values["latitude"] is None) != (values["longitude"] is None):
            reader.tell(
                "latitude", _("Latitude and longitude belong together. Enter both."), "warning"
            )
        _add(plan, reader, school, values)
    if odd:
        reader.at(odd[0], ("",) * len(sheet.headings))
        text = _("%(count)s school codes do not have ten digits. They are taken as they are.")
        reader.tell("code", text % {"count": len(odd)}, "warning", value="")
    _check_places(reader, located)
    return plan


_AMBIGUOUS: Any = object()


def _known(authority_id: str) -> tuple[dict[str, School], dict[str, list[School]], dict[str, str]]:
    by_code: dict[str, School] = {}
    by_name: dict[str, list[School]] = defaultdict(list)
    elsewhere: dict[str, str] = {}
    for school in School.objects.order_by("pk").iterator(chunk_size=2000):
        if school.authority_id != authority_id:
            elsewhere[school.code] = school.name
            continue
        if school.code:
            by_code[school.code] = school
        by_name[school.name].append(school)
    elsewhere.pop("", None)
    return by_code, by_name, elsewhere


def _values(reader: RowReader) -> dict[str, Any]:
    code = reader.text("code")
    name = reader.text("name")
    stage = reader.code("stage") if reader.raw("stage") else None
    if stage is None and not reader.raw("stage") and name:
        stage = stage_within(name)
    return {
        "code": widths(code) if code else None,
        "name": name,
        "stage": stage,
        "status": reader.code("status"),
        "place": reader.text("place"),
        "address": reader.text("address"),
        "phone": reader.text("phone"),
        "pupils": reader.whole("pupils", 100_000),
        "teachers": reader.whole("teachers", 10_000),
        "latitude": reader.decimal("latitude", -90, 90),
        "longitude": reader.decimal("longitude", -180, 180),
    }


def _match(
    reader: RowReader,
    by_code: dict[str, School],
    by_name: dict[str, list[School]],
    code: str | None,
    name: str,
) -> Any:
    if code and code in by_code:
        return by_code[code]
    same = [s for s in by_name.get(name, ()) if not (code and s.code)]
    if len(same) > 1:
        text = _("Several schools have this name. Add a column with their codes.")
        reader.tell("name", text)
        return _AMBIGUOUS
    return same[0] if same else None


def _add(plan: Plan, reader: RowReader, school: School | None, values: dict[str, Any]) -> None:
    status = values["status"]
    if school is None:
        if values["stage"] is None:
            if not reader.raw("stage"):
                reader.tell("stage", _("The stage is missing, and the name does not tell it."))
            return
        if status == "merged":
            reader.tell("status", _("Add it as open, then merge it on its page."))
            return
        after = {n: v for n, v in values.items() if v is not None}
        plan.new.append(Change("", values["name"], after))
        return
    if not reader.raw("stage"):
        values["stage"] = None  # the name tells a new school's stage; it corrects nobody's
    if status is not None and status != school.status and "merged" in (status, school.status):
        reader.tell("status", _("A merger is entered, or taken back, on the school's page."))
        return
    before, after = differences({n: getattr(school, n) for n in values}, values)
    if after:
        plan.changed.append(Change(school.pk, school.name, after, before, school.version))
    else:
        plan.unchanged += 1


def _check_places(reader: RowReader, located: list[tuple[int, float, float, str]]) -> None:
    """Coordinates that are swapped, zero, or far from all others."""
    if len(located) < 3:
        return
    middle = sorted(p[1] for p in located)[len(located) // 2]
    across = sorted(p[2] for p in located)[len(located) // 2]
    for row, latitude, longitude, _heading in located:
        if abs(latitude - middle) > _FAR or abs(longitude - across) > _FAR:
            reader.at(row, ("",) * len(reader.sheet.headings))
            reader.tell(
                "latitude",
                _("This place is far from the other schools. Check both numbers, and their order."),
                "warning",
                value=f"{latitude:g}, {longitude:g}",
            )
