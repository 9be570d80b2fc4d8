"""The short forms of mentor pairs and outputs. Everything that is known is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import title_of
from tandem.compliance.forms import ChipField, Content, RecordForm, day_of
from tandem.compliance.policies import pinned_policy
from tandem.lib.keys import new_key
from tandem.mentoring.models import Output
from tandem.mentoring.permissions import records_for_everyone
from tandem.mentoring.queries import people_in_pairs
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import term_on, terms_of
from tandem.schools.models import Person
from tandem.schools.periods import people_between
from tandem.schools.queries import roster
from tandem.widgets import DateField
from tandem.widgets.filling import set_choices, take_errors

ROWS = 3
"""So many pairs on one form: at least three are owed (clause 5.1.3)."""


def people_of(collaboration: Collaboration, on: date) -> dict[str, list[Person]]:
    """Both schools' people of a day by side, and who was there at another time. Two queries."""
    schools = [collaboration.lead_id, collaboration.partner_id]
    sides: dict[str, list[Person]] = {"lead": [], "partner": [], "others": []}
    there: Iterable[Any] = roster(schools, on)
    for person in there:
        lead = person.roster_school == collaboration.lead_id
        sides["lead" if lead else "partner"].append(person)
    known = {person.pk for side in sides.values() for person in side}
    ever = people_between(schools, collaboration.starts_on, max(on, today()))
    sides["others"] = [person for person in ever if person.pk not in known]
    return sides


def subject_choices(collaboration: Collaboration, first: list[str]) -> list[Any]:
    """The policy's subjects, those of the people concerned first."""
    policy = pinned_policy(collaboration.round_id)
    titles = policy.vocabulary.subjects if policy else {}
    known = [(code, title_of(titles[code], code)) for code in first if code in titles]
    rest = [(code, title_of(titles[code], code)) for code in titles if code not in first]
    if not known:
        return [("", "–"), *rest]
    return [("", "–"), (gettext("Of these two"), known), (gettext("Other subjects"), rest)]


def _label(person: Person, titles: Mapping[str, Any]) -> str:
    words = [title_of(titles.get(code), code) for code in person.subjects[:2]]
    return f"{person} {'、'.join(words)}".strip()


def _options(
    collaboration: Collaboration, people: dict[str, list[Person]], first: str
) -> list[Any]:
    """A select's choices, the school that it is usually about first."""
    policy = pinned_policy(collaboration.round_id)
    titles = policy.vocabulary.subjects if policy else {}
    order = ("lead", "partner") if first == "lead" else ("partner", "lead")
    groups = [
        (collaboration.school_on(side).name, [(p.pk, _label(p, titles)) for p in people[side]])
        for side in order
    ]
    if people["others"]:
        # they can be picked all the same: whether they were there, the dates tell when it is sent
        others = [(p.pk, _label(p, titles)) for p in people["others"]]
        groups.append((gettext("There at another time"), others))
    return [("", "–"), *groups]


def _select() -> forms.Select:
    return forms.Select(attrs={"lang": "zh"})


def _period(collaboration: Collaboration) -> dict[str, Any]:
    """From the first day of the semester that runs (a pair covers it then) to the round's end."""
    term = term_on(terms_of(collaboration.round_id), today())
    first = max(term.starts_on, collaboration.starts_on) if term else today()
    return {"starts_on": first, "ends_on": collaboration.ends_on or collaboration.round.ends_on}


