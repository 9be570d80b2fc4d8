"""The filters of the board, as a form that is sent by GET."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.dashboards.board.choice import NO_BATCH, STANDING_CHOICES, Choice
from tandem.dashboards.board.queries import Board
from tandem.reports.context import natural_key
from tandem.reports.words import Words
from tandem.schools.models.schools import Stage
from tandem.widgets import DateField
from tandem.widgets.filling import set_choices


class BoardForm(forms.Form):
    """Semester, day and filters; what does not fit is left out and said."""

    term = forms.ChoiceField(label=_("Semester"), required=False)
    as_of = DateField(label=_("As of"), required=False)
    batch = forms.ChoiceField(label=_("Batch"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    duty = forms.ChoiceField(label=_("Duty"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False)

    def __init__(self, data: Any, board: Board, words: Words) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        given["term"] = board.term.pk
        given["as_of"] = given["as_of"] or board.as_of.isoformat()
        super().__init__(given, auto_id="filter-%s", use_required_attribute=False)
        everything = ("", _("All"))
        pairs = board.pairs.values()
        batches = sorted({pair.batch or NO_BATCH for pair in pairs}, key=natural_key)
        places = {s.place for p in pairs for s in (p.lead, p.partner) if s.place}
        stages = {s.stage for p in pairs for s in (p.lead, p.partner)}
        rules = board.policy.rules if board.policy else ()
        set_choices(
            self, "term", [(t.pk, _term(words, board, t.pk)) for t in reversed(board.terms)]
        )
        set_choices(self, "batch", [everything, *((b, _batch(words, b)) for b in batches)])
        set_choices(
            self, "stage", [everything, *((s, label) for s, label in Stage.choices if s in stages)]
        )
        set_choices(self, "place", [everything, *((p, p) for p in sorted(places, key=natural_key))])
        set_choices(self, "duty", [everything, *((r.id, words.title(r.id)) for r in rules)])
        set_choices(
            self, "standing", [everything, *((k, v[0]) for k, v in STANDING_CHOICES.items())]
        )

        for name in ("batch", "place"):
            # names of places and batches are data: they stay Chinese on every page
            self.fields[name].widget.attrs["lang"] = "zh"

    def choice(self) -> Choice:
        """The filters that were understood."""
        self.is_valid()
        names = ("batch", "stage", "place", "duty", "standing")
        return Choice(**{name: self.cleaned_data.get(name) or "" for name in names})


def _term(words: Words, board: Board, pk: str) -> str:
    return words.term(words.context.terms[pk]) if pk in words.context.terms else _other(board, pk)


def _other(board: Board, pk: str) -> str:
    term = next(term for term in board.terms if term.pk == pk)
    return f"{term.round.name} {term.year} {term.get_season_display()}"


def _batch(words: Words, batch: str) -> str:
    if batch == NO_BATCH:
        return words.say("no-batch")
    return words.say("batch-number", {"batch": batch}) if batch.isdigit() else batch


def asked_day(text: str, otherwise: date) -> tuple[date, bool]:
    """The day that was asked for, and whether it was understood."""
    try:
        return (date.fromisoformat(text), True) if text else (otherwise, True)
    except ValueError:
        return otherwise, False
