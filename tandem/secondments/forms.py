"""The short forms of a secondment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.calendar import today
from tandem.compliance.cards import title_of
from tandem.compliance.forms import AnswerForm, ChipField, Content, RecordForm, day_of
from tandem.compliance.policies import pinned_policy
from tandem.pairings.models import Collaboration
from tandem.schools.models import Person
from tandem.schools.periods import people_between
from tandem.schools.queries import roster
from tandem.secondments.content import standing_on
from tandem.widgets import DateField
from tandem.widgets.filling import set_choices


class SecondmentForm(RecordForm):
    """Who goes, from when to when, as what. Side and post are known from the roster."""

    person = forms.ChoiceField(
        label=_("Who goes?"),
        widget=forms.Select(attrs={"lang": "zh"}),
        error_messages={"required": _("Choose who goes.")},
    )
    starts_on = DateField(label=_("First day there"))
    ends_on = DateField(
        label=_("Last day"), help_text=_("With fewer than five weekdays it does not count.")
    )
    host_post = forms.CharField(label=_("Post at the other school"), max_length=64, required=False)
    tasks = forms.CharField(
        label=_("Tasks"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("person", "starts_on", "ends_on", "host_post", "tasks")

    def starting(self) -> dict[str, Any]:
        """It begins today unless another day is typed."""
        return {"starts_on": today()}

    def prepare(self) -> None:
        """The partner's people of the first day, those who manage on top (the roster's own order)."""
        pair = self.collaboration
        schools = [pair.lead_id, pair.partner_id]
        on = day_of(self["starts_on"].value())
        sides: dict[str, list[Any]] = {"partner": [], "lead": []}
        people: Iterable[Any] = roster(schools, on)
        known = set()
        for person in people:
            side = "lead" if person.roster_school == pair.lead_id else "partner"
            known.add(person.pk)
            sides[side].append((person.pk, f"{person} {_post(person.roster_post)}".strip()))
        # they can be picked all the same: whether they were there, the dates tell when it is sent
        ever = people_between(schools, pair.starts_on, max(on, today()))
        others = [(person.pk, str(person)) for person in ever if person.pk not in known]
        kept = (self.seen or {}).get("person")
        if kept and kept not in known | {key for key, _name in others}:
            others += [(p.pk, str(p)) for p in Person.objects.filter(pk=kept)]
        groups = [(pair.school_on(side).name, who) for side, who in sides.items() if who]
        if others:
            groups.append((gettext("There at another time"), others))
        set_choices(self, "person", [("", "–"), *groups])

    def content(self) -> Content:
        """What was typed; post and side of the first day, or as they were."""
        data = self.cleaned_data
        kept = self.seen or {}
        first = data["starts_on"].isoformat()
        if (kept.get("person"), kept.get("starts_on")) == (data["person"], first):
            side, post = kept["from_side"], kept["post"]
        else:
            side, post = standing_on(
                self.collaboration, data["person"], data["starts_on"], data["ends_on"]
            )
        return {
            "person": data["person"],
            "from_side": side,
            "post": post,
            "host_post": data["host_post"],
            "tasks": data["tasks"],
            "starts_on": first,
            "ends_on": data["ends_on"].isoformat(),
        }


def _post(code: str) -> str:
    """Posts inside a list of Chinese names are Chinese too."""
    return {
        "head": "校长",
        "deputy_head": "副校长",
        "middle_manager": "中层",
        "league": "团委书记",
        "team": "大队辅导员",
        "archives": "档案员",
    }.get(code, "")


class LogForm(forms.Form):
    """What was done on one day. ``seen`` is the text that the page showed."""

    on = forms.DateField(label=_("Day"), widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What was done?"),
        required=False,
        help_text=_("An empty text takes the entry away."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SummaryForm(forms.Form):
    """The person's own summary."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    summary = forms.CharField(
        label=_("What did it bring?"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class EvaluationForm(AnswerForm):
    """The host's word. The date is today's."""

    grade = ChipField(label=_("Grade"), error_messages={"required": _("Choose the grade.")})
    opinion = forms.CharField(
        label=_("Opinion"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, collaboration: Collaboration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = pinned_policy(collaboration.round_id)
        grades = policy.vocabulary.grades if policy else {}
        set_choices(self, "grade", [(code, title_of(t, code)) for code, t in grades.items()])
