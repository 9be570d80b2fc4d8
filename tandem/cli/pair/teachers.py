"""A list of one collaboration's teachers: mentors and mentees, or every mistake in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tandem.cli.failure import Failure
from tandem.cli.lists.rows import Row
from tandem.cli.pair.cells import count, parts
from tandem.cli.pair.headings import cell_words, headings
from tandem.cli.pair.lists import Reading, rows_of
from tandem.facts.codes import VocabularyTitles
from tandem.facts.labels import code_spellings
from tandem.facts.normalise import BadCell, free_text, word
from tandem.facts.problems import shorten
from tandem.lib.messages import Messages
from tandem.matching.mentors import MOST_MENTEES
from tandem.matching.model import MentorPair, Teacher

NEEDED = ("id", "name", "side", "subjects")
MOST_TEACHERS = 2_000
"""No two schools have more; a longer list is another list."""


@dataclass(frozen=True, slots=True)
class TeacherList:
    """The teachers by side; the file's name and SHA-256. ``notices`` are sentences."""

    pair: MentorPair
    place: str
    sha256: str
    notices: tuple[str, ...] = ()


def read_teachers(path: Path, subjects: VocabularyTitles, messages: Messages) -> TeacherList:
    """The list at ``path``; ``subjects`` are the policy's words for them.

    Raises :class:`~tandem.cli.failure.Failure` with every mistake: row, column, what, how to mend it.
    """
    reading = Reading(path.name, messages)
    columns = headings("teachers", messages.language)
    rows = rows_of(path, columns, NEEDED, reading)
    if len(rows) > MOST_TEACHERS:
        params = {"place": path.name, "count": len(rows), "most": MOST_TEACHERS}
        raise Failure([messages("too-many-teachers", params)])
    reader = _Reader(columns, reading, subjects)
    sides: dict[str, list[Teacher]] = {"mentor": [], "mentee": []}
    seen: dict[str, int] = {}
    for row in rows:
        side, teacher = reader.teacher(row)
        if teacher.id:
            first = seen.setdefault(teacher.id, row.number)
            if first != row.number:
                params = {"value": teacher.id, "first": str(first)}
                reading.fault(row.number, reader.shown("id"), "duplicate-teacher", **params)
        if side:
            sides[side].append(teacher)
    if not reading.faults:
        for side, found in sides.items():
            if not found:
                reading.faults.append(messages(f"no-{side}s", {"place": path.name}))
    reading.stop()
    return TeacherList(
        MentorPair(tuple(sides["mentor"]), tuple(sides["mentee"])),
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        tuple(reading.notices),
    )


class _Reader:
    """Rows of one list to teachers."""

    def __init__(
        self, columns: Mapping[str, tuple[str, ...]], reading: Reading, subjects: VocabularyTitles
    ) -> None:
        self._columns = columns
        self._reading = reading
        self._sides = cell_words("mentoring")
        self._subjects = {
            word(text): code
            for code, titles in subjects.get("subjects", {}).items()
            for text in (code, *titles.all())
        }
        self._honours = {
            word(text): code
            for code, texts in code_spellings("participations", "honour").items()
            for text in (code, *texts)
        }

    def shown(self, column: str) -> str:
        """How a column is named to people."""
        return self._reading.heading(column, self._columns)

    def teacher(self, row: Row) -> tuple[str, Teacher]:
        """The row's side (empty where it is not known) and teacher; mistakes are told."""
        side = self._side(row)
        id_text = row.cells.get("id", "")
        teacher_id = self._reading.identifier(row.number, self.shown("id"), id_text)
        if not id_text.strip():
            self._empty(row, "id")
        mentees = self._count(row, "mentees") if side != "mentee" else None
        places = self._count(row, "places") if side != "mentee" else None
        teacher = Teacher(
            teacher_id,
            self._codes(row, "subjects", self._subjects, "subject-unknown"),
            self._codes(row, "honours", self._honours, "honour-unknown"),
            mentees=mentees or 0,
            name=self._name(row),
            places=MOST_MENTEES if places is None else places,
        )
        if not teacher.subjects:
            self._empty(row, "subjects")
        return side, teacher

    def _empty(self, row: Row, column: str) -> None:
        self._reading.fault(row.number, self.shown(column), "cell-empty")

    def _side(self, row: Row) -> str:
        text = row.cells.get("side", "")
        side = self._sides.get(word(text), "")
        if not side:
            code = "word-unknown" if text.strip() else "word-empty"
            expected = " | ".join(self._reading.messages(f"side-{s}") for s in ("mentor", "mentee"))
            params = {"value": shorten(text), "expected": expected}
            self._reading.fault(row.number, self.shown("side"), code, **params)
        return side

    def _name(self, row: Row) -> str:
        value = row.cells.get("name", "")
        try:
            name = " ".join((free_text(value).text or "").split())
        except BadCell as bad:
            self._reading.bad_cell(row.number, self.shown("name"), value, bad)
            return ""
        if not name:
            self._empty(row, "name")
        return name

    def _count(self, row: Row, column: str) -> int | None:
        value = row.cells.get(column, "")
        try:
            return count([value], most=MOST_MENTEES)
        except BadCell as bad:
            self._reading.bad_cell(row.number, self.shown(column), value, bad)
            return None

    def _codes(
        self, row: Row, column: str, known: Mapping[str, str], unknown: str
    ) -> tuple[str, ...]:
        codes = []
        for text in parts([row.cells.get(column, "")]):
            code = known.get(word(text))
            if code is None:
                self._reading.notice(row.number, self.shown(column), unknown, value=shorten(text))
            codes.append(code or text)
        return tuple(dict.fromkeys(codes))
