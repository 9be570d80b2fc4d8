"""The short forms of visits and ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.compliance.forms import ChipField
from tandem.inspections.models import CheckRating
from tandem.schools.models import Department
from tandem.widgets import DateField
from tandem.widgets.filling import set_choices


class VisitForm(forms.Form):
    """A visit. A department with no choice is not asked."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    department = ChipField(
        label=_("Department"), error_messages={"required": _("Choose the department.")}
    )
    visited_on = DateField(label=_("Visited on"))
    approved_list_number = forms.CharField(
        label=_("Number on the approved list"),
        max_length=64,
        help_text=_("The yearly list of inspections that the leading group approved."),
        error_messages={
            "required": _("Give the number on the approved list: a visit must stand on it.")
        },
    )
    comprehensive = forms.BooleanField(
        label=_("It was a comprehensive inspection of the schools"), required=False
    )
    note = forms.CharField(
        label=_("What was seen"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, departments: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(code, Department(code).label) for code in departments]
        set_choices(self, "department", titles)
        if len(departments) == 1:
            self.fields["department"].widget = forms.HiddenInput()
            self.initial["department"] = departments[0]


class RatingsForm(forms.Form):
    """Both sides' ratings of a year. Empty is no data."""

    lead = forms.FloatField(label=_("Lead school"), required=False)
    partner = forms.FloatField(label=_("Partner school"), required=False)
    seen_lead = forms.FloatField(required=False, widget=forms.HiddenInput)
    seen_partner = forms.FloatField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, standing: Mapping[str, float], **kwargs: Any) -> None:
        initial = {side: standing.get(side) for side in CheckRating.Side.values}
        initial |= {f"seen_{side}": standing.get(side) for side in CheckRating.Side.values}
        super().__init__(*args, **kwargs)
        self.initial = initial
        for side in CheckRating.Side.values:
            field = self.fields[side]
            field.widget = forms.NumberInput(attrs={"step": "0.01", "min": "0", "max": "1"})
            field.error_messages["invalid"] = _("Give a number from 0 to 1, like 0.85, or nothing.")

    def ratings(self) -> dict[str, float | None]:
        """What was typed, by side."""
        return {side: self.cleaned_data[side] for side in CheckRating.Side.values}

    def seen(self) -> dict[str, float | None]:
        """What the page showed, by side."""
        return {side: self.cleaned_data[f"seen_{side}"] for side in CheckRating.Side.values}
