"""Joining the roster's people to accounts."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actions.accounts import open_account
from tandem.accounts.actions.roles import transfer_person
from tandem.accounts.actors import Actor, the_program
from tandem.accounts.models import User
from tandem.audit.actions import record_event
from tandem.schools.handover import Move
from tandem.schools.models import Person


def open_for_person(*, by: Actor, person: Person, role: str, starts_on: date) -> User:
    """An account for someone on a school's roster, with the first role.

    Raises ``PermissionDenied``; ``ValidationError`` where the person has an account already.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if row.user_id is not None:
            raise ValidationError(_("%s has an account already.") % row.name)
        if row.school_id is None:
            raise ValidationError(_("%s belongs to no school.") % row.name)
        user = open_account(
            by=by,
            name=row.name or row.pk,
            role=role,
            organisation_id=row.school_id,
            starts_on=starts_on,
            phone=row.phone,
        )
        row.user = user
        row.save(update_fields=["user"])
        record_event(
            by=by,
            verb="accounts.open",
            object_type="person",
            object_id=row.pk,
            after={"user": user.pk, "name": user.name},
        )
    return user


def follow_move(by: Actor, move: Move) -> None:
    """A person who went to another school, or left, keeps no role at the old one.

    The registry has asked for the right to move the person. At the new school the role is a
    teacher's: a post in the roster gives nobody more.
    """
    if move.user_id is None or not move.from_school or move.from_school == move.to_school:
        return
    user = User.objects.get(pk=move.user_id)
    transfer_person(
        by=the_program(by.name),
        user=user,
        from_school=move.from_school,
        to_school=move.to_school,
        on=move.on,
    )
