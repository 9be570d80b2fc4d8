"""Entering outings: rows of activities, with the sheets of their topics and people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.activities import content as contents
from tandem.activities.actions import OUTING, record_outing, revise_outing
from tandem.activities.models import Outing
from tandem.exchange.semester.outing_content import OutingReader
from tandem.exchange.semester.outing_groups import Group, Outings, alike, essence, groups_of
from tandem.exchange.semester.reading import Row
from tandem.exchange.semester.sentences import outing_sentence, shown
from tandem.exchange.semester.work import Change, Line, Work
from tandem.pairings.two_sided import Status

COLUMNS = {
    "held_on": "held_on",
    "host_side": "host_side",
    "items": "kind",
    "topics": "activity_id",
    "subject": "subject",
    "sessions": "sessions",
    "mentorship_id": "mentorship_id",
    "people": "activity_id",
}


def enter_outings(work: Work) -> None:
    """Enter what the sheet of activities holds; every mistake of every row is told."""
    rows = [row for row in work.uploaded.of("activities") if work.ours(row)]
    if rows:
        _Sheet(work, rows).enter(rows)


class _Sheet:
    def __init__(self, work: Work, rows: list[Row]) -> None:
        self.work = work
        self.outings = Outings(work, rows)
        self.reader = OutingReader(work)
        self.claimed: set[str] = set()

    def enter(self, rows: list[Row]) -> None:
        groups = groups_of(self.work, self.outings, rows)
        self.claimed = {group.outing.pk for group in groups if group.outing is not None}
        for group in groups:
            before = len(self.work.mistakes)
            line = self._group(group)
            if len(self.work.mistakes) > before:
                line.state = "wrong"
            self.work.lines.append(line)

    def _group(self, group: Group) -> Line:
        stands = self.outings.contents[group.outing.pk] if group.outing else None
        content = self._content(group, stands)
        outing = group.outing or alike(self.outings, content, self.claimed)
        numbers = tuple(row.number for row in group.rows)
        if outing is None:
            return self._new(group, content, numbers)
        self.claimed.add(outing.pk)
        return self._known(group, outing, content, numbers)

    def _content(self, group: Group, stands: dict[str, Any] | None) -> dict[str, Any]:
        """What the rows say; items on record that the file does not hold stay as they are."""
        first = group.rows[0]
        content: dict[str, Any] = dict(stands or {"starts_at": None, "ends_at": None})
        content["held_on"] = first.cells["held_on"].isoformat()
        content["host_side"] = first.text("host_side")
        for row in group.rows[1:]:
            for column in ("held_on", "host_side"):
                if row.text(column) != first.text(column):
                    text = _("Row %(row)s is the same outing: day and place must be the same.")
                    self.work.tell(row, column, text % {"row": first.number})
        for column in ("place", "note"):
            said = next((row for row in group.rows if row.text(column)), first)
            content[column] = self.reader.text(said, column, content.get(column, ""))
        known = {item["id"]: item for item in (stands or {}).get("items", ())}
        free = [i for i in known if i not in {row.text("activity_id") for row in group.rows}]
        items = dict(known)
        added = []
        for row in group.rows:
            key = row.text("activity_id")
            if key not in known:
                # entered from this workbook before, under an id of its own
                key = next((i for i in free if known[i]["kind"] == row.text("kind")), "")
                if key and group.outing and (group.outing.client_key or "").startswith("workbook-"):
                    free.remove(key)
                else:
                    key = ""
            item = self.reader.item(row, known.get(key))
            group.items.append(item)
            if key:
                items[key] = item
            else:
                added.append(item)
        content["items"] = [*items.values(), *added]
        return content

    def _new(self, group: Group, content: dict[str, Any], numbers: tuple[int, ...]) -> Line:
        work = self.work
        line = Line("activities", "new", numbers, outing_sentence(work, content))
        for row in group.rows:
            if row.text("status") not in ("", Status.SUBMITTED):
                text = _("What is new waits for the other school: leave the cell empty.")
                work.tell(row, "status", text)
            work.in_term(row, "held_on", content["held_on"])
        if self._right(group, content):
            with transaction.atomic():
                outing = record_outing(
                    by=work.by,
                    collaboration_id=work.pair.pk,
                    content=content,
                    client_key=group.key,
                )
            work.entered.append((OUTING.name, outing.pk))
        return line

    def _known(
        self, group: Group, outing: Outing, content: dict[str, Any], numbers: tuple[int, ...]
    ) -> Line:
        work = self.work
        stands = self.outings.contents[outing.pk]
        said = outing_sentence(work, stands)
        line = Line("activities", "same", numbers, said, [], outing.pk, outing.version)
        first = group.rows[0]
        for row in group.rows:
            if row.text("status") not in ("", outing.status):
                text = _("Not yours to change here: it changes when the other school answers.")
                work.tell(row, "status", text)
        if outing.status == Status.WITHDRAWN:
            work.may_change(first, "activity_id", outing)
            return line
        if essence(stands) == essence(content):
            return line
        line.state = "changed"
        line.changes = self._changes(stands, content)
        row, column = self._where(group, stands, content)
        if not work.may_change(row, column, outing):
            return line
        if stands["held_on"] != content["held_on"]:
            for day in (stands["held_on"], content["held_on"]):
                if not work.in_term(first, "held_on", day):
                    return line
        if self._right(group, content):
            with transaction.atomic():
                revise_outing(by=work.by, key=outing.pk, version=outing.version, content=content)
        return line

    def _right(self, group: Group, content: dict[str, Any]) -> bool:
        """Whether the outing is right, item by item: so a mistake is told in its own row."""
        right = True
        for row, item in zip(group.rows, group.items, strict=True):
            try:
                contents.check(self.work.pair, {**content, "items": [item]})
            except ValidationError as error:
                self.work.tell_all(row, error, COLUMNS)
                right = False
        if right:
            try:
                contents.check(self.work.pair, content)
            except ValidationError as error:
                self.work.tell_all(group.rows[0], error, COLUMNS)
                right = False
        return right

    def _changes(self, stands: dict[str, Any], content: dict[str, Any]) -> list[Change]:
        work = self.work
        heading = work.uploaded.heading
        changes = [
            Change(
                heading("activities", name),
                shown(work, "activities", name, stands[name]),
                shown(work, "activities", name, content[name]),
            )
            for name in ("held_on", "host_side", "place", "note")
            if (stands[name] or "") != (content[name] or "")
        ]
        before = {item["id"]: item for item in stands["items"]}
        for item in content["items"]:
            old = before.get(item.get("id"))
            if old is None:
                kind = shown(work, "activities", "kind", item["kind"])
                changes.append(Change(heading("activities", "kind"), "–", kind))
                continue
            changes += [
                Change(
                    heading("activities", name),
                    shown(work, "activities", name, old[name]),
                    shown(work, "activities", name, item[name]),
                )
                for name in ("kind", "title", "subject", "sessions", "mentorship_id")
                if (old[name] or "") != (item[name] or "")
            ]
            if sorted(old["topics"]) != sorted(item["topics"]):
                told = [self._topics(i["topics"]) for i in (old, item)]
                changes.append(Change(heading("activity_topics", "topic"), *told))
            if _people(old) != _people(item):
                told = [self._people(i["people"]) for i in (old, item)]
                changes.append(Change(heading("participations", "person_name"), *told))
        return changes

    def _topics(self, codes: list[str]) -> str:
        words = [shown(self.work, "activity_topics", "topic", code) for code in codes]
        return "、".join(words) or "–"

    def _people(self, people: list[dict[str, Any]]) -> str:
        words = [
            f"{self.work.people.name(p['key'])}（{shown(self.work, 'participations', 'part', p['part'])}）"
            for p in people
        ]
        return "、".join(words) or "–"

    def _where(
        self, group: Group, stands: dict[str, Any], content: dict[str, Any]
    ) -> tuple[Row, str]:
        """The first cell in which the rows differ from the record."""
        before = {item["id"]: item for item in stands["items"]}
        for row, item in zip(group.rows, group.items, strict=True):
            for name in ("held_on", "host_side"):
                if stands[name] != content[name]:
                    return row, name
            old = before.get(item.get("id"))
            if old is None:
                return row, "activity_id"
            for name in ("kind", "title", "subject", "sessions", "mentorship_id"):
                if (old[name] or "") != (item[name] or ""):
                    return row, name
            label = row.text("activity_id")
            if sorted(old["topics"]) != sorted(item["topics"]):
                return self.reader.topics[label][0], "topic"
            if _people(old) != _people(item):
                odd = self.reader.odd_person(label, old["people"])
                return odd, "person_id"
        return group.rows[0], "activity_id"


def _people(item: dict[str, Any]) -> list[Any]:
    return sorted(tuple(sorted(person.items())) for person in item["people"])
