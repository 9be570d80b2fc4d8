"""Who acts: a person with the roles held on that day, or the program itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest

from tandem.accounts.models import Role, RoleAssignment, User
from tandem.accounts.rights import roles_with
from tandem.calendar import today


@dataclass(frozen=True, slots=True)
class Held:
    """A role held for one organisation; ``department`` for inspectors only."""

    role: str
    organisation_id: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever reads or writes. ``user_id`` is ``None`` for the program itself."""

    user_id: int | None
    name: str
    held: tuple[Held, ...] = ()
    everything: bool = False

    def organisations(self, verb: str) -> frozenset[str]:
        """The organisations for which the actor has a verb."""
        roles = roles_with(verb)
        return frozenset(held.organisation_id for held in self.held if held.role in roles)

    def may(self, verb: str, organisations: Iterable[str] | None = None) -> bool:
        """Whether the actor has a verb (for one of ``organisations``, where they are given)."""
        if self.everything:
            return True
        own = self.organisations(verb)
        return bool(own) if organisations is None else not own.isdisjoint(organisations)

    def has(self, *roles: Role) -> bool:
        """Whether one of the roles is held for any organisation."""
        return any(held.role in roles for held in self.held)

    def schools(self) -> frozenset[str]:
        """The schools that the actor belongs to by a school role."""
        return frozenset(h.organisation_id for h in self.held if h.role in _SCHOOL)

    def authorities(self) -> frozenset[str]:
        """The authorities for which the actor holds a role."""
        return frozenset(h.organisation_id for h in self.held if h.role not in _SCHOOL)


_SCHOOL = frozenset({Role.HEAD.value, Role.COORDINATOR.value, Role.TEACHER.value})


def the_program(name: str = "tandem") -> Actor:
    """The program itself as an actor: imports, nightly work, the command on the server."""
    return Actor(None, name, everything=True)


def actor_for(
    user: User, day: date | None = None, rows: Iterable[RoleAssignment] | None = None
) -> Actor:
    """A person with the roles held on ``day`` (today by default). One query unless ``rows`` are given."""
    day = day or today()
    if rows is None:
        rows = RoleAssignment.objects.filter(user=user, starts_on__lte=day)
    held = tuple(
        Held(row.role, row.organisation_id, row.department) for row in rows if row.holds_on(day)
    )
    return Actor(user.pk, user.name, held)


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person of a request; asked for once a request."""
    known = getattr(request, "actor", None)
    if known is None:
        user = request.user
        known = Actor(None, "")
        if user.is_authenticated:
            # the roles came with the account (accounts/backend.py)
            known = actor_for(user, rows=getattr(user, "assignments_known", None))
        request.actor = known  # type: ignore[attr-defined]  # kept on the request, as Django's user
    return cast(Actor, known)
