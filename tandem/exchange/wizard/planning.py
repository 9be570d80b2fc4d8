"""What a plan is: every change, every mistake by cell; and how a single cell is read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tandem.exchange.wizard.fields import Target, field_of, stage_within, words
from tandem.exchange.wizard.guessing import Columns
from tandem.exchange.wizard.reading import Sheet
from tandem.facts.normalise import BadCell, integer, number, word
from tandem.schools.actions.importing import Change

LENGTHS = {
    "code": 20,
    "name": 128,
    "place": 64,
    "address": 200,
    "phone": 64,
    "staff_number": 32,
}
_PEOPLE_LENGTHS = {"name": 64, "phone": 32}
_SEPARATORS = re.compile(r"[、，,;；/\s|]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake (``error``) or a doubt (``warning``) in one cell, and how to mend it."""

    row: int
    column: str
    value: str
    text: str
    level: str = "error"


@dataclass(slots=True)
class Plan:
    """What an import would do; nothing is done where there is an error."""

    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """What must be mended."""
        return [p for p in self.problems if p.level == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What should be looked at."""
        return [p for p in self.problems if p.level == "warning"]

    @property
    def changes(self) -> list[Change]:
        """Everything that will be written."""
        return [*self.new, *self.changed]

    @property
    def digest(self) -> str:
        """A fingerprint: the plan that was looked at is the one that is applied."""
        content = [[c.id, dict(c.before), dict(c.after), c.version] for c in self.changes]
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


class RowReader:
    """One row's cells by field; every mistake goes to the plan with its place."""

    def __init__(self, sheet: Sheet, columns: Columns, target: Target, plan: Plan) -> None:
        self.sheet = sheet
        self.target = target
        self.plan = plan
        self.places: dict[str, list[int]] = {}
        for position, name in sorted(columns.items()):
            self.places.setdefault(name, []).append(position)
        self.row = 0
        self.cells: tuple[str, ...] = ()

    def at(self, row: int, cells: tuple[str, ...]) -> None:
        """Go to a row."""
        self.row, self.cells = row, cells

    def heading(self, name: str) -> str:
        """The heading of a field's column; the field's own label where there is none."""
        found = self.places.get(name)
        return self.sheet.headings[found[0]] if found else str(field_of(self.target, name).label)

    def raw(self, name: str) -> str:
        """What stands in the columns of a field, strung together."""
        return "".join(self.parts(name))

    def parts(self, name: str) -> list[str]:
        """What stands in each of its columns, save empty ones."""
        return [self.cells[p] for p in self.places.get(name, ()) if self.cells[p]]

    def tell(self, name: str, text: str, level: str = "error", value: str | None = None) -> None:
        """Note a mistake or a doubt."""
        shown = self.raw(name) if value is None else value
        self.plan.problems.append(Problem(self.row, self.heading(name), shown[:80], text, level))

    def text(self, name: str) -> str | None:
        """A text; ``None`` where nothing stands there, or where it is too long."""
        value = self.raw(name)
        if not value:
            return None
        limit = LENGTHS.get(name, 64)
        if self.target == "people":
            limit = _PEOPLE_LENGTHS.get(name, limit)
        if len(value) > limit:
            self.tell(name, _("Too long: at most %(limit)s characters.") % {"limit": limit})
            return None
        if any(ord(c) < 32 for c in value):
            value = " ".join(value.split())
        return value

    def whole(self, name: str, most: int) -> int | None:
        """A whole number, added up over its columns."""
        total = None
        for cell in self.parts(name):
            try:
                found = integer(cell.removesuffix("人"), 0, most).text
            except BadCell:
                self.tell(
                    name, _("Enter a whole number from 0 to %(most)s.") % {"most": most}, value=cell
                )
                return None
            total = (total or 0) + int(found or 0)
        return total

    def decimal(self, name: str, least: float, most: float) -> float | None:
        """A number within bounds."""
        cell = self.raw(name)
        if not cell:
            return None
        try:
            found = number(cell.rstrip("°"), least, most).text
        except BadCell:
            self.tell(
                name,
                _("Enter degrees from %(least)s to %(most)s, such as 31.2304.")
                % {"least": f"{least:g}", "most": f"{most:g}"},
            )
            return None
        return float(found) if found else None

    def code(self, name: str) -> str | None:
        """A code by its words; a stage also by a word within the text."""
        cell = self.raw(name)
        if not cell:
            return None
        found = words(name).get(word(cell))
        if found is None and name == "stage":
            found = stage_within(cell)
        if found is None:
            known = _("The word is not known. Use one of these: %(words)s.")
            self.tell(name, known % {"words": self._examples(name)})
        return found

    def codes(self, name: str) -> list[str] | None:
        """Several codes in one cell or in several columns."""
        cells = [c for cell in self.parts(name) for c in _SEPARATORS.split(cell) if c]
        if not cells:
            return None
        found: list[str] = []
        for cell in cells:
            code = words(name).get(word(cell))
            if code is None:
                known = _("The word is not known. Use one of these: %(words)s.")
                self.tell(name, known % {"words": self._examples(name)}, value=cell)
            elif code not in found:
                found.append(code)
        return found

    @staticmethod
    def _examples(name: str) -> str:
        from tandem.exchange.wizard.labels import choices

        return "、".join(str(label) for _code, label in choices(name)[:16])


def differences(before: Mapping[str, Any], wanted: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Only what a file says otherwise; an empty cell says nothing."""
    names = [n for n, value in wanted.items() if value is not None and before.get(n) != value]
    return {n: before.get(n) for n in names}, {n: wanted[n] for n in names}
