"""Conditions on the single record: a teacher enters only what is the teacher's own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.mentoring.models import Output
from tandem.pairings.models import Collaboration
from tandem.schools.models import Person


def records_for_everyone(actor: Actor, collaboration: Collaboration) -> bool:
    """Whether the actor enters outputs of everybody of the own school (head, coordinator)."""
    schools = (collaboration.lead_id, collaboration.partner_id)
    return actor.may("mentoring.manage", schools)


def check_output_of(actor: Actor, collaboration: Collaboration, person: Person | None) -> None:
    """Raises ``PermissionDenied`` for a teacher who enters another person's output."""
    if records_for_everyone(actor, collaboration):
        return
    if person is None or person.user_id is None or person.user_id != actor.user_id:
        raise PermissionDenied("mentoring.record_output")


def check_output(actor: Actor, record: Any) -> None:
    """The same for an output on record."""
    output: Output = record
    check_output_of(actor, output.collaboration, output.person)
