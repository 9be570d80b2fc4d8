"""Who may read and change which school's records: own school, own bureau."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.schools.models import Person, School


def check_manage_schools(actor: Actor, authority_ids: Iterable[str] | None = None) -> None:
    """Raises ``PermissionDenied`` unless the actor keeps the registry of that bureau."""
    check(actor, "schools.manage", authority_ids)


def can_manage_schools(actor: Actor, authority_ids: Iterable[str] | None = None) -> bool:
    """Whether the actor keeps the registry."""
    return actor.may("schools.manage", authority_ids)


def _holders(school: School) -> tuple[str, str]:
    return (school.pk, school.authority_id)


def check_read_people(actor: Actor, school: School) -> None:
    """Raises ``PermissionDenied`` unless the actor may see that school's roster."""
    check(actor, "schools.read_people", _holders(school))


def can_read_people(actor: Actor, school: School) -> bool:
    """Whether the actor may see that school's roster."""
    return actor.may("schools.read_people", _holders(school))


def check_manage_people(actor: Actor, school: School | None) -> None:
    """Raises ``PermissionDenied`` unless the actor keeps that school's roster."""
    if school is None:
        raise PermissionDenied("schools.manage_people")
    check(actor, "schools.manage_people", _holders(school))


def can_manage_people(actor: Actor, school: School | None) -> bool:
    """Whether the actor keeps that school's roster."""
    return school is not None and actor.may("schools.manage_people", _holders(school))


def can_manage_person(actor: Actor, person: Person) -> bool:
    """Whether the actor keeps that person's record."""
    return can_manage_people(actor, person.school)
