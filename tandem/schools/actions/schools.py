"""Adding schools and correcting what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tandem.accounts.actors import Actor
from tandem.audit.actions import changed, record_event
from tandem.schools.dependents import stage_changed
from tandem.schools.editing import locked_school, save, set_values, values_of
from tandem.schools.models import School
from tandem.schools.permissions import check_manage_schools

EDITABLE = ("stage", "place", "address", "phone", "latitude", "longitude", "pupils", "teachers")
"""What is corrected in place; name, code and status change by a dated action."""


def add_school(*, by: Actor, authority_id: str, values: Mapping[str, Any]) -> School:
    """A new school of a bureau. Raises ``ValidationError`` with every mistake."""
    check_manage_schools(by, [authority_id])
    school = School(authority_id=authority_id)
    with transaction.atomic():
        set_values(school, values)
        save(school, new=True)
        record_event(
            by=by,
            verb="schools.add",
            object_type="school",
            object_id=school.pk,
            after={k: v for k, v in values_of(school).items() if v not in ("", None)},
        )
    return school


def edit_school(*, by: Actor, school_id: str, version: int, values: Mapping[str, Any]) -> School:
    """Correct what is known of a school; another stage has its duties judged anew.

    Raises ``ValidationError`` and :class:`Conflict`.
    """
    with transaction.atomic():
        school = locked_school(school_id, version)
        check_manage_schools(by, [school.authority_id])
        before = values_of(school)
        set_values(school, {k: v for k, v in values.items() if k in EDITABLE})
        old, new = changed(before, values_of(school))
        if not new:
            return school
        save(school)
        record_event(
            by=by,
            verb="schools.edit",
            object_type="school",
            object_id=school.pk,
            before=old,
            after=new,
        )
        if "stage" in new:
            stage_changed([school.pk])
    return school
