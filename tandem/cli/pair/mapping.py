"""The mapping file: which column of a school list holds what. See ``docs/pairing.md``.

A list may come from anywhere; the mapping says in a few lines of TOML which of its columns is which,
how stage and side are told, which rows concern us and in which units the numbers are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from tandem.cli.pair.headings import (
    FIGURE_YEARS,
    cell_words,
    figure_headings,
    headings,
    stage_words,
)
from tandem.facts.normalise import word
from tandem.lib.titles import Language
from tandem.lib.toml_problems import TomlError, TomlProblem
from tandem.lib.toml_reader import TableReader
from tandem.lib.toml_text import parse_toml, read_text
from tandem.matching.model import STAGES

TEXTS = ("id", "name")
COORDINATES = ("latitude", "longitude")
NUMBERS = ("pupils", "teachers", "mentors", "places")
LISTS = ("strengths", "needs", "earlier", "wishes")
FIELDS = (*TEXTS, *COORDINATES, *NUMBERS, *LISTS)

CoordinateUnit = Literal["degrees", "millionths"]
COORDINATE_UNITS: tuple[CoordinateUnit, ...] = ("degrees", "millionths")


@dataclass(frozen=True, slots=True)
class Told:
    """How a code is told: the same for all rows (``value``), or by a column's words.

    ``words`` maps folded words to codes; ``others`` stands for every other word, an empty cell
    included (``error``: it is a mistake).
    """

    column: str = ""
    value: str = ""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    others: str = "error"
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListMapping:
    """Where everything stands in a school list.

    ``columns``: key of a column -> headings it may have. ``fields``: a school's field -> keys of the
    columns that hold it (numbers are added up). ``figures``: year -> key. ``only`` and ``leave_out``:
    key -> words that a row must, or must not, have there. ``needed``: keys of columns that must be
    there. ``usual``: no mapping file was given.
    """

    columns: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]
    side: Told
    stage: Told
    figures: Mapping[int, str] = field(default_factory=dict, hash=False)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    leave_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    coordinates: CoordinateUnit = "degrees"
    multiples: Mapping[str, Decimal] = field(default_factory=dict, hash=False)
    needed: tuple[str, ...] = ()
    usual: bool = False

    def narrowed(self, only: Mapping[str, tuple[str, ...]]) -> ListMapping:
        """The same, with further conditions on rows: heading -> words."""
        columns, kept = dict(self.columns), dict(self.only)
        for heading, words in only.items():
            key = next(
                (k for k, known in columns.items() if word(heading) in map(word, known)), heading
            )
            columns.setdefault(key, (heading,))
            kept[key] = words
        needed = tuple(dict.fromkeys([*self.needed, *(k for k in kept if k not in self.only)]))
        return replace(self, columns=columns, only=kept, needed=needed)


def usual_mapping(language: Language) -> ListMapping:
    """Where nothing is said: the usual headings, side and stage by their usual words."""
    figures = {year: f"figure-{year}" for year in FIGURE_YEARS}
    known = headings("schools", language)
    known |= {figures[year]: texts for year, texts in figure_headings().items()}
    fields = {name: (name,) for name in FIELDS}
    side = Told("side", words=cell_words("side"), shown=("lead", "partner"))
    stage = Told("stage", words=stage_words(), shown=STAGES)
    needed = ("id", "name", "side", "stage")
    return ListMapping(known, fields, side, stage, figures, needed=needed, usual=True)


def load_mapping(path: Path) -> ListMapping:
    """The mapping file at ``path``; raises :class:`TomlError` with every mistake."""
    return parse_mapping(read_text(path), str(path))


def parse_mapping(text: str, source: str = "mapping.toml") -> ListMapping:
    """A mapping from its text; ``source`` is the name that mistakes are reported under."""
    document, lines = parse_toml(text, source)
    problems: list[TomlProblem] = []
    top = TableReader(document, (), lines, problems)
    columns: dict[str, tuple[str, ...]] = {}
    fields: dict[str, tuple[str, ...]] = {}
    table = top.table("columns", required=True)
    for name in FIELDS:
        if name in TEXTS or table.has(name):
            fields[name] = _keys(table, name, columns, required=name in TEXTS)
    table.close()
    figures_table = top.table("figures")
    figures: dict[int, str] = {}
    for year in figures_table.values:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            figures_table.allow(year)
            figures_table.problem(year, "out-of-range", year, ("1900 … 2999",))
            continue
        found = _keys(figures_table, year, columns, required=True)
        if found:
            figures[int(year)] = found[0]
    side = _side(top.table("side", required=True), columns)
    stage = _stage(top.table("stage", required=True), columns)
    only = _rows(top.table("only"), columns)
    leave_out = _rows(top.table("leave_out"), columns)
    units = top.table("units")
    coordinates = units.choice("coordinates", COORDINATE_UNITS, "degrees")
    multiples = {
        name: units.number(name, Decimal(1), Decimal("0.001"))
        for name in ("pupils", "teachers")
        if units.has(name)
    }
    units.close()
    top.close()
    if problems:
        raise TomlError(source, tuple(problems))
    return ListMapping(
        columns,
        fields,
        side,
        stage,
        figures,
        only,
        leave_out,
        "millionths" if coordinates == "millionths" else "degrees",
        multiples,
        tuple(columns),
    )


def _keys(
    table: TableReader, name: str, columns: dict[str, tuple[str, ...]], *, required: bool
) -> tuple[str, ...]:
    """The headings named under ``name``; several only where they can be added or strung together."""
    if required and not table.has(name):
        table.text(name)
        return ()
    found = table.texts(name)
    if len(found) > 1 and name not in (*NUMBERS, *LISTS):
        table.problem(name, "not-text", " | ".join(found))
    return tuple(_key(columns, heading) for heading in found)


def _key(columns: dict[str, tuple[str, ...]], heading: str) -> str:
    """The key of the column with this heading, added where it is new."""
    for key in columns:
        if word(key) == word(heading):
            return key
    columns[heading] = (heading,)
    return heading


def _side(table: TableReader, columns: dict[str, tuple[str, ...]]) -> Told:
    column = _key(columns, table.text("column")) if table.has("column") else ""
    if not column:
        table.text("column")
    words: dict[str, str] = {}
    shown: list[str] = []
    for side in ("lead", "partner"):
        for text in _texts(table, side):
            if words.setdefault(word(text), side) != side:
                table.problem(side, "unknown-choice", text, ("lead", "partner"))
            shown.append(text)
    others = table.choice("others", ("lead", "partner", "leave_out", "error"), "error")
    if not words and table.has("column"):
        table.problem("partner", "missing", expected=("text",))
    table.close()
    return Told(column, words=words, others=others, shown=tuple(shown))


def _stage(table: TableReader, columns: dict[str, tuple[str, ...]]) -> Told:
    if not table.has("column"):
        value = table.choice("value", STAGES)
        table.close(known=("column", "values", "others"))
        return Told(value=value)
    column = _key(columns, table.text("column"))
    words = dict(stage_words())
    values = table.table("values")
    for text in values.values:
        words[word(text)] = values.choice(text, STAGES)
    others = table.choice("others", (*STAGES, "leave_out", "error"), "error")
    shown = tuple(values.values) or STAGES
    table.close(known=("value",))
    return Told(column, words=words, others=others, shown=shown)


def _rows(table: TableReader, columns: dict[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {_key(columns, heading): _texts(table, heading) for heading in table.values}


def _texts(table: TableReader, name: str) -> tuple[str, ...]:
    """Texts, of which an empty one stands for an empty cell."""
    value = table.values.get(name)
    items = value if isinstance(value, list) else [value]
    if "" in items and all(isinstance(item, str) for item in items):
        table.allow(name)
        return tuple(items)
    return table.texts(name)
