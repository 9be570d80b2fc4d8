"""The search over the trail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


def _day(label: object) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)  # type: ignore[arg-type]


class TrailForm(forms.Form):
    """Who, what, which record, when: each may stay empty."""

    who = forms.CharField(label=_("Who did it"), required=False, max_length=64)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    record = forms.CharField(label=_("Which record"), required=False, max_length=64)
    since = _day(_("From this day"))
    until = _day(_("Until this day"))

    def __init__(self, data: object, verbs: list[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["verb"].choices = [("", _("everything")), *verbs]  # type: ignore[attr-defined]
