"""Forms of rounds, semesters and collaborations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from tandem.pairings.actions import term_label
from tandem.pairings.models import Collaboration
from tandem.pairings.proposing import TermDates
from tandem.schools.models import School
from tandem.widgets import DateField
from tandem.widgets.filling import set_queryset


class TermsForm(forms.Form):
    """First and last day of every semester, as fields ``2025-spring-starts`` and ``-ends``."""

    def __init__(self, *args: Any, terms: Iterable[TermDates], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [(term.year, term.season) for term in terms]
        for term in terms:
            name = f"{term.year}-{term.season}"
            label = term_label(term.year, term.season)
            self.fields[f"{name}-starts"] = DateField(
                label=_("%s: first day") % label, initial=term.starts_on
            )
            self.fields[f"{name}-ends"] = DateField(
                label=_("%s: last day") % label, initial=term.ends_on
            )

    def terms(self) -> list[TermDates]:
        """The dates that were given."""
        data = self.cleaned_data
        return [
            TermDates(year, season, data[f"{year}-{season}-starts"], data[f"{year}-{season}-ends"])
            for year, season in self.keys
        ]

    def term_fields(self) -> list[BoundField]:
        """The fields of the semesters alone."""
        return [
            self[f"{year}-{season}-{end}"]
            for year, season in self.keys
            for end in ("starts", "ends")
        ]


class RoundForm(TermsForm):
    """A new round with its semesters."""

    name = forms.CharField(label=_("Name of the round"), max_length=64)
    starts_on = DateField(label=_("First day of the round"))
    ends_on = DateField(label=_("Last day of the round"))


class CollaborationForm(forms.Form):
    """A collaboration. The schools are chosen once; later only batch, origin and dates change."""

    lead = forms.ModelChoiceField(School.objects.none(), label=_("Lead school"))
    partner = forms.ModelChoiceField(School.objects.none(), label=_("Partner school"))
    batch = forms.CharField(label=_("Batch"), max_length=32, required=False)
    origin = forms.ChoiceField(label=_("Origin"), choices=Collaboration.Origin.choices)
    starts_on = DateField(label=_("First day"))
    plan_due_on = DateField(label=_("Plan due on"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "partner"):
            if schools is None:
                del self.fields[name]
            else:
                set_queryset(self, name, schools)


class EndForm(forms.Form):
    """The last day of a collaboration."""

    ends_on = DateField(label=_("Last day"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
