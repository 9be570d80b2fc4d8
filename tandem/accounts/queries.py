"""Reading accounts: who works where, in which roles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from tandem.accounts.models import ActivationCode, Role, RoleAssignment, User
from tandem.calendar import today


def no_account_yet() -> bool:
    """Whether the database holds no account: only then the start page is open."""
    return not User.objects.exists()


def assignments_at(organisation_id: str) -> QuerySet[RoleAssignment]:
    """Every role ever held at an organisation, with its person; those that run first."""
    return (
        RoleAssignment.objects.filter(organisation_id=organisation_id)
        .select_related("user")
        .order_by("-starts_on", "user__name")
    )


def running(rows: Collection[RoleAssignment], day: date | None = None) -> list[RoleAssignment]:
    """The roles that are held on a day, or will be."""
    day = day or today()
    return [row for row in rows if row.ends_on is None or row.ends_on >= day]


def held_today(
    organisation_ids: Collection[str] | QuerySet[Any], roles: Collection[str]
) -> QuerySet[RoleAssignment]:
    """Those roles held today at those organisations, with their people. One query."""
    day = today()
    return (
        RoleAssignment.objects.filter(
            organisation_id__in=organisation_ids, role__in=roles, starts_on__lte=day
        )
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .select_related("user")
        .order_by("starts_on", "user__name", "pk")
    )


def users_at(organisation_id: str, day: date | None = None) -> QuerySet[User]:
    """The people who hold, or will hold, a role at an organisation."""
    day = day or today()
    rows = RoleAssignment.objects.filter(organisation_id=organisation_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    return User.objects.filter(pk__in=rows.values("user")).order_by("name", "pk")


def roles_of(user: User) -> list[RoleAssignment]:
    """Every role that a person ever held, the latest first."""
    return list(RoleAssignment.objects.filter(user=user).order_by("-starts_on", "pk"))


def open_codes(user_ids: Collection[int], moment: object) -> dict[int, ActivationCode]:
    """The code that each of those people may still use."""
    rows = ActivationCode.objects.filter(
        user__in=user_ids, used_at__isnull=True, expires_at__gt=moment
    ).order_by("issued_at")
    return {row.user_id: row for row in rows}


def role_label(role: str) -> str:
    """A role in words."""
    return str(Role(role).label) if role in Role.values else role


def role_labels() -> list[tuple[str, str]]:
    """Every role with its name, in the order of the programme."""
    return [(role.value, str(role.label)) for role in Role]


def user_of(request: HttpRequest) -> User:
    """The account of a page that asks for a sign-in."""
    return cast(User, request.user)
