"""The two lists of a draw from files: who and what may be drawn, with every mistake at once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tandem.cli.lists import list_messages
from tandem.cli.lists.rows import BadList, Row, Rows, read_rows
from tandem.facts import describe
from tandem.facts.normalise import BadCell, calendar_date, identifier
from tandem.facts.problems import Problem, shorten
from tandem.lib.messages import Messages
from tandem.lib.titles import LANGUAGES, Language
from tandem.matching.draw import Conflicts, DrawObject, Inspector, still_colleague
from tandem.matching.draw.canonical import is_clean
from tandem.matching.draw.model import CONFLICT_KINDS

_PARTS = re.compile(r"[,，、;；|\n]+")
_UNTIL = re.compile(r"(.+?)\s*(?:@|至|until\s)\s*(\S.*)")


@dataclass(slots=True)
class Lists:
    """Both lists; ``faults`` (then nothing may be frozen) and ``notices`` are sentences."""

    objects: list[DrawObject] = field(default_factory=list)
    inspectors: list[Inspector] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_lists(objects: Path, inspectors: Path | None, on: date, messages: Messages) -> Lists:
    """Both lists; a colleague of more than three years before ``on`` is left out."""
    lists = Lists()
    for row in _rows(objects, "objects", lists, messages):
        cells = _Cells(row, objects, lists.faults, messages)
        lists.objects.append(
            DrawObject(
                cells.id("id"),
                cells.text("name"),
                cells.text("stratum"),
                cells.ids("related"),
                cells.ids("conflicts"),
            )
        )
    if inspectors is not None:
        for row in _rows(inspectors, "inspectors", lists, messages):
            cells = _Cells(row, inspectors, lists.faults, messages)
            lists.inspectors.append(_inspector(cells, on))
    return lists


def _inspector(cells: _Cells, on: date) -> Inspector:
    found = {kind: cells.ids(kind) for kind in CONFLICT_KINDS if kind != "colleague"}
    found["colleague"] = cells.colleague_of(on)
    return Inspector(
        cells.id("id"),
        cells.text("name"),
        cells.text("department"),
        cells.texts("strata"),
        Conflicts(**found),
    )


@cache
def _columns() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    text = Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def headings(table: str, language: Language) -> dict[str, list[str]]:
    """Column -> the headings it is known by, that of ``language`` first."""
    return {
        name: [known[language], *(known[other] for other in LANGUAGES), name, *known["also"]]
        for name, known in _columns()[table].items()
    }


def _rows(path: Path, table: str, lists: Lists, messages: Messages) -> list[Row]:
    own = list_messages(messages.language)
    try:
        rows: Rows = read_rows(path, headings(table, messages.language), ("id", "name"), own)
    except BadList as bad:
        lists.faults.append(str(bad))
        return []
    lists.faults += rows.faults
    lists.notices += rows.notices
    if rows.faults:
        return []
    if not rows.rows:
        lists.faults.append(own("list-empty", {"place": path.name}))
    return rows.rows


class _Cells:
    """The cells of one row as values; mistakes go to ``faults``."""

    def __init__(self, row: Row, path: Path, faults: list[str], messages: Messages) -> None:
        self._row = row
        self._path = path
        self._faults = faults
        self._messages = messages

    def text(self, column: str) -> str:
        """A text in normal form C, blanks at its ends gone and blanks inside single."""
        return self._clean(self._row.cells.get(column, ""))

    def texts(self, column: str) -> tuple[str, ...]:
        """Texts parted by commas or the like."""
        parts = _PARTS.split(self._row.cells.get(column, ""))
        return tuple(filter(None, (self._clean(part) for part in parts)))

    def id(self, column: str) -> str:
        """An id that must be there."""
        found = self._identifier(self._row.cells.get(column, ""))
        if found == "":
            self._tell("list-no-id")
        return found or ""

    def ids(self, column: str) -> tuple[str, ...]:
        """Ids parted by commas or the like."""
        parts = _PARTS.split(self._row.cells.get(column, ""))
        return tuple(filter(None, (self._identifier(part) for part in parts)))

    def colleague_of(self, on: date) -> tuple[str, ...]:
        """Ids of schools worked at; one with a last day (``S12@2025-08-31``) while that is recent."""
        found = []
        for part in _PARTS.split(self._row.cells.get("colleague", "")):
            match = _UNTIL.fullmatch(part.strip())
            school = self._identifier(match[1] if match else part)
            if match is None:
                found.append(school)
                continue
            try:
                until = calendar_date(match[2]).text or ""
            except BadCell as bad:
                self._bad_cell(bad, match[2])
                continue
            if still_colleague(date.fromisoformat(until), on):
                found.append(school)
        return tuple(filter(None, found))

    def _clean(self, text: str) -> str:
        clean = " ".join(unicodedata.normalize("NFC", text).split())
        if not is_clean(clean) or len(clean) > 200:
            self._tell("list-text", found=shorten(ascii(clean)[1:-1]))
            return ""
        return clean

    def _identifier(self, text: str) -> str | None:
        """The id, empty where there is none, ``None`` where it is told to be wrong."""
        try:
            found = identifier(text).text or ""
        except BadCell as bad:
            self._bad_cell(bad, text)
            return None
        if not is_clean(found):
            self._tell("list-text", found=shorten(ascii(text)[1:-1]))
            return None
        return found

    def _bad_cell(self, bad: BadCell, value: str) -> None:
        problem = Problem(
            bad.code,
            "error",
            place=self._path.name,
            row=self._row.number,
            value=shorten(value),
            params=bad.params,
        )
        self._faults.append(describe(problem, self._messages.language))

    def _tell(self, code: str, **params: str) -> None:
        place = {"place": self._path.name, "row": str(self._row.number)}
        self._faults.append(self._messages(code, {**place, **params}))
