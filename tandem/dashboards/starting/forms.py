"""The start page's one form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.pairings.forms import RoundForm

PASSWORD = {"autocomplete": "new-password"}


class StartForm(RoundForm):
    """The bureau, its first administrator, the first round."""

    bureau = forms.CharField(label=_("Name of the bureau"), max_length=128)
    region_code = forms.CharField(
        label=_("Region code"),
        max_length=6,
        required=False,
        help_text=_("Six digits (GB/T 2260); it may stay empty."),
    )
    person = forms.CharField(label=_("Administrator's name"), max_length=64)
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 8 characters, not only digits, not your name."),
        widget=forms.PasswordInput(attrs=PASSWORD, render_value=True),
    )
    repeated = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs=PASSWORD, render_value=True),
    )
    field_order = ("bureau", "region_code", "person", "username", "password", "repeated")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("repeated") not in (None, data["password"]):
            self.add_error("repeated", _("The two passwords differ."))
        return data
