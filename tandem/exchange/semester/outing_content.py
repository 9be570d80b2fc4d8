"""What the rows of an outing say, with the topics and the people of two more sheets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.activities.composing import PAIR_PARTS, PUPILS
from tandem.activities.kinds import KindForm, kind_forms
from tandem.calendar import today
from tandem.compliance.cards import language
from tandem.exchange.semester.reading import Row
from tandem.exchange.semester.work import Work
from tandem.facts.labels import code_label
from tandem.mentoring.models import Mentorship
from tandem.schools.models import Person

_PUPILS = re.compile(r"(?:pupils|学生|學生)-?(?:(lead|partner)-)?(\d{1,4})(?:名|人)?", re.I)
_LENGTHS = {"title": 200, "place": 100, "note": 2_000}


class OutingReader:
    """Reads the contents of outings from their rows; every mistake is told."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.topics: dict[str, list[Row]] = defaultdict(list)
        self.people: dict[str, list[Row]] = defaultdict(list)
        for row in work.uploaded.of("activity_topics"):
            self.topics[row.text("activity_id")].append(row)
        for row in work.uploaded.of("participations"):
            self.people[row.text("activity_id")].append(row)
        self.days: dict[str, date] = {
            row.text("activity_id"): row.cells["held_on"] for row in work.uploaded.of("activities")
        }
        self.named = {row.text("mentorship_id") for row in work.uploaded.of("mentorships")}
        self.bad = work.uploaded.bad
        pairs = Mentorship.objects.filter(collaboration=work.pair)
        self.pairs = {pair.pk: pair for pair in pairs}
        self.forms: Mapping[str, KindForm] = kind_forms(work.policy.hash)

    def item(self, row: Row, stands: Mapping[str, Any] | None) -> dict[str, Any]:
        """What a row says; what it leaves open is taken from the item on record, or follows."""
        work = self.work
        pair = self._pair(row)
        label = row.text("activity_id")
        item: dict[str, Any] = dict(stands) if stands else {"id": None}
        item["kind"] = row.text("kind")
        item["sessions"] = int(row.cells.get("sessions") or 1)
        item["mentorship_id"] = pair.pk if pair else None
        item["subject"] = row.text("subject") or (pair.subject if pair and not stands else "")
        item["title"] = self.text(row, "title", item.get("title", ""))
        if not stands or (label in self.topics and "activity_topics" not in self.bad):
            item["topics"] = [r.text("topic") for r in self.topics[label]] if label else []
        if not stands or (label in self.people and "participations" not in self.bad):
            rows = self.people[label] if label else []
            known = list(stands["people"]) if stands else []
            people = [self._person(r, known) for r in rows]
            item["people"] = [person for person in people if person is not None]
            if not rows and not stands:
                item["people"] = self._of_pair(row, pair)
        if not stands and "participations" not in self.bad:
            self._asked(row, item, pair)
        work.people.add([p["key"] for p in item["people"] if p["post"] != "student"])
        return item

    def text(self, row: Row, column: str, stands: str) -> str:
        """One of the further columns: an empty cell leaves what is known."""
        said = row.text(column) or stands
        if len(said) > _LENGTHS[column]:
            most = _LENGTHS[column]
            text = _("Too long: at most %(limit)s characters.") % {"limit": most}
            self.work.tell(row, column, text)
        return said

    def _pair(self, row: Row) -> Mentorship | None:
        key = row.text("mentorship_id")
        if not key:
            return None
        pk = self.work.pairs.get(key, key)
        if pk not in self.pairs:
            if key in self.named or "mentorships" in self.bad:
                return None  # the mistake is told in the pair's own row
            found = Mentorship.objects.filter(collaboration=self.work.pair, pk=pk).first()
            if found is None:
                text = _(
                    "There is no such mentor pair: take the ID from the sheet of mentor pairs."
                )
                self.work.tell(row, "mentorship_id", text)
                return None
            self.pairs[pk] = found
        return self.pairs[pk]

    def _person(self, row: Row, known: list[dict[str, Any]]) -> dict[str, Any] | None:
        """A person's part. Post and honour are the roster's, unless they stand on record so."""
        work = self.work
        key, part = row.text("person_id"), row.text("part")
        said = {name: row.text(name) for name in ("side", "post", "honour")}
        stands = self._on_record(row, known)
        if stands is not None:
            return stands
        pupils = _PUPILS.fullmatch(key or row.text("person_name"))
        if pupils is not None:
            return self._pupils(row, pupils, part)
        found, text = work.people.find(key, row.text("person_name"))
        if found is None:
            column = "person_id" if key else "person_name"
            work.tell(row, column, text)
            return None
        person = self._at_that_time(row, found, part)
        for name, text in said.items():
            if text and text != person[name]:
                told = _("The roster says nothing here. Leave the cell empty.")
                if person[name]:
                    word = code_label("participations", name, person[name], language())
                    told = _("The roster says otherwise: %(word)s. Leave the cell empty.") % {
                        "word": word
                    }
                work.tell(row, name, told)
        return person

    def _on_record(self, row: Row, known: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The part on record that a row says too; it is taken out of ``known``."""
        said = {name: row.text(name) for name in ("side", "post", "honour")}
        key = row.text("person_id") or row.text("person_name")
        for person in known:
            named = key in (person["key"], self.work.people.name(person["key"]))
            as_said = all(not text or person[name] == text for name, text in said.items())
            if named and person["part"] == row.text("part") and as_said:
                known.remove(person)
                return dict(person)
        return None

    def odd_person(self, label: str, stands: list[dict[str, Any]]) -> Row:
        """The first row of an activity's people that does not stand on record."""
        left = [dict(person) for person in stands]
        rows = self.people[label]
        return next((row for row in rows if self._on_record(row, left) is None), rows[0])

    def _pupils(self, row: Row, match: re.Match[str], part: str) -> dict[str, Any] | None:
        side = row.text("side") or (match[1] or "").lower()
        if side not in ("lead", "partner"):
            self.work.tell(row, "side", _("Say which school’s pupils they are."))
            return None
        return {
            "key": f"{PUPILS}-{side}-{int(match[2])}",
            "side": side,
            "post": "student",
            "honour": "",
            "part": part,
        }

    def _at_that_time(self, row: Row, person: Person, part: str) -> dict[str, Any]:
        """A person's part, with the side and the post of that day."""
        label = row.text("activity_id")
        day = row.cells.get("held_on") or self.days.get(label, today())
        side, post = self.work.people.then(person, day)
        return {
            "key": person.pk,
            "side": side,
            "post": post,
            "honour": person.honour,
            "part": part,
        }

    def _of_pair(self, row: Row, pair: Mentorship | None) -> list[dict[str, Any]]:
        """Where nobody is written down: the two of the mentor pair that it was for."""
        if pair is None:
            return []
        parts = PAIR_PARTS.get(row.text("kind"), ("speaker", "attendee"))
        people = []
        for key, part in zip((pair.mentor_id, pair.mentee_id), parts, strict=True):
            person = self.work.people.by_id.get(key)
            if person is not None:
                people.append(self._at_that_time(row, person, part))
        return people

    def _asked(self, row: Row, item: Mapping[str, Any], pair: Mentorship | None) -> None:
        """What the form of an outing asks for too."""
        work, form = self.work, self.forms.get(item["kind"])
        label = row.text("activity_id")
        if form is not None and form.mentorship and pair is None and not row.text("mentorship_id"):
            work.tell(row, "mentorship_id", _("Say which mentor pair it was for."))
        if not item["people"] and not self.people.get(label) and not row.text("mentorship_id"):
            people = work.uploaded.place("participations")
            text = _(
                "Nobody was there? Give the activity an ID of your own, such as A1, and write one row"
                " a person under it on the sheet “%(sheet)s”."
            )
            work.tell(row, "activity_id", text % {"sheet": people})
        led = any(form and person["part"] == form.leading for person in item["people"])
        if item["people"] and form is not None and form.leading and pair is None and not led:
            word = code_label("participations", "part", form.leading, language())
            text = _("Nobody has the part “%(part)s”: give it to whoever led this.")
            work.tell(row, "activity_id", text % {"part": word})
