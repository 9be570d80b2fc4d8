"""Rule examples as officers write them (``examples/*.toml`` beside a policy), read into contract rows.

A file holds ``[[example]]`` tables: a title in three languages, ``as_of``, short rows of facts
(:mod:`tandem.policy.example_world`) and what is expected of them. ``[common]`` holds facts that all
examples of the file share. ``docs/policy.md`` explains every key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from tandem.lib.titles import LANGUAGES, Titles
from tandem.lib.toml_reader import TableReader
from tandem.lib.toml_text import parse_toml, read_text
from tandem.policy.example_world import Facts, World
from tandem.policy.load_judgment import read_judgment
from tandem.policy.model import Judgment, Policy
from tandem.policy.problems import PolicyError, PolicyProblem
from tandem.policy.results import Band, Shortlist, Status
from tandem.policy.schema import SIDES

ResultTable = Literal["findings", "side_years", "verdicts", "final"]
Value = str | float | bool | tuple[str, ...] | None
NO_DATA = "no data"
"""How an example writes that a figure must be missing (TOML has no empty value)."""

EXPECTED_COLUMNS: Mapping[ResultTable, tuple[str, ...]] = MappingProxyType(
    {
        "findings": ("status", "achieved", "required"),
        "side_years": (
            "fulfilment",
            "lagging",
            "delta_z",
            "progress",
            "check_rating",
            "score",
            "judged",
        ),
        "verdicts": ("score", "band", "eligible", "blocked_by", "shortlist", "judged"),
        "final": ("mean_score", "lead_slope", "partner_slope", "judged"),
    }
)
"""What an example may expect of each result, besides its key."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected result: its table, its key there, and the values of some of its columns.

    ``key`` is collaboration, requirement, period · collaboration, year, side · collaboration, year ·
    collaboration. ``absent``: there must be no such result (the year is not judged).
    """

    table: ResultTable
    key: tuple[str, ...]
    line: int
    values: Mapping[str, Value]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """One example: facts as contract rows, and what they must come to on ``as_of``.

    ``judgment`` replaces the policy's where the example changes numbers of it.
    """

    source: str
    line: int
    title: Titles
    as_of: date
    facts: Facts
    judgment: Judgment | None
    expected: tuple[Expected, ...]


def load_examples(policy: Policy, path: Path) -> tuple[Example, ...]:
    """The examples of a file, or of every ``*.toml`` in a folder (by name), for ``policy``.

    Raises :class:`PolicyError` with every mistake of the first file that has any.
    """
    if path.is_dir():
        files = sorted(path.glob("*.toml"))
        return tuple(example for file in files for example in load_examples(policy, file))
    return parse_examples(policy, read_text(path), str(path))


def parse_examples(policy: Policy, text: str, source: str = "examples.toml") -> tuple[Example, ...]:
    """Read the examples of a text; ``source`` is the name that mistakes are reported under."""
    document, lines = parse_toml(text, source)
    problems: list[PolicyProblem] = []
    top = TableReader(document, (), lines, problems)
    common = top.table("common")
    items = top.tables("example")
    if not items and not problems:
        top.problem("example", "missing", expected=("[[example]]",))
    examples = [_read_example(policy, common, item, source) for item in items]
    common.close()
    top.close()
    if problems:
        raise PolicyError(source, tuple(dict.fromkeys(problems)))
    return tuple(examples)


def _read_example(policy: Policy, common: TableReader, item: TableReader, source: str) -> Example:
    title = item.titles("title")
    if title.all() and not all((title.zh_hans, title.zh_hant, title.en)):
        item.problem("title", "missing", expected=LANGUAGES)
    as_of = item.day("as_of", required=True)
    world = World(policy)
    world.read(common)
    world.read(item)
    judgment = None
    for reader in (common, item):
        judgment = _read_judgment(policy, reader) if reader.has("judgment") else judgment
        reader.allow("judgment")
    expected = [
        *(_finding(policy, world, e) for e in item.tables("expect")),
        *(_side_year(world, e) for e in item.tables("expect_side")),
        *(_verdict(world, e) for e in item.tables("expect_verdict")),
        *(_final(world, e) for e in item.tables("expect_final")),
    ]
    if not expected:
        item.problem("expect", "missing", expected=("expect = [{ … }]",))
    item.close()
    return Example(
        source=source,
        line=item.lines.find(item.path),
        title=title,
        as_of=as_of or date.min,
        facts=world.facts,
        judgment=judgment,
        expected=tuple(expected),
    )


def _read_judgment(policy: Policy, reader: TableReader) -> Judgment:
    """The policy's judgment with the numbers that the example changes."""
    base, _ = parse_toml(policy.text, policy.id)
    merged: dict[str, Any] = dict(base.get("judgment", {}))
    for key, value in reader.table("judgment").values.items():
        own = merged.get(key)
        if isinstance(own, dict) and isinstance(value, dict):
            merged[key] = {**own, **value}
        else:
            merged[key] = value
    own_reader = TableReader(merged, (*reader.path, "judgment"), reader.lines, reader.problems)
    return read_judgment(own_reader, policy.rules)


