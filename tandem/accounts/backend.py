"""Whose session it is: the account and its roles in one query, as every page asks for both."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models.expressions import Combinable

from tandem.accounts.models import RoleAssignment

_carried: dict[str, Combinable] = {}


def carry_with_account(name: str, expression: Combinable) -> None:
    """What apps above want to know of the account on every page, asked in the same query.

    ``expression`` stands beside a role (``OuterRef("user")`` is the account); the account of a session
    carries its value as ``name``.
    """
    _carried[name] = expression


class RolesBackend(AuthenticationBackend):
    """Signs in as allauth does; the account of a session comes with its roles."""

    def get_user(self, user_id: Any) -> Any:
        """The account of a session, or ``None`` if it is closed."""
        roles = RoleAssignment.objects.filter(user=user_id).select_related("user")
        rows = list(roles.annotate(**_carried))
        if not rows:
            return super().get_user(user_id)
        user: Any = rows[0].user
        if not self.user_can_authenticate(user):
            return None
        user.assignments_known = rows
        for name in _carried:
            setattr(user, name, getattr(rows[0], name))
        return user
