"""Many schools or people at once, from a file: all or nothing, and undone as a whole.

A plan is made of :class:`Change`; what was done is kept as plain mappings, from which it is undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from tandem.accounts.actors import Actor
from tandem.audit.models import AuditEvent
from tandem.calendar import now, today
from tandem.schools.actions.moving import change_post, take_back
from tandem.schools.dependents import stage_changed
from tandem.schools.editing import Conflict, save, search_of
from tandem.schools.models import Appointment, Authority, Person, School, SchoolChange
from tandem.schools.permissions import check_manage_people, check_manage_schools

Done = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One record to be made (no ``id``) or changed; ``before`` and ``after`` hold what differs."""

    id: str
    name: str
    after: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0


class NotUndone(Exception):
    """Nothing was undone: these records are no longer as the import left them.

    ``records`` are (id, name, why): ``changed`` (somebody changed it) or ``used`` (others refer to it).
    """

    def __init__(self, records: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(len(records))
        self.records = list(records)


# --- schools ----------------------------------------------------------------------------------


def import_schools(*, by: Actor, authority_id: str, changes: Sequence[Change]) -> list[Done]:
    """Make and change schools of one bureau; returns what was done.

    Another name, code or status is written into the history, dated today. Raises :class:`Conflict`
    where a school was changed since the plan was made.
    """
    check_manage_schools(by, [authority_id])
    with transaction.atomic():
        # one import at a time for a bureau: two plans would each make the same new schools
        list(Authority.objects.select_for_update().filter(pk=authority_id).values_list("pk"))
        new = [School(authority_id=authority_id, **c.after) for c in changes if not c.id]
        for school in new:
            school.search = search_of(school)
        School.objects.bulk_create(new, batch_size=500)
        done: list[Done] = [
            {"id": s.pk, "name": s.name, "new": True, "version": s.version} for s in new
        ]
        changed = [c for c in changes if c.id]
        rows = _locked(School, [c.id for c in changed])
        histories: list[SchoolChange] = []
        for change in changed:
            school = _set(rows[change.id], change)
            histories += _history(school, change)
        fields = {name for c in changed for name in c.after}
        if rows:
            _update(School, list(rows.values()), fields)
        SchoolChange.objects.bulk_create(histories)
        for change in changed:
            row = rows[change.id]
            own = [h.pk for h in histories if h.school_id == change.id]
            done.append(_kept(change, row.name, row.version, history=own))
        stage_changed([c.id for c in changed if "stage" in c.after])
        _trail(by, "schools.import", "school", changes, done)
    return done


def undo_schools(*, by: Actor, authority_id: str, done: Sequence[Done]) -> None:
    """Undo an import of schools as a whole. Raises :class:`NotUndone`, and changes nothing then."""
    check_manage_schools(by, [authority_id])
    with transaction.atomic():
        rows = _as_left(School, done)
        changed = [d for d in done if not d["new"]]
        SchoolChange.objects.filter(pk__in=[n for d in changed for n in d["history"]]).delete()
        for entry in changed:
            _put_back(rows[entry["id"]], entry)
        fields = {name for d in changed for name in d["before"]}
        _update(School, [rows[d["id"]] for d in changed], fields)
        stage_changed([d["id"] for d in changed if "stage" in d["before"]])
        _remove([rows[d["id"]] for d in done if d["new"]])
        _trail_undo(by, "school", done)


def _history(school: School, change: Change) -> list[SchoolChange]:
    made = []
    groups = (("renamed", ("name", "code")), ("", ("status",)))
    for kind, names in groups:
        old = {n: change.before.get(n) for n in names if n in change.after}
        # a code that was not known before is no change of the school
        if not old or not any(old.values()):
            continue
        new = {n: change.after[n] for n in old}
        status = {"closed": "closed", "open": "reopened"}.get(str(new.get("status")), "renamed")
        made.append(
            SchoolChange(school=school, kind=kind or status, on=today(), before=old, after=new)
        )
    return made


# --- people -----------------------------------------------------------------------------------


def import_people(
    *, by: Actor, schools: Mapping[str, School], changes: Sequence[Change]
) -> list[Done]:
    """Make and change people of those schools (by id); a new post keeps the history, from today.

    Raises :class:`Conflict` where a person was changed since the plan was made.
    """
    for school in schools.values():
        check_manage_people(by, school)
    with transaction.atomic():
        list(
            School.objects.select_for_update()
            .order_by("pk")
            .filter(pk__in=schools)
            .values_list("pk")
        )
        new = [Person(**c.after) for c in changes if not c.id]
        for person in new:
            person.search = search_of(person)
        Person.objects.bulk_create(new, batch_size=500)
        Appointment.objects.bulk_create(
            [Appointment(person=p, school_id=p.school_id or "", post=p.post) for p in new],
            batch_size=500,
        )
        done: list[Done] = [
            {"id": p.pk, "name": p.name, "new": True, "version": p.version} for p in new
        ]
        changed = [c for c in changes if c.id]
        rows = _locked(Person, [c.id for c in changed])
        for change in changed:
            person = rows[change.id]
            if person.version != change.version:
                raise Conflict(person)
            post = str(change.after.get("post", ""))
            for name, value in change.after.items():
                if name != "post":
                    setattr(person, name, value)
            moved: dict[str, Any] | None = None
            if post:
                moved = _post(by, person, post)
            else:
                save(person)
            done.append(_kept(change, person.name, person.version, post=moved))
        _trail(by, "schools.import_people", "person", changes, done)
    return done


def _post(by: Actor, person: Person, post: str) -> dict[str, Any]:
    return change_post(
        by,
        person,
        school_id=str(person.school_id),
        post=post,
        on=today(),
        verb="schools.appoint",
    )


def undo_people(*, by: Actor, schools: Mapping[str, School], done: Sequence[Done]) -> None:
    """Undo an import of people as a whole. Raises :class:`NotUndone`, and changes nothing then."""
    for school in schools.values():
        check_manage_people(by, school)
    with transaction.atomic():
        rows = _as_left(Person, done)
        for entry in done:
            if entry["new"]:
                continue
            person = rows[entry["id"]]
            _put_back(person, entry, leave=("post",))
            if entry["post"] is not None:
                take_back(by, person, Appointment.objects.get(pk=entry["post"]["opened"]))
            else:
                save(person)
        new = [rows[d["id"]] for d in done if d["new"]]
        with_account = [(p.pk, p.name, "used") for p in new if p.user_id]
        if with_account:
            raise NotUndone(with_account)
        Appointment.objects.filter(person__in=[p.pk for p in new]).delete()
        _remove(new)
        _trail_undo(by, "person", done)


# --- both -------------------------------------------------------------------------------------


def _locked(model: type[Any], ids: Sequence[str]) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        found = model.objects.select_for_update(of=("self",), no_key=True)
        rows |= {row.pk: row for row in found.order_by("pk").filter(pk__in=chunk)}
    return rows


def _set(row: Any, change: Change) -> Any:
    if row.version != change.version:
        raise Conflict(row)
    for name, value in change.after.items():
        setattr(row, name, value)
    row.version += 1
    row.search = search_of(row)
    return row


def _update(model: type[Any], rows: Sequence[Any], fields: set[str]) -> None:
    if rows and fields:
        model.objects.bulk_update(rows, [*sorted(fields), "version", "search"], batch_size=200)


def _kept(change: Change, name: str, version: int, **more: Any) -> Done:
    return {
        "id": change.id,
        "name": name,
        "new": False,
        "before": dict(change.before),
        "version": version,
        **more,
    }


def _as_left(model: type[Any], done: Sequence[Done]) -> dict[str, Any]:
    rows = _locked(model, [d["id"] for d in done])
    wrong = [
        (d["id"], d["name"], "changed")
        for d in done
        if d["id"] not in rows or rows[d["id"]].version != d["version"]
    ]
    if wrong:
        raise NotUndone(wrong)
    return rows


def _put_back(row: Any, entry: Done, leave: Sequence[str] = ()) -> None:
    for name, value in entry["before"].items():
        if name not in leave:
            setattr(row, name, value)
    if isinstance(row, School):
        row.version += 1
    row.search = search_of(row)


def _remove(rows: Sequence[Any]) -> None:
    """Delete what an import made. Raises :class:`NotUndone` for what others refer to by now."""
    if not rows:
        return
    model = type(rows[0])
    try:
        with transaction.atomic():
            for start in range(0, len(rows), 500):
                chunk = [row.pk for row in rows[start : start + 500]]
                model.objects.filter(pk__in=chunk).delete()
    except ProtectedError:
        used = [row for row in rows if _is_used(row)]
        raise NotUndone([(row.pk, row.name, "used") for row in used]) from None


def _is_used(row: Any) -> bool:
    for relation in row._meta.related_objects:
        manager = relation.related_model._base_manager
        if manager.filter(**{relation.field.name: row.pk}).exists():
            return True
    return False


def _trail(
    by: Actor, verb: str, object_type: str, changes: Sequence[Change], done: Sequence[Done]
) -> None:
    new = iter([c for c in changes if not c.id])
    by_id = {c.id: c for c in changes if c.id}
    events = []
    for entry in done:
        change = next(new) if entry["new"] else by_id[entry["id"]]
        events.append(
            _event(by, verb, object_type, entry["id"], dict(change.before), dict(change.after))
        )
    AuditEvent.objects.bulk_create(events, batch_size=500)


def _trail_undo(by: Actor, object_type: str, done: Sequence[Done]) -> None:
    events = [
        _event(
            by,
            "schools.undo_import",
            object_type,
            d["id"],
            {"name": d["name"]},
            d.get("before", {}),
        )
        for d in done
    ]
    AuditEvent.objects.bulk_create(events, batch_size=500)


def _event(
    by: Actor, verb: str, kind: str, key: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> AuditEvent:
    return AuditEvent(
        at=now(),
        actor_id=by.user_id,
        actor_name=by.name[:64],
        verb=verb,
        object_type=kind,
        object_id=key,
        before=_plain(before),
        after=_plain(after),
    )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
