"""Giving and ending roles, and handing a post over: the history stays in the rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.accounts.models import Role, RoleAssignment, User
from tandem.accounts.organisations import Organisation, organisation
from tandem.accounts.permissions import SCHOOL, check_grant
from tandem.accounts.telling import tell
from tandem.audit.actions import record_event

APART = frozenset({Role.ADMINISTRATOR.value, Role.AUDITOR.value})
"""Who keeps the system may not be who looks over its trail, on any day."""


def assign_role(
    *,
    by: Actor,
    user: User,
    role: str,
    organisation_id: str,
    starts_on: date,
    ends_on: date | None = None,
    department: str = "",
) -> RoleAssignment:
    """Give a person a role for a period.

    Raises ``PermissionDenied`` and, in words, ``ValidationError``: an unfitting organisation, a
    period that ends before it starts, the role held already, administrator and auditor at once.
    """
    place = _place(organisation_id)
    check_grant(by, role, place, user)
    with transaction.atomic():
        _lock([user])
        return _begin(by, user, role, place, starts_on, ends_on, department)


def end_role(*, by: Actor, assignment: RoleAssignment, ends_on: date) -> None:
    """End a role with a day (the last on which it is held); one that never began is taken back.

    Raises ``PermissionDenied``; ``ValidationError`` for the last administrator.
    """
    place = _place(assignment.organisation_id)
    check_grant(by, assignment.role, place, assignment.user)
    with transaction.atomic():
        _lock([assignment.user])
        _end(by, assignment, ends_on)


def hand_over_post(
    *,
    by: Actor,
    role: str,
    organisation_id: str,
    from_user: User,
    to_user: User,
    on: date,
) -> RoleAssignment:
    """End a post the day before ``on`` and give it to the next person from ``on``; both are told.

    Raises ``PermissionDenied`` and ``ValidationError`` as :func:`assign_role`, and where the first
    person does not hold the post.
    """
    place = _place(organisation_id)
    check_grant(by, role, place, to_user)
    if role not in SCHOOL:
        # nobody gives a post of the bureau away or takes it for oneself
        check_grant(by, role, place, from_user)
    with transaction.atomic():
        _lock([from_user, to_user])
        held = [
            row
            for row in RoleAssignment.objects.filter(
                user=from_user, role=role, organisation_id=organisation_id
            )
            if row.ends_on is None or row.ends_on >= on
        ]
        if not held:
            raise ValidationError(_("%(name)s does not hold this post.") % {"name": from_user.name})
        begun = _begin(by, to_user, role, place, on, None, held[0].department)
        for row in held:
            _end(by, row, on - timedelta(days=1))
        record_event(
            by=by,
            verb="accounts.hand_over",
            object_type="role",
            object_id=f"{role} {organisation_id}",
            before={"user": from_user.pk, "name": from_user.name},
            after={"user": to_user.pk, "name": to_user.name, "on": on},
        )
        params = {
            "role": role,
            "organisation": place.name,
            "before": from_user.name,
            "after": to_user.name,
            "on": on,
        }
        tell({from_user.pk, to_user.pk}, "post_handed_over", params)
    return begun


def transfer_person(
    *,
    by: Actor,
    user: User,
    from_school: str,
    to_school: str,
    on: date,
    role: str = Role.TEACHER,
) -> None:
    """End every role at the old school the day before ``on``; begin ``role`` at the new one.

    An empty ``to_school``: the person leaves. The right to move the person (the bureau's, or the
    registry's own) is asked for by the caller's verb: ``accounts.manage_school`` at the old school.
    Raises ``PermissionDenied`` and ``ValidationError``.
    """
    old = _place(from_school)
    with transaction.atomic():
        _lock([user])
        rows = [
            row
            for row in RoleAssignment.objects.filter(user=user, organisation_id=from_school)
            if row.ends_on is None or row.ends_on >= on
        ]
        for row in rows:
            check_grant(by, row.role, old, user)
            _end(by, row, on - timedelta(days=1))
        if to_school:
            new = _place(to_school)
            check_grant(by, role, new, user)
            _begin(by, user, role, new, on, None, "")
            params = {"before": old.name, "after": new.name, "on": on}
            tell({user.pk}, "person_transferred", params)


def _place(organisation_id: str) -> Organisation:
    try:
        return organisation(organisation_id)
    except LookupError as error:
        raise ValidationError(_("There is no such school or authority.")) from error


def _lock(users: list[User]) -> None:
    """One change of roles at a time for those people, in one order."""
    ids = sorted(user.pk for user in users)
    list(User.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _begin(
    by: Actor,
    user: User,
    role: str,
    place: Organisation,
    starts_on: date,
    ends_on: date | None,
    department: str,
) -> RoleAssignment:
    if (role in SCHOOL) != place.is_school:
        raise ValidationError(_("This role does not belong to this kind of organisation."))
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError(_("The last day lies before the first."))
    if role == Role.INSPECTOR and not department:
        raise ValidationError(_("Say for which department the inspector works."))
    own = list(RoleAssignment.objects.filter(user=user))
    overlapping = [row for row in own if _overlap(row, starts_on, ends_on)]
    if any(
        row.role == role and row.organisation_id == place.id and row.department == department
        for row in overlapping
    ):
        raise ValidationError(_("%(name)s holds this role already.") % {"name": user.name})
    if role in APART and any(row.role in APART - {role} for row in overlapping):
        raise ValidationError(
            _("Nobody may be administrator and auditor at once: choose another person.")
        )
    row = RoleAssignment.objects.create(
        user=user,
        role=role,
        organisation_id=place.id,
        department=department,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record_event(
        by=by,
        verb="accounts.assign_role",
        object_type="user",
        object_id=str(user.pk),
        after=_shown(row),
    )
    return row


def _end(by: Actor, row: RoleAssignment, ends_on: date) -> None:
    before = _shown(row)
    if row.role == Role.ADMINISTRATOR:
        check_not_last_administrator(row.organisation_id, row.user_id, ends_on)
    if ends_on < row.starts_on:
        row.delete()
        after: dict[str, Any] = {}
    else:
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
        after = _shown(row)
    record_event(
        by=by,
        verb="accounts.end_role",
        object_type="user",
        object_id=str(row.user_id),
        before=before,
        after=after,
    )


def check_not_last_administrator(organisation_id: str, user_id: int, ends_on: date) -> None:
    """Raises ``ValidationError`` if nobody else would keep the system after that day.

    Somebody else is one who may sign in and holds the role without an end from the next day.
    """
    others = (
        RoleAssignment.objects.select_for_update(of=("self",))
        .filter(
            role=Role.ADMINISTRATOR,
            organisation_id=organisation_id,
            user__is_active=True,
            ends_on__isnull=True,
            starts_on__lte=ends_on + timedelta(days=1),
        )
        .exclude(user_id=user_id)
        .exclude(user__username__startswith="~")
    )
    if not list(others):
        raise ValidationError(
            _("This is the last administrator: name another one first, who can sign in.")
        )


def _overlap(row: RoleAssignment, starts_on: date, ends_on: date | None) -> bool:
    return (ends_on is None or row.starts_on <= ends_on) and (
        row.ends_on is None or starts_on <= row.ends_on
    )


def _shown(row: RoleAssignment) -> dict[str, Any]:
    return {
        "name": row.user.name,
        "role": row.role,
        "organisation": row.organisation_id,
        "department": row.department,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }
