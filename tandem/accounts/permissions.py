"""The one way in which a right is asked for, and who may give which role to whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.accounts.models import SCHOOL_ROLES, Role, RoleAssignment, User
from tandem.accounts.organisations import Organisation
from tandem.accounts.organisations import organisations as all_organisations
from tandem.accounts.rights import roles_with
from tandem.calendar import today

SCHOOL = frozenset(role.value for role in SCHOOL_ROLES)
BUREAU = frozenset(Role.values) - SCHOOL

GRANTS: dict[str, frozenset[str]] = {
    Role.ADMINISTRATOR: frozenset(Role.values),
    Role.OFFICER: SCHOOL | {Role.LEADER, Role.INSPECTOR, Role.VIEWER},
    Role.HEAD: frozenset({Role.COORDINATOR, Role.TEACHER}),
    Role.COORDINATOR: frozenset({Role.COORDINATOR, Role.TEACHER}),
}
"""Which roles a role may give, end, and hand codes out to: never one above its own."""


def check(actor: Actor, verb: str, organisations: Iterable[str] | None = None) -> None:
    """Raises ``PermissionDenied`` unless the actor has the verb (for one of the organisations)."""
    if not actor.may(verb, organisations):
        raise PermissionDenied(verb)


def grantable(by: Actor, organisation: Organisation) -> frozenset[str]:
    """The roles that an actor may give at an organisation.

    A school's own people reach their school; the bureau's its schools and itself; the viewers of a
    higher authority are named by the bureau beneath it.
    """
    fitting = SCHOOL if organisation.is_school else BUREAU
    if by.everything:
        return fitting
    may_manage = roles_with("accounts.manage_school") | roles_with("accounts.manage")
    above = all_organisations([h.organisation_id for h in by.held if h.role in BUREAU])
    result: frozenset[str] = frozenset()
    for held in by.held:
        if held.role not in may_manage:
            continue
        own = held.organisation_id == organisation.id
        bureau = organisation.is_school and held.organisation_id == organisation.above
        higher = above.get(held.organisation_id)
        if own or bureau:
            result |= GRANTS.get(held.role, frozenset()) & fitting
        elif higher is not None and higher.above == organisation.id:
            result |= GRANTS.get(held.role, frozenset()) & {Role.VIEWER.value}
    return result


def check_grant(by: Actor, role: str, organisation: Organisation, user: User) -> None:
    """Raises ``PermissionDenied`` if the actor may not give or end that role of that person.

    Nobody gives a role to oneself.
    """
    if role not in grantable(by, organisation) or by.user_id == user.pk:
        raise PermissionDenied(f"accounts.manage: {role}")


def check_manage_user(by: Actor, user: User) -> None:
    """Raises ``PermissionDenied`` unless the actor may hand out a code, or close, that account.

    Whoever hands out a code could sign in with it: so each of the person's roles, now and to come,
    must be one that the actor may give. Nobody does it for oneself.
    """
    if by.everything:
        return
    rows = [row for row in RoleAssignment.objects.filter(user=user) if _counts(row)]
    known = all_organisations({row.organisation_id for row in rows})
    allowed = by.user_id != user.pk and bool(rows)
    for row in rows:
        place = known.get(row.organisation_id)
        allowed = allowed and place is not None and row.role in grantable(by, place)
    if not allowed and not (not rows and by.may("accounts.manage") and by.user_id != user.pk):
        raise PermissionDenied("accounts.manage_school")


def can_manage_user(by: Actor, user: User) -> bool:
    """Whether :func:`check_manage_user` would let it pass."""
    try:
        check_manage_user(by, user)
    except PermissionDenied:
        return False
    return True


def _counts(row: RoleAssignment) -> bool:
    return row.ends_on is None or row.ends_on >= today()
