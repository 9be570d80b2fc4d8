"""The search over the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.widgets import DateField
from tandem.widgets.filling import set_choices


class TrailForm(forms.Form):
    """Who, what, which record, when: each may stay empty."""

    who = forms.CharField(label=_("Who did it"), required=False, max_length=64)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    record = forms.CharField(label=_("Which record"), required=False, max_length=64)
    since = DateField(label=_("From this day"), required=False)
    until = DateField(label=_("Until this day"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, verbs: list[tuple[str, str]]) -> None:
        super().__init__(data)
        set_choices(self, "verb", [("", _("everything")), *verbs])
