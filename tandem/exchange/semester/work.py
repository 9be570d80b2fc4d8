"""Entering a workbook, at work: what was found in every row, every mistake with its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tandem.accounts.actors import Actor
from tandem.compliance.cards import day as written
from tandem.exchange.semester.people import People
from tandem.exchange.semester.reading import Mistake, Row, Uploaded
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.two_sided import Status, TwoSided
from tandem.policy.model import Policy
from tandem.widgets.chinese import marked

State = Literal["new", "changed", "same", "wrong"]
Said = tuple[str, bool]
"""A piece of a sentence, and whether it is data that stays Chinese."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else than the record: its heading, what stood, what stands."""

    heading: str
    before: str
    after: str

    @property
    def said(self) -> str:
        """Both for a page: Chinese data in it is marked as such."""
        return marked(f"{self.before} → {self.after}")


@dataclass(slots=True)
class Line:
    """What one record of the workbook comes to: a sentence, its rows, what changes."""

    table: str
    state: State
    rows: tuple[int, ...]
    said: list[Said]
    changes: list[Change] = field(default_factory=list)
    record: str = ""
    version: int = 0

    @property
    def numbers(self) -> str:
        """Its rows, for a sentence."""
        return pgettext("names", ", ").join(str(row) for row in self.rows)


@dataclass(slots=True)
class Work:
    """A school's workbook on its way into the database, within one transaction."""

    by: Actor
    pair: Collaboration
    side: str
    term: Term
    first: date
    last: date
    policy: Policy
    people: People
    uploaded: Uploaded
    lines: list[Line] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    entered: list[tuple[str, str]] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)
    """Mentor pairs by what the workbook calls them."""

    def tell(self, row: Row, column: str, text: str, value: str | None = None) -> None:
        """One more mistake, in a cell."""
        shown = self.uploaded.said(row, column) if value is None else value
        heading = self.uploaded.heading(row.table, column)
        place = self.uploaded.place(row.table)
        self.mistakes.append(Mistake(place, row.number, heading, shown[:80], text))

    def tell_all(self, row: Row, error: ValidationError, columns: Mapping[str, str]) -> None:
        """What an action found wrong, each in the cell that it is about."""
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        first = next(iter(columns.values()))
        for name, texts in fields.items():
            for text in dict.fromkeys(texts):
                self.tell(row, columns.get(name.rpartition("-")[0] or name, first), text)

    def in_term(self, row: Row, column: str, day: str | None) -> bool:
        """Whether a day belongs to this semester's workbook; it is told where not."""
        try:
            value = date.fromisoformat(day or "")
        except ValueError:
            return True  # the action tells it
        if self.first <= value <= self.last:
            return True
        text = _(
            "This day belongs to another semester: this workbook holds %(first)s to %(last)s."
            " Use that semester’s workbook."
        )
        self.tell(row, column, text % {"first": written(self.first), "last": written(self.last)})
        return False

    def ours(self, row: Row) -> bool:
        """Whether a row belongs to this collaboration (or does not say); it is told where not."""
        if row.text("collaboration_id") in ("", self.pair.pk):
            return True
        text = _("This is another collaboration. Leave the cell empty, or delete the row.")
        self.tell(row, "collaboration_id", text)
        return False

    def may_change(self, row: Row, column: str, record: TwoSided) -> bool:
        """Whether this school may change a record by its workbook; it is told where not."""
        own = record.recorded_side == self.side and record.proposed is None
        if own and record.status in (Status.SUBMITTED, Status.REJECTED):
            return True
        if record.proposed is not None:
            text = _("Not yours to change here: a change of this record is waiting for an answer.")
        elif record.status == Status.WITHDRAWN:
            text = _(
                "This record was taken back. Delete the row, or clear its ID to enter it anew."
            )
        elif record.status == Status.CONFIRMED:
            text = _(
                "Not yours to change here: both schools have confirmed it. Put the cell back as it"
                " was; a correction is proposed on the record’s page."
            )
        else:
            text = _(
                "Not yours to change here: the other school entered it. Put the cell back as it was;"
                " confirm or reject it on its page."
            )
        self.tell(row, column, text)
        return False

    def label_key(self, table: str, label: str, taken: Mapping[str, TwoSided]) -> str:
        """The key that makes what a workbook calls ``label`` one record, however often it is sent.

        What was taken back leaves its key behind: the next one is used.
        """
        parts = [self.pair.pk, self.term.pk, self.side, table, label]
        number = 0
        while True:
            text = json.dumps([*parts, number], ensure_ascii=False)
            key = "workbook-" + hashlib.sha256(text.encode()).hexdigest()[:40]
            record = taken.get(key)
            if record is None or record.status != Status.WITHDRAWN:
                return key
            number += 1

    @property
    def digest(self) -> str:
        """A fingerprint: what was looked at is what is entered."""
        content: list[Any] = [
            [line.table, line.state, line.rows, line.record, line.version] for line in self.lines
        ]
        content.append([[m.sheet, m.row, m.value] for m in self.mistakes])
        text = json.dumps(content, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def count(self, *states: State) -> int:
        """How many records are in one of those states."""
        return sum(line.state in states for line in self.lines)


def by_key(records: Iterable[Any]) -> dict[str, Any]:
    """Records by the key under which they were sent, those that have one."""
    return {record.client_key: record for record in records if record.client_key}
