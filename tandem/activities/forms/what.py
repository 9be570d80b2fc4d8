"""Step 2: what happened. Each kind brings only the questions that its rules make necessary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from tandem.activities.kinds import KindForm
from tandem.lib.titles import Language, Titles
from tandem.mentoring.models import Mentorship
from tandem.widgets.filling import set_choices


class WhatForm(forms.Form):
    """``kinds`` (several), and for each kind ``topics-…``, ``mentorships-…``, ``sessions-…``,
    ``times-…`` and ``title-…`` where its rules ask for them.

    What is typed for a kind that is not chosen is dropped.
    """

    kinds = forms.MultipleChoiceField(
        label=_("What happened?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say what happened: choose at least one kind.")},
    )

    def __init__(
        self,
        *args: Any,
        kind_forms: Mapping[str, KindForm],
        used: Counter[str],
        topics: Mapping[str, Titles],
        mentorships: Sequence[Mentorship],
        language: Language,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        order = {code: n for n, code in enumerate(kind_forms)}
        codes = sorted(kind_forms, key=lambda code: (-used[code], order[code]))
        self.kind_forms = [kind_forms[code] for code in codes]
        titles = [(form.code, form.title.get(language)) for form in self.kind_forms]
        set_choices(self, "kinds", titles)
        pairs = [(m.pk, f"{m.mentor} – {m.mentee}") for m in mentorships]
        for form in self.kind_forms:
            self._add_questions(form, topics, pairs, language)

    def _add_questions(
        self,
        form: KindForm,
        topics: Mapping[str, Titles],
        pairs: list[tuple[str, str]],
        language: Language,
    ) -> None:
        code = form.code
        before = set(self.fields)
        if form.topics:
            self.fields[f"topics-{code}"] = forms.MultipleChoiceField(
                label=_("On what?"),
                required=False,
                choices=[(t, topics[t].get(language)) for t in topics],
                widget=forms.CheckboxSelectMultiple,
            )
        if form.mentorship:
            self.fields[f"mentorships-{code}"] = forms.MultipleChoiceField(
                label=_("Which mentor pair?"),
                required=False,
                choices=pairs,
                widget=forms.CheckboxSelectMultiple,
            )
        if form.sessions:
            self.fields[f"sessions-{code}"] = forms.IntegerField(
                label=_("How many lessons?"),
                required=False,
                min_value=1,
                max_value=20,
                initial=1,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        elif not form.mentorship:
            self.fields[f"times-{code}"] = forms.IntegerField(
                label=_("How many times that day?"),
                required=False,
                min_value=1,
                max_value=10,
                initial=1,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.fields[f"title-{code}"] = forms.CharField(
            label=_("What about?"), required=False, max_length=200
        )
        for name in set(self.fields) - before:
            question: Any = self.fields[name]
            question.needed = name.startswith("mentorships-")
            # several kinds ask the same: the summary of errors names the kind
            question.summary_label = form.title.get(language)

    def rows(self) -> list[tuple[KindForm, BoundWidget, list[forms.BoundField]]]:
        """Each kind's own checkbox with its questions."""
        boxes = {str(box.data["value"]): box for box in self["kinds"].subwidgets}
        return [
            (
                form,
                boxes[form.code],
                [
                    self[f"{name}-{form.code}"]
                    for name in ("topics", "mentorships", "sessions", "times", "title")
                    if f"{name}-{form.code}" in self.fields
                ],
            )
            for form in self.kind_forms
        ]

    def clean(self) -> dict[str, Any]:
        """A kind of a mentor pair needs the pair."""
        data = super().clean() or {}
        for form in self.kind_forms:
            name = f"mentorships-{form.code}"
            if form.code in data.get("kinds", ()) and form.mentorship and not data.get(name):
                self.add_error(name, _("Choose the mentor pair that it was for."))
        return data

    def content(self) -> list[dict[str, Any]]:
        """This step's part of the draft."""
        data = self.cleaned_data
        return [
            {
                "kind": form.code,
                "topics": data.get(f"topics-{form.code}") or [],
                "mentorships": data.get(f"mentorships-{form.code}") or [],
                "sessions": data.get(f"sessions-{form.code}") or 1,
                "times": data.get(f"times-{form.code}") or 1,
                "title": data.get(f"title-{form.code}") or "",
            }
            for form in self.kind_forms
            if form.code in data["kinds"]
        ]

    @staticmethod
    def initial_of(what: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """What the form shows for a draft's part."""
        initial: dict[str, Any] = {"kinds": [entry["kind"] for entry in what]}
        for entry in what:
            for name in ("topics", "mentorships", "sessions", "times", "title"):
                initial[f"{name}-{entry['kind']}"] = entry.get(name)
        return initial
