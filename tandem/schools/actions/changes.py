"""The dated changes of a school: renamed, merged, closed, reopened; each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import record_event
from tandem.schools.actions.moving import move_back, move_everyone
from tandem.schools.editing import check_day, locked_school, save, set_values, values_of
from tandem.schools.models import School, SchoolChange
from tandem.schools.permissions import check_manage_schools

Status = School.Status
Kind = SchoolChange.Kind


def rename_school(
    *,
    by: Actor,
    school_id: str,
    on: date,
    name: str = "",
    code: str | None = None,
    note: str = "",
    version: int | None = None,
) -> SchoolChange:
    """Another name, another code, or both, from a day on; the old ones stay in the history."""
    with transaction.atomic():
        school = _school(by, school_id, version)
        check_day(on)
        wanted: dict[str, Any] = {}
        if name.strip() and name.strip() != school.name:
            wanted["name"] = name.strip()
        if code is not None and code.strip() != school.code:
            wanted["code"] = code.strip()
        if not wanted:
            raise ValidationError(
                {"name": _("Name and code are as they were. Change one of them.")}
            )
        return _change(by, school, Kind.RENAMED, on, wanted, note)


def merge_school(
    *,
    by: Actor,
    school_id: str,
    into_id: str,
    on: date,
    move_people: bool = True,
    note: str = "",
    version: int | None = None,
) -> SchoolChange:
    """Merge a school into a successor from a day on.

    Its history, records and collaborations stay; those that run are shown as to be re-arranged. With
    ``move_people`` everyone on its roster moves to the successor.
    """
    with transaction.atomic():
        school = _school(by, school_id, version)
        check_day(on)
        _check_open(school)
        into = School.objects.filter(pk=into_id).first()
        if into is None or into.pk == school.pk:
            raise ValidationError({"into": _("Choose the school that takes over.")})
        if into.status != Status.OPEN:
            text = _("%(school)s does not teach any more. Choose a school that does.")
            raise ValidationError({"into": text % {"school": into.name}})
        if into.authority_id != school.authority_id:
            check_manage_schools(by, [into.authority_id])
        values = {"status": Status.MERGED.value, "successor_id": into.pk}
        change = _change(by, school, Kind.MERGED, on, values, note)
        if move_people:
            change.after["people"] = move_everyone(by, school, into, on)
            change.save(update_fields=["after"])
    return change


def close_school(
    *, by: Actor, school_id: str, on: date, note: str = "", version: int | None = None
) -> SchoolChange:
    """Close a school without a successor from a day on; nothing of it is lost."""
    with transaction.atomic():
        school = _school(by, school_id, version)
        check_day(on)
        _check_open(school)
        return _change(by, school, Kind.CLOSED, on, {"status": Status.CLOSED.value}, note)


def reopen_school(
    *, by: Actor, school_id: str, on: date, note: str = "", version: int | None = None
) -> SchoolChange:
    """A closed or merged school teaches again from a day on."""
    with transaction.atomic():
        school = _school(by, school_id, version)
        check_day(on)
        if school.status == Status.OPEN:
            raise ValidationError(_("This school is open already."))
        values = {"status": Status.OPEN.value, "successor_id": None}
        return _change(by, school, Kind.REOPENED, on, values, note)


def undo_change(*, by: Actor, change_id: int, version: int | None = None) -> School:
    """Take back the latest change of a school, entered by mistake. The trail keeps both.

    People that a merger moved go back, save those who have moved on since. Raises
    ``ValidationError`` where something newer stands on it.
    """
    with transaction.atomic():
        change = SchoolChange.objects.get(pk=change_id)
        school = _school(by, change.school_id, version)
        latest = school.changes.order_by("-id").first()
        if latest is None or latest.pk != change.pk:
            raise ValidationError(_("A later change stands on this one. Take that back first."))
        undone = {k: v for k, v in change.after.items() if k != "people"}
        if any(getattr(school, name) != value for name, value in undone.items()):
            raise ValidationError(_("The school has been changed since. It was left as it is."))
        move_back(by, change.after.get("people", []))
        set_values(school, change.before)
        save(school)
        record_event(
            by=by,
            verb="schools.undo",
            object_type="school",
            object_id=school.pk,
            before={**undone, "kind": change.kind, "on": change.on},
            after=change.before,
        )
        change.delete()
    return school


def _school(by: Actor, school_id: str, version: int | None) -> School:
    school = locked_school(school_id, version)
    check_manage_schools(by, [school.authority_id])
    return school


def _check_open(school: School) -> None:
    if school.status != Status.OPEN:
        raise ValidationError(_("This school does not teach any more."))


def _change(
    by: Actor, school: School, kind: Kind, on: date, values: Mapping[str, Any], note: str
) -> SchoolChange:
    before = values_of(school, values)
    set_values(school, values)
    after = values_of(school, values)
    save(school)
    change = SchoolChange.objects.create(
        school=school, kind=kind, on=on, before=before, after=after, note=note.strip()
    )
    record_event(
        by=by,
        verb=f"schools.{_VERBS[kind]}",
        object_type="school",
        object_id=school.pk,
        before=before,
        after={**after, "on": on, **({"note": change.note} if change.note else {})},
    )
    return change


_VERBS = {
    Kind.RENAMED: "rename",
    Kind.MERGED: "merge",
    Kind.CLOSED: "close",
    Kind.REOPENED: "reopen",
}
