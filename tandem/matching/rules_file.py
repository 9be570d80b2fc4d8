"""The bureau's rules and weights from a TOML file; every key has a default.

The keys are documented in ``docs/pairing.md``; an empty file is a valid one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tandem.lib.toml_problems import TomlError, TomlProblem
from tandem.lib.toml_reader import TableReader
from tandem.lib.toml_text import parse_toml, read_text
from tandem.matching.model import (
    FITTING_STAGES,
    STAGES,
    Area,
    Earlier,
    Fairness,
    PairRule,
    PlacesRule,
    Rules,
    Weights,
)

_ZERO, _ONE = Decimal(0), Decimal(1)
_EARLIER: tuple[Earlier, ...] = ("keep", "renew", "ignore")


@dataclass(frozen=True, slots=True)
class BureauRules:
    """What a file says: the hard rules, the weights, and which fairness is wanted."""

    rules: Rules
    weights: Weights
    fairness: Fairness


def load_rules(path: Path) -> BureauRules:
    """Read the file at ``path`` (UTF-8 TOML).

    Raises :class:`TomlError` with every mistake and its line, also where the file cannot be read.
    """
    return parse_rules(read_text(path), str(path))


def parse_rules(text: str, source: str = "rules.toml") -> BureauRules:
    """As :func:`load_rules`, from the text; ``source`` is the name mistakes are reported under."""
    values, lines = parse_toml(text, source)
    problems: list[TomlProblem] = []
    top = TableReader(values, (), lines, problems)
    fairness = top.choice("fairness", ("worst_off", "least_total"), default="worst_off")
    rules = Rules(
        alliances=_read_pairs(top, "alliance"),
        forbidden=_read_pairs(top, "forbidden"),
        stages=_read_stages(top.table("stages")),
        places=_read_places(top.table("places")),
        furthest_km=_optional(top, "furthest_km"),
        area=_read_area(top),
        lone_km=top.number("lone_km", Rules().lone_km, low=_ZERO),
    )
    weights = _read_weights(top.table("weights"))
    top.close()
    if problems:
        raise TomlError(source, tuple(problems))
    return BureauRules(rules, weights, "least_total" if fairness == "least_total" else "worst_off")


def _optional(reader: TableReader, key: str) -> Decimal | None:
    number = reader.number(key, _ZERO, low=_ZERO)
    return number if reader.has(key) else None


def _read_pairs(top: TableReader, key: str) -> tuple[PairRule, ...]:
    rules = []
    for table in top.tables(key):
        rules.append(
            PairRule(
                partner_id=_id(table, "partner"),
                lead_id=_id(table, "lead"),
                why=table.text("why", required=False),
            )
        )
        table.close()
    return tuple(rules)


def _id(table: TableReader, key: str) -> str:
    """An id, written as text or as a whole number."""
    value = table.values.get(key)
    if type(value) is int:
        table.allow(key)
        return str(value)
    return table.text(key)


def _read_stages(reader: TableReader) -> dict[str, tuple[str, ...]]:
    stages = {}
    for stage in STAGES:
        named = reader.has(stage)
        stages[stage] = reader.codes(stage, STAGES) if named else FITTING_STAGES[stage]
    reader.close()
    return stages


def _read_places(reader: TableReader) -> PlacesRule:
    usual = PlacesRule()
    places = PlacesRule(
        most=reader.whole("most", usual.most),
        default=reader.whole("default", usual.default),
        mentor_pairs=reader.whole("mentor_pairs", usual.mentor_pairs, minimum=1),
        mentees_per_mentor=reader.whole("mentees_per_mentor", usual.mentees_per_mentor, minimum=1),
        mentor_share=reader.number("mentor_share", usual.mentor_share, _ZERO, _ONE),
    )
    reader.close()
    return places


def _read_area(top: TableReader) -> Area | None:
    top.allow("area")
    if not top.has("area"):
        return None
    reader = top.table("area")
    area = Area(
        south=reader.number("south", low=Decimal(-90), high=Decimal(90)),
        north=reader.number("north", low=Decimal(-90), high=Decimal(90)),
        west=reader.number("west", low=Decimal(-180), high=Decimal(180)),
        east=reader.number("east", low=Decimal(-180), high=Decimal(180)),
    )
    if area.south > area.north:
        reader.problem("north", "out-of-range", area.north, (f"≥ {area.south}",))
    if area.west > area.east:
        reader.problem("east", "out-of-range", area.east, (f"≥ {area.west}",))
    reader.close()
    return area


def _read_weights(reader: TableReader) -> Weights:
    usual = Weights()
    plain = ("travel", "minute", "stage", "size", "quality", "needs", "earlier", "wishes")
    numbers = {name: reader.number(name, getattr(usual, name), _ZERO) for name in plain}
    if not any(numbers.values()):
        reader.problem(None, "weights-zero")
    mode = reader.choice("earlier_mode", _EARLIER, default=usual.earlier_mode)
    weights = Weights(
        **numbers,
        size_band=_read_band(reader, "size_band", usual.size_band, Decimal("0.001")),
        size_slack=reader.number("size_slack", usual.size_slack, _ONE),
        quality_band=_read_band(reader, "quality_band", usual.quality_band, Decimal(-20)),
        quality_slack=reader.number("quality_slack", usual.quality_slack, _ZERO),
        earlier_mode=next(name for name in _EARLIER if name == mode),
    )
    reader.close()
    return weights


def _read_band(
    reader: TableReader, key: str, usual: tuple[Decimal, Decimal], least: Decimal
) -> tuple[Decimal, Decimal]:
    """A band ``{ from = 1.5, to = 12 }``; either end may be left out."""
    if not reader.has(key):
        return usual
    table = reader.table(key)
    low = table.number("from", usual[0], least)
    high = table.number("to", usual[1], low)
    table.close()
    return low, high
