"""A school list from a file: leads and partners as the pairing takes them, or every mistake in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from tandem.cli.lists.rows import Row
from tandem.cli.pair.cells import count, degrees, figure, parts
from tandem.cli.pair.lists import Names, Reading, rows_of
from tandem.cli.pair.mapping import NUMBERS, ListMapping, Told
from tandem.facts.codes import VocabularyTitles
from tandem.facts.normalise import BadCell, free_text, word
from tandem.facts.problems import shorten
from tandem.lib.messages import Messages
from tandem.matching.model import School


@dataclass(frozen=True, slots=True)
class SchoolList:
    """The schools of a list, by side; where each stood; the file's name and SHA-256.

    ``left_out`` rows were no concern of ours by the mapping's conditions; ``notices`` are sentences.
    """

    leads: tuple[School, ...]
    partners: tuple[School, ...]
    rows: Mapping[str, int] = field(hash=False)
    place: str
    sha256: str
    left_out: int = 0
    notices: tuple[str, ...] = ()

    @property
    def schools(self) -> tuple[School, ...]:
        """All of them."""
        return (*self.leads, *self.partners)

    def name_of(self, school_id: str) -> str:
        """What a school is called; its id where it is not in the list."""
        return next((s.name for s in self.schools if s.id == school_id), school_id)


def read_schools(
    path: Path, mapping: ListMapping, subjects: VocabularyTitles, messages: Messages
) -> SchoolList:
    """The school list at ``path``; ``subjects`` are the policy's words for strengths and needs.

    Raises :class:`~tandem.cli.failure.Failure` with every mistake: row, column, what, how to mend it.
    """
    reading = Reading(path.name, messages)
    rows = rows_of(path, mapping.columns, mapping.needed, reading, tell_unknown=mapping.usual)
    reader = _Reader(mapping, reading, _subject_words(subjects))
    found: list[tuple[str, School]] = []
    seen: dict[str, int] = {}
    for row in rows:
        if not reader.concerns_us(row):
            continue
        school = reader.school(row)
        if school is None:
            continue
        side, value = school
        if value.id in seen:
            id_column = reader.shown("id")
            params = {"value": value.id, "first": str(seen[value.id])}
            reading.fault(row.number, id_column, "duplicate-school", **params)
            continue
        seen[value.id] = row.number
        found.append((side, value))
    if not found and not reading.faults:
        reading.faults.append(messages("no-rows-left", {"place": path.name, "count": len(rows)}))
    reading.stop()
    found = reader.resolved(found, seen)
    return SchoolList(
        tuple(school for side, school in found if side == "lead"),
        tuple(school for side, school in found if side == "partner"),
        seen,
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        len(rows) - len(found),
        tuple(reading.notices),
    )


def _subject_words(vocabulary: VocabularyTitles) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for code, titles in vocabulary.get("subjects", {}).items():
        words |= {word(text): code for text in (code, *titles.all())}
    return words


class _Reader:
    """Rows of one list to schools."""

    def __init__(self, mapping: ListMapping, reading: Reading, subjects: Mapping[str, str]) -> None:
        self._mapping = mapping
        self._reading = reading
        self._subjects = subjects
        self._only = {k: frozenset(map(word, w)) for k, w in mapping.only.items()}
        self._leave_out = {k: frozenset(map(word, w)) for k, w in mapping.leave_out.items()}

    def shown(self, name: str) -> str:
        """How the column of a field is named to people."""
        keys = self._mapping.fields.get(name, (name,))
        return " + ".join(self._heading(key) for key in keys)

    def _heading(self, key: str) -> str:
        return self._reading.heading(key, self._mapping.columns)

    def concerns_us(self, row: Row) -> bool:
        """Whether the row meets the mapping's conditions."""
        cells = {key: word(row.cells.get(key, "")) for key in (*self._only, *self._leave_out)}
        return all(cells[key] in words for key, words in self._only.items()) and not any(
            cells[key] in words for key, words in self._leave_out.items()
        )

    def school(self, row: Row) -> tuple[str, School] | None:
        """The row's side and school; ``None`` where it is left out or cannot be used (then told)."""
        side = self._told(row, self._mapping.side)
        stage = self._told(row, self._mapping.stage)
        if "leave_out" in (side, stage):
            return None
        school_id = self._reading.identifier(row.number, self.shown("id"), self._cell(row, "id"))
        if not school_id and not self._cell(row, "id").strip():
            self._reading.fault(row.number, self.shown("id"), "cell-empty")
        name = self._name(row)
        latitude, longitude = self._degrees(row, "latitude"), self._degrees(row, "longitude")
        numbers = {field: self._count(row, field) for field in NUMBERS}
        figures = self._figures(row)
        if not (side and stage and school_id and name):
            return None
        school = School(
            school_id,
            name,
            stage,
            latitude,
            longitude,
            pupils=numbers["pupils"],
            teachers=numbers["teachers"],
            figures=figures,
            strengths=self._subject_codes(row, "strengths"),
            needs=self._subject_codes(row, "needs"),
            earlier=parts(self._cells(row, "earlier")),
            wishes=parts(self._cells(row, "wishes")),
            mentors=numbers["mentors"],
            places=numbers["places"] if side == "lead" else None,
        )
        return side, school

    def resolved(
        self, found: list[tuple[str, School]], rows: Mapping[str, int]
    ) -> list[tuple[str, School]]:
        """The same schools, with the ids of those that they name; strangers are told and left out."""
        names = Names((school.id, school.name) for _, school in found)
        done = []
        for side, school in found:
            row = rows[school.id]
            earlier = self._ids(school.earlier, "earlier", names, row)
            wishes = self._ids(school.wishes, "wishes", names, row)
            done.append((side, replace(school, earlier=earlier, wishes=wishes)))
        return done

    def _ids(self, texts: tuple[str, ...], field: str, names: Names, row: int) -> tuple[str, ...]:
        ids = []
        for text in texts:
            found = names.find(text)
            if found is None:
                code = "name-shared" if names.is_shared(text) else "name-unknown"
                self._reading.notice(row, self.shown(field), code, value=shorten(text))
            else:
                ids.append(found)
        return tuple(ids)

    def _cell(self, row: Row, field: str) -> str:
        return "".join(self._cells(row, field)[:1])

    def _cells(self, row: Row, field: str) -> tuple[str, ...]:
        keys = self._mapping.fields.get(field, ())
        return tuple(row.cells.get(key, "") for key in keys)

    def _told(self, row: Row, told: Told) -> str:
        """A code by the mapping; empty where the cell's word is unknown (then told)."""
        if not told.column:
            return told.value
        text = row.cells.get(told.column, "")
        code = told.words.get(word(text))
        if code is None and told.others != "error":
            return told.others
        if code is None:
            shown = " | ".join(told.shown[:8])
            empty = not text.strip()
            self._reading.fault(
                row.number,
                self._heading(told.column),
                "word-empty" if empty else "word-unknown",
                value=shorten(text),
                expected=shown,
            )
        return code or ""

    def _name(self, row: Row) -> str:
        value = self._cell(row, "name")
        try:
            name = " ".join((free_text(value).text or "").split())
        except BadCell as bad:
            self._reading.bad_cell(row.number, self.shown("name"), value, bad)
            return ""
        if not name:
            self._reading.fault(row.number, self.shown("name"), "cell-empty")
        return name

    def _degrees(self, row: Row, field: str) -> float | None:
        value = self._cell(row, field)
        try:
            return degrees(value, self._mapping.coordinates)
        except BadCell as bad:
            self._reading.bad_cell(row.number, self.shown(field), value, bad)
            return None

    def _count(self, row: Row, field: str) -> int | None:
        values = self._cells(row, field)
        if not values:
            return None
        try:
            return count(values, self._mapping.multiples.get(field, Decimal(1)))
        except BadCell as bad:
            self._reading.bad_cell(row.number, self.shown(field), " + ".join(values), bad)
            return None

    def _figures(self, row: Row) -> dict[int, float]:
        found = {}
        for year, key in self._mapping.figures.items():
            value = row.cells.get(key, "")
            try:
                read = figure(value)
            except BadCell as bad:
                self._reading.bad_cell(row.number, self._heading(key), value, bad)
                continue
            if read is not None:
                found[year] = read
        return found

    def _subject_codes(self, row: Row, field: str) -> tuple[str, ...]:
        codes = []
        for text in parts(self._cells(row, field)):
            code = self._subjects.get(word(text))
            if code is None:
                self._reading.notice(
                    row.number, self.shown(field), "subject-unknown", value=shorten(text)
                )
            codes.append(code or text)
        return tuple(dict.fromkeys(codes))
