"""Collecting every mistake of a content before one error is raised."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tandem.calendar import today
from tandem.compliance.cards import day as written
from tandem.pairings.models import Collaboration


class Mistakes:
    """What is wrong, by field."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def add(self, field: str, text: str) -> None:
        """One more mistake."""
        self.found.setdefault(field, []).append(text)

    def day(self, field: str, value: object, *, required: bool = True) -> date | None:
        """The day that a field holds; a missing or unreadable one is a mistake."""
        if not value and not required:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.add(field, _("Give the date, like 2026-05-12."))
            return None

    def past(self, field: str, value: date | None) -> None:
        """Only what has taken place can be recorded."""
        if value is not None and value > today():
            self.add(field, _("The date lies in the future: record it once it has taken place."))

    def within(self, field: str, value: date | None, collaboration: Collaboration) -> None:
        """A day must lie in the time of the collaboration."""
        if value is None:
            return
        if value < collaboration.starts_on:
            text = _("The collaboration began on %(day)s: choose that day or a later one.")
            self.add(field, text % {"day": written(collaboration.starts_on)})
        last = collaboration.ends_on or collaboration.round.ends_on
        if value > last:
            text = _("The collaboration ends on %(day)s: choose that day or an earlier one.")
            self.add(field, text % {"day": written(last)})

    def order(self, field: str, first: date | None, last: date | None) -> None:
        """The last day must not lie before the first."""
        if first is not None and last is not None and last < first:
            self.add(field, _("The last day lies before the first."))

    def raise_any(self) -> None:
        """Raises ``ValidationError`` with all of them, if there are any."""
        if self.found:
            raise ValidationError({k: list(v) for k, v in self.found.items()})
