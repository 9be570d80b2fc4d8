"""What the short forms of all records share: the mark of the version seen, the key against twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.lib.keys import new_key
from tandem.pairings.models import Collaboration
from tandem.widgets import ChipRadios
from tandem.widgets.filling import take_errors

Content = dict[str, Any]


class ChipField(forms.ChoiceField):
    """One choice of few, as tappable chips."""

    widget = ChipRadios


def day_of(value: object) -> date:
    """The day that a date field shows, typed or given; today where it shows none that is one."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or "").strip())
    except ValueError:
        return today()


class RecordForm(forms.Form):
    """A two-sided record's short form.

    ``seen`` is the content that the form starts from (of a record that is corrected); ``version`` the
    record's version that the person saw. :meth:`content` gives what was typed, JSON-ready.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    client_key = forms.CharField(required=False, max_length=48, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        collaboration: Collaboration,
        actor: Actor,
        seen: Content | None = None,
        version: int | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self.collaboration = collaboration
        self.actor = actor
        self.seen = seen
        initial: dict[str, Any] = {"version": version, "client_key": new_key()}
        initial |= self.starting() if seen is None else self.from_content(seen)
        initial |= {key: value for key, value in (given or {}).items() if value}
        super().__init__(data, initial=initial)
        self.prepare()

    def starting(self) -> dict[str, Any]:
        """What is known before anything is typed."""
        return {}

    def from_content(self, content: Content) -> dict[str, Any]:
        """A record's content as the form's initial values."""
        return dict(content)

    def prepare(self) -> None:
        """Fill choices that depend on the collaboration."""

    def content(self) -> Content:
        """What was typed, JSON-ready. To be called on a valid form."""
        raise NotImplementedError

    def with_more(self) -> RecordForm:
        """The form again with more room (lines of a list), as its button ``more`` asks for."""
        return self

    def take(self, error: ValidationError) -> None:
        """Show what an action found wrong beside the fields it belongs to."""
        take_errors(self, error)


class AnswerForm(forms.Form):
    """An answer to a card: which version of the record it is about."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(AnswerForm):
    """Why something is not right."""

    reason = forms.CharField(
        label=_("What is not right?"),
        help_text=_("The other school reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what is not right.")},
    )


class LateForm(AnswerForm):
    """Why the bureau confirms in a school's place."""

    reason = forms.CharField(
        label=_("Why does the bureau confirm?"),
        help_text=_(
            "The school has not answered for ten working days. Both schools see the reason."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the bureau confirms in the school's place.")},
    )


class WithdrawForm(AnswerForm):
    """Taking back what one's own school entered."""

    reason = forms.CharField(
        label=_("Why is it taken back?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
