"""The one way in which a right is asked for, and who may give which role to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

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
    """The roles that an actor may give at an organisation. One query at most."""
    return grantable_at(by, [organisation])[organisation.id]


def grantable_at(by: Actor, places: Iterable[Organisation]) -> dict[str, frozenset[str]]:
    """The roles that an actor may give at each of those organisations. One query at most.

    A school's own people reach their school; the bureau's its schools and itself; the viewers of a
    higher authority are named by the bureau beneath it.
    """
    bureaus = [h.organisation_id for h in by.held if h.role in BUREAU]
    above = {} if by.everything else all_organisations(bureaus)
    return {place.id: _grantable(by, place, above) for place in places}


def _grantable(
    by: Actor, organisation: Organisation, above: Mapping[str, Organisation]
) -> frozenset[str]:
    fitting = SCHOOL if organisation.is_school else BUREAU
    if by.everything:
        return fitting
    may_manage = roles_with("accounts.manage_school") | roles_with("accounts.manage")
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
    """Raises ``PermissionDenied`` unless the actor may hand out a code, or close, that account."""
    if user.pk not in manageable(by, [user]):
        raise PermissionDenied("accounts.manage_school")


def manageable(by: Actor, users: Collection[User]) -> frozenset[int]:
    """The ids of those accounts for which the actor may hand out a code, or which it may close.

    Whoever hands out a code could sign in with it: so each of the person's roles, now and to come,
    must be one that the actor may give. Nobody does it for oneself. Three queries, however many.
    """
    if by.everything:
        return frozenset(user.pk for user in users)
    rows: dict[int, list[RoleAssignment]] = {user.pk: [] for user in users}
    for row in RoleAssignment.objects.filter(user__in=list(rows)):
        if _counts(row):
            rows[row.user_id].append(row)
    places = all_organisations({row.organisation_id for own in rows.values() for row in own})
    roles = grantable_at(by, places.values())
    may_manage = by.may("accounts.manage")
    return frozenset(
        pk
        for pk, own in rows.items()
        if pk != by.user_id
        and (own or may_manage)
        and all(row.role in roles.get(row.organisation_id, ()) for row in own)
    )


def can_manage_user(by: Actor, user: User) -> bool:
    """Whether :func:`check_manage_user` would let it pass."""
    return user.pk in manageable(by, [user])


def _counts(row: RoleAssignment) -> bool:
    return row.ends_on is None or row.ends_on >= today()
