"""Who records a visit or a rating: the bureau; an inspector for the own department alone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.accounts.models import Role
from tandem.pairings.models import Collaboration
from tandem.schools.models import Department


def bureaus_of(collaboration: Collaboration) -> tuple[str, str]:
    """Both schools' bureaus."""
    return (collaboration.lead.authority_id, collaboration.partner.authority_id)


def departments_of(actor: Actor, collaboration: Collaboration) -> tuple[str, ...]:
    """The departments for which the actor records a visit.

    An officer all, an inspector the own; an inspector whose department is not on record all, too.
    """
    if actor.everything:
        return tuple(Department.values)
    own: set[str] = set()
    for held in actor.held:
        if held.organisation_id not in bureaus_of(collaboration):
            continue
        if held.role == Role.OFFICER or (held.role == Role.INSPECTOR and not held.department):
            return tuple(Department.values)
        if held.role == Role.INSPECTOR:
            own.add(held.department)
    return tuple(code for code in Department.values if code in own)


def check_visit(actor: Actor, collaboration: Collaboration, department: str | None = None) -> None:
    """Raises ``PermissionDenied`` for other bureaus and for another department's visit."""
    if not actor.may("inspections.record_visit", bureaus_of(collaboration)):
        raise PermissionDenied("inspections.record_visit")
    if department and department not in departments_of(actor, collaboration):
        raise PermissionDenied("inspections.record_visit")


def can_visit(actor: Actor, collaboration: Collaboration) -> bool:
    """Whether the actor records visits there."""
    return actor.may("inspections.record_visit", bureaus_of(collaboration))


def check_rate(actor: Actor, collaboration: Collaboration) -> None:
    """Raises ``PermissionDenied`` for everyone but the bureau's officers and inspectors."""
    if not can_rate(actor, collaboration):
        raise PermissionDenied("inspections.rate")


def can_rate(actor: Actor, collaboration: Collaboration) -> bool:
    """Whether the actor records ratings there."""
    return actor.may("inspections.rate", bureaus_of(collaboration))
