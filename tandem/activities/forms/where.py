"""Step 1: which collaboration, which day, where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.activities.models.outings import HostSide
from tandem.calendar import today
from tandem.pairings.models import Collaboration
from tandem.widgets import ChipRadios, DateField
from tandem.widgets.filling import set_choices


class WhereForm(forms.Form):
    """The collaboration is asked only of a person who has several."""

    collaboration = forms.ChoiceField(
        label=_("With which school?"),
        widget=ChipRadios(large=True),
        error_messages={"required": _("Choose the school that you worked with.")},
    )
    held_on = DateField(label=_("When was it?"))
    host_side = forms.ChoiceField(
        label=_("Where was it?"),
        widget=ChipRadios(large=True),
        error_messages={"required": _("Choose where it took place.")},
    )
    starts_at = forms.TimeField(
        label=_("From"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends_at = forms.TimeField(
        label=_("To"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(label=_("Room or address"), required=False, max_length=100)

    def __init__(
        self,
        *args: Any,
        collaborations: Sequence[Collaboration],
        own: frozenset[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {pair.pk: pair for pair in collaborations}
        if len(self.pairs) == 1:
            del self.fields["collaboration"]
        else:
            choices = [(pair.pk, _other_name(pair, own)) for pair in collaborations]
            set_choices(self, "collaboration", choices)
        set_choices(self, "host_side", self._places())
        self.fields["held_on"].widget.attrs["max"] = today().isoformat()

    def _places(self) -> list[tuple[str, str]]:
        """Both schools by name, where there is no doubt which two they are."""
        choices = [(str(code), str(label)) for code, label in HostSide.choices]
        if len(self.pairs) != 1:
            return choices
        pair = next(iter(self.pairs.values()))
        names = {"lead": pair.lead.name, "partner": pair.partner.name}
        return [(code, names.get(code, label)) for code, label in choices]

    def clean_held_on(self) -> Any:
        """A day that lies in the future is told at once."""
        day = self.cleaned_data["held_on"]
        if day > today():
            raise forms.ValidationError(
                _("The date lies in the future: record it once it has taken place.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """From before to."""
        data = super().clean() or {}
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", _("It ends before it begins."))
        return data

    def chosen(self) -> str:
        """The id of the collaboration."""
        if "collaboration" in self.fields:
            return str(self.cleaned_data["collaboration"])
        return next(iter(self.pairs))

    def content(self) -> dict[str, Any]:
        """This step's part of the draft."""
        data = self.cleaned_data
        return {
            "held_on": data["held_on"].isoformat(),
            "host_side": data["host_side"],
            "starts_at": data["starts_at"].isoformat("minutes") if data["starts_at"] else None,
            "ends_at": data["ends_at"].isoformat("minutes") if data["ends_at"] else None,
            "place": data["place"],
        }


def _other_name(pair: Collaboration, own: frozenset[str]) -> str:
    return pair.partner.name if pair.lead_id in own else pair.lead.name
