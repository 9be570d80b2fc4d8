"""The short form of a waiver."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.calendar import today
from tandem.compliance.cards import title_of
from tandem.compliance.policies import pinned_policy
from tandem.compliance.waivers.queries import periods_of
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import current_term
from tandem.widgets.filling import set_choices


class WaiverForm(forms.Form):
    """Which duty, for how long, why."""

    requirement = forms.ChoiceField(
        label=_("Duty"), error_messages={"required": _("Choose the duty.")}
    )
    period = forms.ChoiceField(
        label=_("Period"), error_messages={"required": _("Choose the period.")}
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Both schools see it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why. Both schools see it.")},
    )

    def __init__(
        self, data: Any = None, *, collaboration: Collaboration, given: dict[str, str] | None = None
    ) -> None:
        term = current_term(collaboration.round_id, today())
        initial = {"period": term.pk if term else ""} | (given or {})
        super().__init__(data, initial=initial)
        policy = pinned_policy(collaboration.round_id)
        rules = policy.rules if policy else ()
        periods = periods_of(collaboration)
        groups = {
            "term": gettext("By semester"),
            "year": gettext("By year"),
            "round": gettext("Once a round"),
        }
        choices: dict[str, list[Any]] = {
            "requirement": [
                (label, [(r.id, title_of(r.title, r.id)) for r in rules if r.per == per])
                for per, label in groups.items()
            ],
            "period": [(groups[per], options) for per, options in periods.items()],
        }
        for name, options in choices.items():
            set_choices(self, name, [("", "–"), *[group for group in options if group[1]]])
