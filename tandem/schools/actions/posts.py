"""Posts: appoint, transfer, leave. Each is one action and keeps the history."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.schools.actions.moving import ONE_DAY, change_post, end_post, take_back
from tandem.schools.editing import check_day, locked_person, locked_school
from tandem.schools.models import Person, PostCode, School
from tandem.schools.permissions import check_manage_people
from tandem.schools.queries import current_head

LEAVES = "leaves"
"""What may become of a former head, beside another post."""


def appoint_person(
    *,
    by: Actor,
    person_id: str,
    post: str,
    on: date,
    former: str = "",
    version: int | None = None,
) -> Person:
    """Another post at the same school from a day on.

    Where the post is the head's and somebody holds it, ``former`` says what that person does from
    then on: a post, or :data:`LEAVES`. Raises ``ValidationError`` and :class:`Conflict`.
    """
    with transaction.atomic():
        person = _person(by, person_id, version)
        check_day(on)
        if person.school_id is None or person.left_on is not None:
            raise ValidationError(_("This person is on no roster. Transfer the person first."))
        if person.post == post:
            raise ValidationError({"post": _("This is the present post. Choose another.")})
        _check_post(post)
        _make_room(by, person, person.school_id, post, on, former)
        change_post(
            by, person, school_id=person.school_id, post=post, on=on, verb="schools.appoint"
        )
    return person


def appoint_head(
    *, by: Actor, person_id: str, on: date, former: str = LEAVES, version: int | None = None
) -> Person:
    """A new head: the former head's post ends, the new one's begins."""
    return appoint_person(
        by=by, person_id=person_id, post=PostCode.HEAD, on=on, former=former, version=version
    )


def transfer_person(
    *,
    by: Actor,
    person_id: str,
    to_school_id: str,
    on: date,
    post: str = "",
    former: str = "",
    version: int | None = None,
) -> Person:
    """To another school from a day on, in the same post or another; brings back one who left.

    Whoever keeps the roster that the person is on may do it; the other school needs no account.
    """
    with transaction.atomic():
        person = _person(by, person_id, version)
        check_day(on)
        school = School.objects.filter(pk=to_school_id).first()
        if school is None or (school.pk == person.school_id and person.left_on is None):
            raise ValidationError({"to_school": _("Choose another school.")})
        if school.status != School.Status.OPEN:
            text = _("%(school)s does not teach any more. Choose a school that does.")
            raise ValidationError({"to_school": text % {"school": school.name}})
        post = post or (PostCode.TEACHER.value if person.post == PostCode.HEAD else person.post)
        _check_post(post)
        locked_school(school.pk)
        _make_room(by, person, school.pk, post, on, former)
        number = person.staff_number
        if number and school.people.filter(staff_number=number).exclude(pk=person.pk).exists():
            person.staff_number = ""
        change_post(by, person, school_id=school.pk, post=post, on=on, verb="schools.transfer")
    return person


def person_leaves(*, by: Actor, person_id: str, on: date, version: int | None = None) -> Person:
    """The person leaves the schools of the programme; ``on`` is the last day. Records stay."""
    with transaction.atomic():
        person = _person(by, person_id, version)
        check_day(on)
        end_post(by, person, on)
    return person


def undo_post(*, by: Actor, person_id: str, version: int | None = None) -> Person:
    """Take back the latest change of post, transfer or leaving, entered by mistake."""
    with transaction.atomic():
        person = _person(by, person_id, version)
        latest = person.appointments.order_by("-id").first()
        if latest is None:
            raise ValidationError(_("There is no earlier post to go back to."))
        take_back(by, person, latest)
    return person


def _person(by: Actor, person_id: str, version: int | None) -> Person:
    person = locked_person(person_id, version)
    check_manage_people(by, person.school)
    return person


def _check_post(post: str) -> None:
    if post not in PostCode.values:
        raise ValidationError({"post": _("Choose a post from the list.")})


def _make_room(by: Actor, person: Person, school_id: str, post: str, on: date, former: str) -> None:
    """A school has one head: the one before takes another post, or leaves."""
    if post != PostCode.HEAD:
        return
    locked_school(school_id)
    before = current_head(school_id, on)
    if before is None or before.pk == person.pk:
        return
    if former not in (LEAVES, *PostCode.values) or former == PostCode.HEAD:
        text = _("%(name)s is head. Say what this person does from then on.")
        raise ValidationError({"former": text % {"name": before.name}})
    head = locked_person(before.pk)
    if former == LEAVES:
        end_post(by, head, on - ONE_DAY)
    else:
        change_post(by, head, school_id=school_id, post=former, on=on, verb="schools.appoint")