class MentorshipForm(RecordForm):
    """One mentor pair."""

    mentor = forms.ChoiceField(
        label=_("Mentor"),
        widget=_select(),
        error_messages={"required": _("Choose the mentor.")},
    )
    mentee = forms.ChoiceField(
        label=_("Mentee"),
        widget=_select(),
        error_messages={"required": _("Choose the mentee.")},
    )
    subject = forms.ChoiceField(
        label=_("Subject"), error_messages={"required": _("Choose the subject.")}
    )
    starts_on = DateField(label=_("Runs from"))
    ends_on = DateField(label=_("Runs until"), required=False)
    goals = forms.CharField(
        label=_("Goals"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("mentor", "mentee", "subject", "starts_on", "ends_on", "goals")

    def starting(self) -> dict[str, Any]:
        """This semester to the round's end."""
        return _period(self.collaboration)

    def prepare(self) -> None:
        """Both rosters; the subjects of the two first."""
        people = people_of(self.collaboration, day_of(self["starts_on"].value()))
        everyone = {p.pk: p for side in people.values() for p in side}
        chosen = [self["mentor"].value(), self["mentee"].value()]
        for key in set(chosen) - set(everyone) - {None, ""}:
            # a person who has left since still stands in the record
            kept = Person.objects.filter(pk=key).first()
            if kept is not None and self.seen is not None:
                people["others"].append(kept)
                everyone[kept.pk] = kept
        subjects = [c for key in chosen if key in everyone for c in everyone[key].subjects]
        set_choices(self, "mentor", _options(self.collaboration, people, "lead"))
        set_choices(self, "mentee", _options(self.collaboration, people, "partner"))
        taught = list(dict.fromkeys(subjects))
        set_choices(self, "subject", subject_choices(self.collaboration, taught))

    def content(self) -> Content:
        """What was typed."""
        data = self.cleaned_data
        return {
            "id": self.seen["id"] if self.seen else None,
            "mentor": data["mentor"],
            "mentee": data["mentee"],
            "subject": data["subject"],
            "starts_on": data["starts_on"].isoformat(),
            "ends_on": data["ends_on"].isoformat() if data["ends_on"] else None,
            "goals": data["goals"],
        }


class PairsForm(forms.Form):
    """Three mentor pairs at once: the common dates once, a row of three choices each."""

    starts_on = DateField(label=_("Runs from"))
    ends_on = DateField(label=_("Runs until"), required=False)
    client_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, collaboration: Collaboration, actor: Actor, known: int = 0
    ) -> None:
        self.collaboration = collaboration
        self.open_rows = max(1, ROWS - known)
        super().__init__(data, initial={**_period(collaboration), "client_key": new_key()})
        people = people_of(collaboration, day_of(self["starts_on"].value()))
        mentors = _options(collaboration, people, "lead")
        mentees = _options(collaboration, people, "partner")
        subjects = subject_choices(collaboration, [])
        for row in range(ROWS):
            number = {"number": row + 1}
            made = {
                "mentor": forms.ChoiceField(
                    label=gettext("Mentor of pair %(number)s") % number, widget=_select()
                ),
                "mentee": forms.ChoiceField(
                    label=gettext("Mentee of pair %(number)s") % number, widget=_select()
                ),
                "subject": forms.ChoiceField(label=gettext("Subject of pair %(number)s") % number),
                "goals": forms.CharField(
                    label=gettext("Goals of pair %(number)s") % number,
                    max_length=2000,
                    widget=forms.Textarea(attrs={"rows": 2}),
                ),
            }
            options = {"mentor": mentors, "mentee": mentees, "subject": subjects}
            for name, field in made.items():
                field.required = False
                if isinstance(field, forms.ChoiceField):
                    field.choices = options[name]
                self.fields[f"{name}-{row}"] = field

    def rows(self) -> list[dict[str, Any]]:
        """The bound fields by row, for the template; rows beyond what is owed are folded if empty."""
        names = ("mentor", "mentee", "subject", "goals")
        rows: list[dict[str, Any]] = []
        for row in range(ROWS):
            fields = {n: self[f"{n}-{row}"] for n in names}
            used = any(field.value() or field.errors for field in fields.values())
            rows.append({**fields, "folded": row >= self.open_rows and not used})
        return rows

    def clean(self) -> dict[str, Any]:
        """A row counts where anything in it is chosen; then mentor, mentee and subject must be."""
        data = super().clean() or self.cleaned_data
        errors = {
            "mentor": gettext("Choose the mentor."),
            "mentee": gettext("Choose the mentee."),
            "subject": gettext("Choose the subject."),
        }
        filled = self.filled(data)
        for row in filled:
            for name, text in errors.items():
                if not data.get(f"{name}-{row}") and f"{name}-{row}" not in self.errors:
                    self.add_error(f"{name}-{row}", text)
        if not filled and not self.errors:
            self.add_error("mentor-0", errors["mentor"])
        return data

    @staticmethod
    def filled(data: Mapping[str, Any]) -> list[int]:
        """The rows in which something stands."""
        names = ("mentor", "mentee", "subject", "goals")
        return [row for row in range(ROWS) if any(data.get(f"{n}-{row}") for n in names)]

    def contents(self) -> dict[int, Content]:
        """What was typed, by row."""
        data = self.cleaned_data
        return {
            row: {
                "id": None,
                "mentor": data[f"mentor-{row}"],
                "mentee": data[f"mentee-{row}"],
                "subject": data[f"subject-{row}"],
                "starts_on": data["starts_on"].isoformat(),
                "ends_on": data["ends_on"].isoformat() if data["ends_on"] else None,
                "goals": data[f"goals-{row}"],
            }
            for row in self.filled(data)
        }

    def take(self, rows: Mapping[int, ValidationError]) -> None:
        """Show what the action found wrong beside the row it belongs to."""
        for row, error in rows.items():
            names = {n: f"{n}-{row}" for n in ("mentor", "mentee", "subject", "goals")}
            take_errors(self, error, names)


class EndForm(forms.Form):
    """The last day of a pair."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = DateField(label=_("Last day"))


class OutputForm(RecordForm):
    """A paper, a teaching case, a part in a research project."""

    person = forms.ChoiceField(
        label=_("Whose is it?"),
        widget=_select(),
        error_messages={"required": _("Choose whose it is.")},
    )
    kind = ChipField(
        label=_("What is it?"),
        choices=Output.Kind.choices,
        error_messages={"required": _("Choose what it is.")},
    )
    title = forms.CharField(
        label=_("Title of the work"),
        max_length=200,
        error_messages={"required": _("Give the title, as it is printed.")},
    )
    published_in = forms.CharField(
        label=_("Published or awarded by"), max_length=200, required=False
    )
    completed_on = DateField(label=_("When was it published, awarded or begun?"))
    field_order = ("person", "kind", "title", "published_in", "completed_on")

    def starting(self) -> dict[str, Any]:
        """Today; one's own where only that can be entered."""
        return {"completed_on": today()}

    def prepare(self) -> None:
        """The people of the pairs, mentees first; a teacher has no choice but oneself."""
        people = people_in_pairs(self.collaboration)
        if not records_for_everyone(self.actor, self.collaboration):
            people = [p for p in people if p.user_id and p.user_id == self.actor.user_id]
        kept = str((self.seen or {}).get("person", ""))
        if kept and kept not in {p.pk for p in people}:
            people += list(Person.objects.filter(pk=kept))
        choices = [(p.pk, str(p)) for p in people]
        if len(choices) == 1:
            self.initial.setdefault("person", choices[0][0])
        set_choices(self, "person", choices if len(choices) == 1 else [("", "–"), *choices])
        self.nobody = not choices

    def content(self) -> Content:
        """What was typed."""
        data = self.cleaned_data
        return {
            "person": data["person"],
            "kind": data["kind"],
            "title": data["title"],
            "published_in": data["published_in"],
            "completed_on": data["completed_on"].isoformat(),
        }
