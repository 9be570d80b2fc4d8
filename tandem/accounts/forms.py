"""Forms of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.accounts.names import is_provisional


class CodeForm(forms.Form):
    """The first step of activation: the code alone."""

    code = forms.CharField(
        label=_("Activation code"),
        max_length=20,
        help_text=_("Eight letters and digits from your school, such as ABCD-2345."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "autofocus": True,
            }
        ),
    )


class ActivateForm(forms.Form):
    """The second step: the sign-in name (of a new account) and the password."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=32,
        help_text=_("2 to 32 letters, digits or Chinese characters. You type it to sign in."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 8 characters, not only digits, not your name."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_provisional(user.username):
            del self.fields["username"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("repeated") not in (None, data["password"]):
            self.add_error("repeated", _("The two passwords differ."))
        return data


class DetailsForm(forms.Form):
    """What a person says of oneself."""

    phone = forms.CharField(
        label=_("Phone number"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Only for a daily summary of what waits for you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
