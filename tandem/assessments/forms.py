"""One table form for all schools of a bureau and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tandem.schools.models import School
from tandem.widgets.filling import restart_from


class QualityForm(forms.Form):
    """A field a school. Beside each lies what the page showed, so that two people notice each other."""

    def __init__(
        self,
        data: Any = None,
        *,
        schools: Sequence[School],
        standing: Mapping[str, float],
    ) -> None:
        self.schools = schools
        initial: dict[str, Any] = {}
        super().__init__(data)
        for number, school in enumerate(schools):
            value = standing.get(school.pk)
            initial[f"figure-{number}"] = initial[f"seen-{number}"] = value
            self.fields[f"figure-{number}"] = forms.FloatField(
                label=school.name,
                required=False,
                widget=forms.TextInput(
                    attrs={"inputmode": "decimal", "aria-labelledby": f"school-{number}"}
                ),
                error_messages={"invalid": _("Give a number, or nothing.")},
            )
            self.fields[f"seen-{number}"] = forms.FloatField(
                required=False, widget=forms.HiddenInput
            )
        self.initial = initial

    def rows(self) -> list[tuple[School, Any, Any]]:
        """School, figure and what was seen, for the template."""
        return [
            (school, self[f"figure-{n}"], self[f"seen-{n}"])
            for n, school in enumerate(self.schools)
        ]

    def figures(self) -> dict[str, float | None]:
        """What was typed, by school."""
        return {s.pk: self.cleaned_data[f"figure-{n}"] for n, s in enumerate(self.schools)}

    def seen(self) -> dict[str, float | None]:
        """What the page showed, by school."""
        return {s.pk: self.cleaned_data[f"seen-{n}"] for n, s in enumerate(self.schools)}

    def take(self, error: ValidationError) -> None:
        """Show the action's mistakes beside their schools."""
        for number, school in enumerate(self.schools):
            if school.pk in error.message_dict:
                self.add_error(f"figure-{number}", error.message_dict[school.pk])

    def meanwhile(self, standing: Mapping[str, float | None]) -> None:
        """Say where somebody else wrote; the next save starts from what stands now."""
        seen: dict[str, str] = {}
        for number, school in enumerate(self.schools):
            if school.pk in standing:
                value = standing[school.pk]
                shown = _("nothing") if value is None else value
                text = _(
                    "Meanwhile somebody else entered: %(value)s. Save again if yours is right."
                )
                self.add_error(f"figure-{number}", text % {"value": shown})
                seen[f"seen-{number}"] = "" if value is None else str(value)
        restart_from(self, **seen)
