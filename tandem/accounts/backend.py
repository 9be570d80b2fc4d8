"""Whose session it is: the account and its roles in one query, as every page asks for both."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from tandem.accounts.models import RoleAssignment


class RolesBackend(AuthenticationBackend):
    """Signs in as allauth does; the account of a session comes with its roles."""

    def get_user(self, user_id: Any) -> Any:
        """The account of a session, or ``None`` if it is closed."""
        rows = list(RoleAssignment.objects.filter(user=user_id).select_related("user"))
        if not rows:
            return super().get_user(user_id)
        user: Any = rows[0].user
        if not self.user_can_authenticate(user):
            return None
        user.assignments_known = rows
        return user
