"""Entering records of one row each: find the record, compare, then enter or change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.exchange.semester.entries import Entry
from tandem.exchange.semester.reading import Row
from tandem.exchange.semester.sentences import sentence, shown
from tandem.exchange.semester.work import Change, Line, State, Work, by_key
from tandem.facts.supplements import is_supplement
from tandem.pairings.two_sided import OTHER_SIDE, Status


def enter_rows(work: Work, entry: Entry) -> None:
    """Enter what a sheet holds; every mistake of every row is told."""
    rows = work.uploaded.of(entry.table)
    if not rows:
        return
    _Sheet(work, entry).enter(rows)


class _Sheet:
    def __init__(self, work: Work, entry: Entry) -> None:
        self.work = work
        self.entry = entry
        found = entry.kind.model._default_manager.filter(collaboration=work.pair).order_by("pk")
        if entry.table == "aid":
            found = found.prefetch_related("items")
        self.known: dict[str, Any] = {}
        for record in found:
            record.collaboration = work.pair
            self.known[record.pk] = record
        self.sent = by_key(self.known.values())
        self.claimed: set[str] = set()

    def enter(self, rows: Any) -> None:
        self.claimed = {key for row in rows if (key := self._id(row)) in self.known}
        for row in rows:
            before = len(self.work.mistakes)
            line = self._row(row)
            if len(self.work.mistakes) > before and line is not None:
                line.state = "wrong"
            if line is not None:
                self.work.lines.append(line)

    def _id(self, row: Row) -> str:
        return row.text(self.entry.id_column)

    def _row(self, row: Row) -> Line | None:
        work, entry = self.work, self.entry
        if not work.ours(row):
            return None
        label = self._id(row)
        record = self.known.get(label)
        key = None
        if record is None and label:
            key = work.label_key(entry.table, label, self.sent)
            record = self.sent.get(key)
            if record is not None and record.pk in self.claimed:
                record, key = None, None
        content = self._content(row, record)
        if content is None:
            return Line(entry.table, "wrong", (row.number,), [])
        if record is None:
            record = self._alike(content)
        if record is None:
            return self._new(row, content, key)
        self.claimed.add(record.pk)
        if entry.table == "mentorships" and label:
            work.pairs[label] = record.pk
        return self._known(row, record, content)

    def _content(self, row: Row, record: Any) -> dict[str, Any] | None:
        """What the row says, or ``None`` where somebody in it is not known (then told)."""
        work, entry = self.work, self.entry
        stands = entry.kind.snapshot(record) if record is not None else {}
        content: dict[str, Any] = dict(stands)
        right = True
        for name, column in entry.columns.items():
            value = row.cells.get(column)
            if name in entry.people:
                named = row.text(entry.people[name])
                if not row.text(column) and stands and not named:
                    continue
                person, text = work.people.find(row.text(column), named)
                if person is None:
                    value = row.text(column) or named
                    work.tell(row, column if row.text(column) else entry.people[name], text, value)
                    right = False
                content[name] = person.pk if person else ""
            elif isinstance(value, date):
                content[name] = value.isoformat()
            elif isinstance(value, Decimal):
                content[name] = f"{value:.2f}"
            elif value is None:
                kept = is_supplement(entry.table, column) or column in ("post", "from_side")
                if not (kept and stands):
                    content[name] = None if column.endswith("_on") else ""
            else:
                content[name] = str(value)
            most = entry.lengths.get(name)
            if most and len(str(content.get(name) or "")) > most:
                work.tell(
                    row, column, _("Too long: at most %(limit)s characters.") % {"limit": most}
                )
                right = False
        if right and entry.table == "secondments":
            right = self._of_roster(row, content)
        return content if right else None

    def _of_roster(self, row: Row, content: dict[str, Any]) -> bool:
        """Where a person goes from, and as what, is the roster's word."""
        person = self.work.people.by_id[content["person"]]
        side, post = self.work.people.side(person), person.post
        if content["starts_on"]:
            side, post = self.work.people.then(person, date.fromisoformat(content["starts_on"]))
        content["post"] = content["post"] or post
        content["from_side"] = content["from_side"] or side
        if content["from_side"] != side and row.text("from_side"):
            text = _(
                "This person belongs to the other school. Leave the cell empty, or choose anew."
            )
            self.work.tell(row, "from_side", text)
            return False
        return True

    def _alike(self, content: Mapping[str, Any]) -> Any:
        """A record that says the same already, so that nothing is entered twice."""
        own = [name for name in self.entry.columns if content.get(name) or name == self.entry.day]
        for record in self.known.values():
            if record.pk in self.claimed or record.status not in _STANDING:
                continue
            stands = self.entry.kind.snapshot(record)
            if all(stands[name] == content[name] for name in own):
                return record
        return None

    def _new(self, row: Row, content: dict[str, Any], key: str | None) -> Line:
        work, entry = self.work, self.entry
        line = Line(entry.table, "new", (row.number,), sentence(work, entry.table, content))
        for column in entry.theirs:
            if row.text(column):
                text = _(
                    "The other school enters this after it has confirmed: leave the cell empty."
                )
                work.tell(row, column, text)
        work.in_term(row, entry.columns[entry.day], content.get(entry.day))
        try:
            with transaction.atomic():
                record = entry.record(
                    by=work.by,
                    collaboration_id=work.pair.pk,
                    content=content,
                    client_key=key,
                )
        except ValidationError as error:
            work.tell_all(row, error, entry.columns)
            return line
        work.entered.append((entry.kind.name, record.pk))
        self.claimed.add(record.pk)
        self.known[record.pk] = record
        if entry.table == "mentorships" and self._id(row):
            work.pairs[self._id(row)] = record.pk
        return line

    def _known(self, row: Row, record: Any, content: dict[str, Any]) -> Line:
        work, entry = self.work, self.entry
        stands = entry.kind.snapshot(record)
        said = sentence(work, entry.table, stands)
        state: State = "same"
        line = Line(entry.table, state, (row.number,), said, [], record.pk, record.version)
        self._theirs(row, record)
        differing = [
            name
            for name in entry.columns
            if (stands.get(name) or None) != (content.get(name) or None)
        ]
        if record.status == Status.WITHDRAWN:
            work.may_change(row, entry.id_column, record)
            return line
        if not differing:
            return line
        line.changes = [
            Change(
                work.uploaded.heading(entry.table, entry.columns[name]),
                shown(work, entry.table, entry.columns[name], stands.get(name)),
                shown(work, entry.table, entry.columns[name], content.get(name)),
            )
            for name in differing
        ]
        line.state = "changed"
        if not work.may_change(row, entry.columns[differing[0]], record):
            return line
        if entry.day in differing:
            for day in (stands[entry.day], content[entry.day]):
                if not work.in_term(row, entry.columns[entry.day], day):
                    return line
        try:
            with transaction.atomic():
                entry.revise(by=work.by, key=record.pk, version=record.version, content=content)
        except ValidationError as error:
            work.tell_all(row, error, entry.columns)
        return line

    def _theirs(self, row: Row, record: Any) -> None:
        """What others write must be as it stands."""
        for column in self.entry.theirs:
            value = row.cells.get(column)
            if value is not None and value != getattr(record, column):
                host = OTHER_SIDE.get(self.work.side, "")
                text = _("Not yours to change here: this is entered on the record’s own page.")
                if column == "accepted_on" and host:
                    text = _("Not yours to change here: the day comes with the partner’s yes.")
                self.work.tell(row, column, text)


_STANDING = (Status.SUBMITTED, Status.CONFIRMED)