# --- expectations ----------------------------------------------------------------------------


def _finding(policy: Policy, world: World, item: TableReader) -> Expected:
    rule = item.choice("requirement", tuple(rule.id for rule in policy.rules))
    period = item.choice("period", world.periods())
    values: dict[str, Value] = {"status": item.choice("status", get_args(Status))}
    _number(item, "achieved", values)
    _number(item, "required", values)
    return _expected("findings", world, item, (rule, period), values)


def _side_year(world: World, item: TableReader) -> Expected:
    year, side = _year(item), item.choice("side", SIDES)
    values: dict[str, Value] = {}
    for key in ("fulfilment", "delta_z", "check_rating", "score"):
        _number(item, key, values)
    for key in ("lagging", "progress"):
        _flag(item, key, values)
    return _expected("side_years", world, item, (year, side), values)


def _verdict(world: World, item: TableReader) -> Expected:
    year = _year(item)
    values: dict[str, Value] = {}
    _number(item, "score", values)
    _flag(item, "eligible", values)
    if item.has("band"):
        band = item.choice("band", (*get_args(Band), NO_DATA))
        values["band"] = None if band == NO_DATA else band
    if item.has("blocked_by"):
        empty = item.values["blocked_by"] == []
        item.allow("blocked_by")
        values["blocked_by"] = () if empty else item.texts("blocked_by")
    if item.has("shortlist"):
        values["shortlist"] = item.choice("shortlist", get_args(Shortlist))
    return _expected("verdicts", world, item, (year,), values)


def _final(world: World, item: TableReader) -> Expected:
    values: dict[str, Value] = {}
    for key in ("mean_score", "lead_slope", "partner_slope"):
        _number(item, key, values)
    return _expected("final", world, item, (), values)


def _expected(
    table: ResultTable,
    world: World,
    item: TableReader,
    key: tuple[str, ...],
    values: dict[str, Value],
) -> Expected:
    pair = item.choice("pair", world.pairs(), default="C1")
    absent = False
    if table in ("side_years", "verdicts", "final") and item.has("judged"):
        judged: dict[str, Value] = {}
        _flag(item, "judged", judged)
        absent = judged.get("judged") is False
    if not values and not absent:
        item.problem(None, "nothing-expected")
    item.close(EXPECTED_COLUMNS[table])
    return Expected(table, (pair, *key), item.lines.find(item.path), values, absent)


def _year(item: TableReader) -> str:
    return str(item.whole("year", minimum=1900))


def _number(item: TableReader, key: str, values: dict[str, Value]) -> None:
    """A number, or :data:`NO_DATA` for a figure that must be missing."""
    if not item.has(key):
        return
    if item.values[key] == NO_DATA:
        item.allow(key)
        values[key] = None
    else:
        values[key] = float(item.number(key, low=Decimal(-1000)))


def _flag(item: TableReader, key: str, values: dict[str, Value]) -> None:
    """True or false, or :data:`NO_DATA`."""
    if not item.has(key):
        return
    item.allow(key)
    value = item.values[key]
    if value == NO_DATA:
        values[key] = None
    elif isinstance(value, bool):
        values[key] = value
    else:
        item.problem(key, "unknown-choice", value, ("true", "false", NO_DATA))
