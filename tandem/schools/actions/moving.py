"""Appointments opened and closed: the one place where a person's post and its history change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import record_event
from tandem.calendar import today
from tandem.schools.editing import save
from tandem.schools.handover import Move, moved
from tandem.schools.models import Appointment, Person, PostCode, School

ONE_DAY = timedelta(days=1)


def running(person: Person) -> Appointment | None:
    """The post that a person holds; one is written down for a person who has no history yet."""
    if person.school_id is None or person.left_on is not None:
        return None
    found = person.appointments.filter(ends_on__isnull=True).order_by("-id").first()
    if found is None:
        found = Appointment.objects.create(
            person=person, school_id=person.school_id, post=person.post
        )
    return found


def close_post(appointment: Appointment, last_day: date) -> None:
    """End a post. Raises ``ValidationError`` where it began after that day."""
    if appointment.starts_on is not None and last_day < appointment.starts_on:
        text = _("The present post began on %(day)s. Choose a later day.")
        raise ValidationError({"on": text % {"day": appointment.starts_on.isoformat()}})
    appointment.ends_on = last_day
    appointment.save(update_fields=["ends_on"])


def change_post(
    by: Actor, person: Person, *, school_id: str, post: str, on: date, verb: str
) -> dict[str, Any]:
    """End the post that runs and open another from ``on``; saves, tells the trail and the hooks.

    Returns the ids of both appointments, so that a merger can be taken back.
    """
    before = {"school_id": person.school_id or "", "post": person.post, "left_on": person.left_on}
    old = running(person)
    if old is not None:
        close_post(old, on - ONE_DAY)
    elif person.left_on is not None and on <= person.left_on:
        text = _("This person left on %(day)s. Choose a later day.")
        raise ValidationError({"on": text % {"day": person.left_on.isoformat()}})
    new = Appointment.objects.create(person=person, school_id=school_id, post=post, starts_on=on)
    person.school_id, person.post, person.left_on = school_id, post, None
    save(person)
    after = {"school_id": school_id, "post": post, "on": on}
    _tell(by, person, verb, before, after)
    left = before["left_on"] is not None
    moved(
        by,
        Move(
            person.pk,
            person.user_id,
            "" if left else str(before["school_id"] or ""),
            "" if left else str(before["post"] or ""),
            school_id,
            post,
            on,
        ),
    )
    return {"person": person.pk, "closed": old.pk if old else None, "opened": new.pk}


def end_post(by: Actor, person: Person, last_day: date) -> None:
    """The person leaves; ``last_day`` is the last at the school."""
    old = running(person)
    if old is None:
        raise ValidationError(_("This person has left already."))
    close_post(old, last_day)
    before = {"left_on": None}
    person.left_on = last_day
    save(person)
    _tell(by, person, "schools.leave", before, {"left_on": last_day})
    move = Move(person.pk, person.user_id, old.school_id, old.post, "", "", last_day + ONE_DAY)
    moved(by, move)


def move_everyone(by: Actor, school: School, into: School, on: date) -> list[dict[str, Any]]:
    """Everyone on a merged school's roster goes to the successor; its head as "other post"."""
    people = Person.objects.select_for_update(of=("self",)).filter(
        school=school, left_on__isnull=True
    )
    done = []
    for person in people.order_by("pk"):
        post = PostCode.OTHER.value if person.post == PostCode.HEAD else person.post
        if into.people.filter(staff_number=person.staff_number).exclude(staff_number="").exists():
            person.staff_number = ""
        done.append(
            change_post(by, person, school_id=into.pk, post=post, on=on, verb="schools.transfer")
        )
    return done


def move_back(by: Actor, moves: Sequence[Mapping[str, Any]]) -> None:
    """Take back what :func:`move_everyone` did, for those who still are where it put them."""
    for move in moves:
        opened = Appointment.objects.filter(pk=move["opened"], ends_on__isnull=True).first()
        if opened is None or move["closed"] is None:
            continue
        person = Person.objects.select_for_update(of=("self",)).get(pk=move["person"])
        if person.school_id == opened.school_id and person.left_on is None:
            take_back(by, person, opened)


def take_back(by: Actor, person: Person, latest: Appointment) -> None:
    """Remove what was entered last by mistake: a leaving, or a post; what was before runs again."""
    before = {"school_id": latest.school_id, "post": latest.post, "left_on": person.left_on}
    earlier = person.appointments.exclude(pk=latest.pk).order_by("-id").first()
    if person.left_on is not None:
        latest.ends_on = None
        latest.save(update_fields=["ends_on"])
        person.left_on = None
        now = latest
    elif earlier is not None and latest.starts_on is not None:
        follows = earlier.ends_on == latest.starts_on - ONE_DAY
        latest.delete()
        if follows:
            earlier.ends_on = None
            earlier.save(update_fields=["ends_on"])
        person.left_on = earlier.ends_on
        now = earlier
    else:
        raise ValidationError(_("There is no earlier post to go back to."))
    person.school_id, person.post = now.school_id, now.post
    save(person)
    after = {"school_id": now.school_id, "post": now.post, "left_on": person.left_on}
    _tell(by, person, "schools.undo_post", before, after)
    gone = before["left_on"] is not None
    moved(
        by,
        Move(
            person.pk,
            person.user_id,
            "" if gone else str(before["school_id"] or ""),
            "" if gone else str(before["post"] or ""),
            "" if person.left_on else now.school_id,
            "" if person.left_on else now.post,
            today(),
        ),
    )


def _tell(
    by: Actor, person: Person, verb: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    record_event(
        by=by, verb=verb, object_type="person", object_id=person.pk, before=before, after=after
    )
