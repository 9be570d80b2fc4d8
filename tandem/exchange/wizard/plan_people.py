"""From a table of people to a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tandem.exchange.wizard.guessing import Columns
from tandem.exchange.wizard.planning import Plan, RowReader, differences
from tandem.exchange.wizard.reading import Sheet
from tandem.schools.actions.importing import Change
from tandem.schools.models import Person, School


def plan_people(
    sheet: Sheet, columns: Columns, schools: Mapping[str, School], default: School | None
) -> Plan:
    """The plan for people of ``schools`` (by id); ``default`` where no column tells the school.

    People are known by their staff number within the school, else by their name there.
    """
    plan = Plan()
    reader = RowReader(sheet, columns, "people", plan)
    if "name" not in reader.places:
        reader.tell("name", _("No column holds the name. Go back and choose it."))
        return plan
    if default is None and "school" not in reader.places:
        reader.tell("school", _("No column holds the school. Go back and choose it."))
        return plan
    of_school = _schools_by_word(schools)
    known = _Known(schools)
    taken: dict[str, int] = {}
    heads: dict[str, int] = {}
    for row, cells in sheet.rows:
        reader.at(row, cells)
        school = _school(reader, of_school, default)
        values = _values(reader, school)
        if values["name"] is None:
            if not reader.raw("name"):
                reader.tell("name", _("The name is missing. Enter it."))
            continue
        if school is None:
            continue
        person = known.find(reader, school, values["staff_number"], values["name"])
        key = person.pk if person else f"{school.pk} {values['staff_number'] or values['name']}"
        if key in taken:
            text = _("Row %(row)s is the same person. Keep one, or give both a staff number.")
            reader.tell("name", text % {"row": taken[key]})
            continue
        taken[key] = row
        if values["post"] == "head":
            _one_head(reader, known, heads, school, person, row)
        _add(plan, reader, school, person, values)
    return plan


def _schools_by_word(schools: Mapping[str, School]) -> dict[str, list[School]]:
    found: dict[str, list[School]] = defaultdict(list)
    for school in schools.values():
        found[school.name].append(school)
        if school.code:
            found[school.code].append(school)
        found[school.pk].append(school)
    return found


def _school(
    reader: RowReader, known: Mapping[str, list[School]], default: School | None
) -> School | None:
    cell = reader.raw("school")
    if not cell:
        if default is None:
            reader.tell("school", _("The school is missing. Enter its name or code."))
        return default
    found = list(dict.fromkeys(known.get(cell, ())))
    if not found:
        reader.tell("school", _("No school of yours has this name or code. Check the spelling."))
        return None
    if len(found) > 1:
        reader.tell("school", _("Several schools have this name. Enter the code."))
        return None
    if found[0].status != School.Status.OPEN:
        reader.tell("school", _("This school does not teach any more."))
        return None
    return found[0]


def _values(reader: RowReader, school: School | None) -> dict[str, Any]:
    subjects = reader.codes("subjects")
    if subjects and school is not None and school.stage == "kindergarten":
        subjects = ["kindergarten_science" if s == "science" else s for s in subjects]
    return {
        "name": reader.text("name"),
        "staff_number": reader.text("staff_number"),
        "post": reader.code("post"),
        "honour": reader.code("honour"),
        "title": reader.code("title"),
        "subjects": subjects,
        "phone": reader.text("phone"),
    }


class _Known:
    """The people who are on those schools' rosters already."""

    def __init__(self, schools: Mapping[str, School]) -> None:
        self.by_number: dict[tuple[str, str], Person] = {}
        self.by_name: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self.heads: dict[str, Person] = {}
        people = Person.objects.filter(school__in=list(schools)).order_by("pk")
        for person in people:
            if person.staff_number:
                self.by_number[str(person.school_id), person.staff_number] = person
            # one who left is known by the staff number alone
            if person.left_on is None:
                self.by_name[str(person.school_id), person.name].append(person)
                if person.post == "head":
                    self.heads[str(person.school_id)] = person

    def find(
        self, reader: RowReader, school: School, number: str | None, name: str
    ) -> Person | None:
        """The person of a row; a doubt is told."""
        if number and (school.pk, number) in self.by_number:
            return self.by_number[school.pk, number]
        same = self.by_name.get((school.pk, name), [])
        if number:
            same = [p for p in same if not p.staff_number]
        if len(same) > 1:
            text = _(
                "%(count)s people of this school have this name; taken as the first of them."
                " A staff number tells them apart."
            )
            reader.tell("name", text % {"count": len(same)}, "warning")
        return same[0] if same else None


def _one_head(
    reader: RowReader,
    known: _Known,
    heads: dict[str, int],
    school: School,
    person: Person | None,
    row: int,
) -> None:
    if school.pk in heads:
        text = _("Row %(row)s is head of this school too. A school has one head.")
        reader.tell("post", text % {"row": heads[school.pk]})
    heads[school.pk] = row
    before = known.heads.get(school.pk)
    if before is not None and (person is None or before.pk != person.pk):
        text = _(
            "%(name)s is head. Appoint the new head on the person's page:"
            " one action ends the former post."
        )
        reader.tell("post", text % {"name": before.name})


def _add(
    plan: Plan, reader: RowReader, school: School, person: Person | None, values: dict[str, Any]
) -> None:
    if person is None:
        after = {n: v for n, v in values.items() if v is not None}
        after["school_id"] = school.pk
        plan.new.append(Change("", values["name"], after))
        return
    if person.left_on is not None:
        reader.tell("name", _("This person has left. Bring the person back on the person's page."))
        return
    before, after = differences({n: getattr(person, n) for n in values}, values)
    if after:
        plan.changed.append(Change(person.pk, person.name, after, before, person.version))
    else:
        plan.unchanged += 1
