"""Adding people to a school's roster and correcting what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import changed, record_event
from tandem.schools.editing import (
    check_day,
    locked_person,
    locked_school,
    save,
    set_values,
    values_of,
)
from tandem.schools.models import Appointment, Person, School
from tandem.schools.permissions import check_manage_people
from tandem.schools.queries import current_head
from tandem.schools.subjects import subject_titles

EDITABLE = ("name", "honour", "title", "subjects", "phone", "staff_number")
"""What is corrected in place; post and school change by an action that keeps the history."""


def add_person(
    *, by: Actor, school_id: str, values: Mapping[str, Any], starts_on: date | None = None
) -> Person:
    """A new person on a roster; ``starts_on`` is the first day there, ``None`` where nobody knows.

    Raises ``ValidationError`` with every mistake.
    """
    with transaction.atomic():
        school = locked_school(school_id)
        check_manage_people(by, school)
        if school.status != School.Status.OPEN:
            raise ValidationError(_("This school does not teach any more."))
        if starts_on is not None:
            check_day(starts_on, "starts_on")
        person = Person(school=school)
        _set(person, values, "post")
        if person.post == "head":
            head = current_head(school.pk, starts_on)
            if head is not None:
                text = _("%(name)s is head. Add the person with another post, then appoint.")
                raise ValidationError({"post": text % {"name": head.name}})
        save(person, new=True)
        Appointment.objects.create(
            person=person, school=school, post=person.post, starts_on=starts_on
        )
        record_event(
            by=by,
            verb="schools.add_person",
            object_type="person",
            object_id=person.pk,
            after={k: v for k, v in values_of(person).items() if v not in ("", None, [])},
        )
    return person


def edit_person(*, by: Actor, person_id: str, version: int, values: Mapping[str, Any]) -> Person:
    """Correct what is known of a person. Raises ``ValidationError`` and :class:`Conflict`."""
    with transaction.atomic():
        person = locked_person(person_id, version)
        check_manage_people(by, person.school)
        before = values_of(person)
        _set(person, values)
        old, new = changed(before, values_of(person))
        if not new:
            return person
        save(person)
        record_event(
            by=by,
            verb="schools.edit_person",
            object_type="person",
            object_id=person.pk,
            before=old,
            after=new,
        )
    return person


def _set(person: Person, values: Mapping[str, Any], *more: str) -> None:
    wanted = {k: v for k, v in values.items() if k in (*EDITABLE, *more)}
    if not str(wanted.get("name", person.name)).strip():
        raise ValidationError({"name": _("Enter the name.")})
    unknown = set(wanted.get("subjects", ())) - set(subject_titles())
    if unknown:
        raise ValidationError({"subjects": _("Choose subjects from the list.")})
    set_values(person, wanted)
    number = person.staff_number
    if number:
        same = Person.objects.filter(school=person.school_id, staff_number=number)
        other = same.exclude(pk=person.pk).first()
        if other is not None:
            text = _("%(name)s has this staff number.")
            raise ValidationError({"staff_number": text % {"name": other.name}})
