"""The short form of a lesson observation note, and of the teacher's reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.activities.models import Observation
from tandem.activities.models.observations import PARTS
from tandem.activities.observing import MOST_STEPS, SCORE_FIELDS, TEXTS
from tandem.schools.models import Person
from tandem.widgets import ChipRadios
from tandem.widgets.filling import set_choices

FIRST_STEPS = 3
MORE_STEPS = 3


def _text(label: Any, rows: int = 3, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": "zh"})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget)


def _points(label: Any, part: str) -> forms.IntegerField:
    most = PARTS[part]
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": most}),
        error_messages={"max_value": _("At most %(limit_value)s points.")},
    )


class ObservationForm(forms.Form):
    """``step-0-time``, ``step-0-what``, ``step-0-remark`` and so on are the lesson's steps."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    teacher = forms.ChoiceField(label=_("Who taught?"), required=False, widget=ChipRadios())
    class_name = forms.CharField(
        label=_("Class"),
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"lang": "zh"}),
    )
    topic = forms.CharField(
        label=_("Topic of the lesson"),
        max_length=200,
        widget=forms.TextInput(attrs={"lang": "zh"}),
        error_messages={"required": _("Give the lesson's topic.")},
    )
    lesson_type = forms.ChoiceField(
        label=_("Type of lesson"),
        required=False,
        choices=Observation.LessonType.choices,
        widget=ChipRadios(),
    )
    highlights = _text(_("Highlights"))
    suggestions = _text(_("Suggestions"))
    overall = _text(_("Overall"), rows=2)
    thought = _points(_("Ideas (of 10)"), "thought")
    design = _points(_("Design (of 20)"), "design")
    activity_score = _points(_("Activity (of 40)"), "activity")
    effect = _points(_("Effect (of 30)"), "effect")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        people: Sequence[Person],
        seen: Mapping[str, Any] | None = None,
        version: int = 0,
        more: bool = False,
    ) -> None:
        seen = seen or {}
        steps = list(seen.get("steps", ()))
        initial: dict[str, Any] = {"version": version, "teacher": seen.get("teacher_id")}
        initial |= {name: seen.get(name) for name in (*TEXTS, *SCORE_FIELDS)}
        for n, step in enumerate(steps):
            initial |= {f"step-{n}-{name}": step[name] for name in ("time", "what", "remark")}
        super().__init__(data, initial=initial)
        set_choices(self, "teacher", [(p.pk, str(p)) for p in people])
        self.rows = max(self._rows_in(data), len(steps), FIRST_STEPS)
        if more:
            self.rows = min(self.rows + MORE_STEPS, MOST_STEPS)
        for n in range(self.rows):
            self.fields[f"step-{n}-time"] = forms.CharField(
                label=_("Time"), required=False, max_length=20
            )
            self.fields[f"step-{n}-what"] = _text(_("What teacher and pupils did"), 2, 1000)
            self.fields[f"step-{n}-remark"] = _text(pgettext_lazy("lesson", "Remark"), 1, 500)

    @staticmethod
    def _rows_in(data: Mapping[str, Any] | None) -> int:
        n = 0
        while data is not None and n < MOST_STEPS and f"step-{n}-what" in data:
            n += 1
        return n

    def step_rows(self) -> list[list[forms.BoundField]]:
        """The bound fields of each step, for the template."""
        return [
            [self[f"step-{n}-{name}"] for name in ("time", "what", "remark")]
            for n in range(self.rows)
        ]

    def score_fields(self) -> list[forms.BoundField]:
        """The four parts of the score."""
        return [self[name] for name in SCORE_FIELDS]

    def has_score(self) -> bool:
        """Whether a part of the score is given or wrong."""
        return any(self[n].value() not in (None, "") or self[n].errors for n in SCORE_FIELDS)

    def content(self) -> dict[str, Any]:
        """What was typed. To be called on a valid form."""
        data = self.cleaned_data
        steps = [
            {name: data[f"step-{n}-{name}"] for name in ("time", "what", "remark")}
            for n in range(self.rows)
        ]
        return {
            **{name: data[name] for name in (*TEXTS, *SCORE_FIELDS)},
            "teacher_id": data["teacher"] or None,
            "steps": [step for step in steps if any(step.values())],
        }


class ReplyForm(forms.Form):
    """The teacher's answer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reply = forms.CharField(
        label=_("What do you make of it?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "zh"}),
        error_messages={"required": _("Write what you make of it.")},
    )
