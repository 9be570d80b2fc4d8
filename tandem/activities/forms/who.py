"""Step 3: who was there; and, where a rule asks, who taught or spoke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.activities.composing import PUPILS, Item
from tandem.pairings.models import Collaboration
from tandem.schools.models import PostCode


@dataclass(frozen=True, slots=True)
class Choice:
    """One person as a chip."""

    value: str
    label: str
    note: str
    words: str
    checked: bool


class WhoForm(forms.Form):
    """Both rosters, people of the last outings first; pupils by number only."""

    def __init__(
        self,
        *args: Any,
        collaboration: Collaboration,
        people: Sequence[Any],
        recent: Counter[str],
        asks_people: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.collaboration = collaboration
        self.asks_people = asks_people
        self.people = sorted(people, key=lambda p: -recent[p.pk])
        for side in ("lead", "partner"):
            own = self._of(side)
            self.fields[f"people_{side}"] = forms.MultipleChoiceField(
                label=collaboration.school_on(side).name,
                required=False,
                choices=[(p.pk, str(p)) for p in own],
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"{PUPILS}_{side}"] = forms.IntegerField(
                label=_("Pupils"),
                required=False,
                min_value=0,
                max_value=5000,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def _of(self, side: str) -> list[Any]:
        """The people of a side on the day of the outing."""
        school = self.collaboration.school_on(side).pk
        return [person for person in self.people if person.roster_school == school]

    def choices(self, side: str) -> list[Choice]:
        """The roster of a side as chips."""
        name = f"people_{side}"
        chosen = set(self[name].value() or ())
        return [Choice(p.pk, str(p), _note(p), p.search, p.pk in chosen) for p in self._of(side)]

    def rosters(self) -> list[dict[str, Any]]:
        """Both sides for the template."""
        return [
            {
                "name": f"people_{side}",
                "legend": self.collaboration.school_on(side).name,
                "people": self.choices(side),
                "pupils": self[f"{PUPILS}_{side}"],
            }
            for side in ("lead", "partner")
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody was there."""
        data = super().clean() or {}
        if self.asks_people and not any(data.values()):
            raise forms.ValidationError(_("Choose who was there: at least one person."))
        return data

    def content(self) -> dict[str, Any]:
        """This step's part of the draft."""
        data = self.cleaned_data
        return {
            "people": [*data["people_lead"], *data["people_partner"]],
            **{f"{PUPILS}_{side}": data[f"{PUPILS}_{side}"] or 0 for side in ("lead", "partner")},
        }


def _note(person: Any) -> str:
    post = person.roster_post
    if post != "teacher":
        return str(PostCode(post).label) if post in PostCode.values else ""
    return str(person.get_honour_display()) if person.honour else ""


class LedForm(forms.Form):
    """For each item that needs it: who taught or spoke."""

    def __init__(
        self,
        *args: Any,
        items: Sequence[Item],
        titles: Mapping[str, str],
        people: Sequence[Any],
        collaboration: Collaboration,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            side = item.form.leading_side
            school = collaboration.school_on(side).pk if side else None
            fitting = [p for p in people if school in (None, p.roster_school)] or list(people)
            question = (
                _("%(what)s: who taught?")
                if item.form.leading == "teacher"
                else _("%(what)s: who spoke?")
            )
            self.fields[item.key] = forms.ChoiceField(
                label=question % {"what": titles[item.key]},
                choices=[(p.pk, f"{p}（{_note(p)}）" if _note(p) else str(p)) for p in fitting],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose who taught or spoke.")},
            )

    def content(self) -> dict[str, Any]:
        """This step's part of the draft."""
        return dict(self.cleaned_data)
