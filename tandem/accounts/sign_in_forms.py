"""django-allauth's forms in this product's words: a label above each field, nothing inside it."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.widgets import CodeInput

PASSWORD_HELP = _("At least 8 characters, not only digits, not your name.")


class _Plain:
    """No placeholders: they vanish when one types, and grey on white is hard to read."""

    fields: dict[str, Any]
    labels: ClassVar[dict[str, Any]] = {}
    helps: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class LoginForm(_Plain, account.LoginForm):
    """Name and password."""

    labels: ClassVar[dict[str, Any]] = {"login": _("Sign-in name"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # a phone writes no capital first, and marks no name as misspelt
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    """The old password, the new one twice."""

    labels: ClassVar[dict[str, Any]] = {
        "oldpassword": _("Password so far"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    helps: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HELP}


class SetPasswordForm(_Plain, account.SetPasswordForm):
    """A first password, twice."""

    labels: ClassVar[dict[str, Any]] = {
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    helps: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HELP}


class ReauthenticateForm(_Plain, account.ReauthenticateForm):
    """The password once more."""

    labels: ClassVar[dict[str, Any]] = {"password": _("Password")}


class _Code(_Plain):
    labels: ClassVar[dict[str, Any]] = {"code": pgettext_lazy("sign-in", "Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = CodeInput()


class AuthenticateForm(_Code, mfa.AuthenticateForm):
    """The six digits of the second step, or a recovery code."""


class ReauthenticateByCodeForm(_Code, mfa.ReauthenticateForm):
    """The code once more."""


class ActivateTOTPForm(_Code, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""

    @property
    def grouped_secret(self) -> str:
        """The key in groups of four, as it is typed; apps pass over the blanks."""
        return " ".join(wrap(self.secret, 4))
