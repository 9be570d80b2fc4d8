"""Conditions on the single secondment: whose log, whose evaluation."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.pairings.two_sided import OTHER_SIDE, Status
from tandem.schools.models import School
from tandem.secondments.models import Secondment


def home_of(record: Secondment) -> School:
    """The school that the person comes from."""
    return record.collaboration.school_on(record.from_side)


def host_of(record: Secondment) -> School:
    """The school that the person goes to."""
    return record.collaboration.school_on(OTHER_SIDE[record.from_side])


def check_log(actor: Actor, record: Secondment) -> None:
    """The log and the summary are the person's own; the home school may help.

    Raises ``PermissionDenied`` for everyone else.
    """
    own = record.person.user_id is not None and record.person.user_id == actor.user_id
    home = [home_of(record).pk]
    if own and actor.may("secondments.log", home):
        return
    if not actor.may("secondments.manage", home):
        raise PermissionDenied("secondments.log")


def can_log(actor: Actor, record: Secondment) -> bool:
    """Whether the actor writes the log."""
    try:
        check_log(actor, record)
    except PermissionDenied:
        return False
    return record.status in (Status.SUBMITTED, Status.CONFIRMED)


def check_evaluate(actor: Actor, record: Secondment) -> None:
    """Only the host evaluates. Raises ``PermissionDenied``."""
    if not actor.may("secondments.evaluate", [host_of(record).pk]):
        raise PermissionDenied("secondments.evaluate")


def can_evaluate(actor: Actor, record: Secondment) -> bool:
    """Whether the actor evaluates it."""
    return record.status == Status.CONFIRMED and actor.may(
        "secondments.evaluate", [host_of(record).pk]
    )
