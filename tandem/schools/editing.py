"""What all writes of the registry share: the lock with its version check, days, searches, values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tandem.calendar import today
from tandem.schools.models import Person, School, SchoolChange
from tandem.schools.searching import search_text

SCHOOL_FIELDS = (
    "code",
    "name",
    "stage",
    "status",
    "authority_id",
    "successor_id",
    "place",
    "address",
    "phone",
    "latitude",
    "longitude",
    "pupils",
    "teachers",
)
PERSON_FIELDS = (
    "name",
    "school_id",
    "post",
    "honour",
    "title",
    "subjects",
    "phone",
    "staff_number",
    "left_on",
)


class Conflict(Exception):
    """Somebody else saved in between: nothing was written; ``record`` is what stands now."""

    def __init__(self, record: School | Person) -> None:
        super().__init__(record.pk)
        self.record = record


def locked_school(key: str, version: int | None = None) -> School:
    """The school's row, locked. Raises :class:`Conflict` where it is not that version any more."""
    # no key: a record that names a person of the school does not wait, whose collaboration is next
    school = School.objects.select_for_update(of=("self",), no_key=True).get(pk=key)
    if version is not None and school.version != version:
        raise Conflict(school)
    return school


def locked_person(key: str, version: int | None = None) -> Person:
    """The same for a person."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=key)
    if version is not None and person.version != version:
        raise Conflict(person)
    return person


def values_of(record: School | Person, names: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of a record as the audit trail keeps them."""
    names = names or (SCHOOL_FIELDS if isinstance(record, School) else PERSON_FIELDS)
    return {name: getattr(record, name) for name in names}


def set_values(record: School | Person, values: Mapping[str, Any]) -> None:
    """Set fields. Raises ``ValidationError`` with every value that cannot stand."""
    for name, value in values.items():
        setattr(record, name, value.strip() if isinstance(value, str) else value)
    record.full_clean(exclude=["id"], validate_unique=False, validate_constraints=False)
    if isinstance(record, School):
        check_code(record.code, record.pk)


def save(record: School | Person, *, new: bool = False) -> None:
    """Save with its search text; one version further unless new."""
    record.search = search_of(record)
    if not new:
        record.version += 1
    record.save(force_insert=new)


def search_of(record: School | Person) -> str:
    """What the record is found by: also the names and codes that a school had before."""
    if isinstance(record, Person):
        return search_text(record.name, record.staff_number, limit=200)
    return search_text(record.name, record.code)


def check_code(code: str, own_id: str) -> None:
    """Raises ``ValidationError`` for a code that another school has, or once had."""
    if not code:
        return
    other = School.objects.filter(code=code).exclude(pk=own_id).first()
    if other is not None:
        text = _("%(school)s has this code. Check the number, or leave it empty for now.")
        raise ValidationError({"code": text % {"school": other.name}})
    retired = SchoolChange.objects.filter(before__code=code).exclude(school=own_id).first()
    if retired is not None:
        text = _("%(school)s once had this code. Retired codes are not used again.")
        raise ValidationError({"code": text % {"school": retired.school.name}})


def check_day(on: date, field: str = "on") -> None:
    """Raises ``ValidationError`` for a day that is still to come."""
    if on > today():
        text = _("This day is still to come. Enter it on the day it takes effect, or later.")
        raise ValidationError({field: text})
