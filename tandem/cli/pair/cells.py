"""Cells of a school list as values: coordinates, counts, lists. Each raises ``BadCell`` with a code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tandem.cli.pair.mapping import CoordinateUnit
from tandem.facts.normalise import BadCell, integer, number, widths

LARGEST = 10_000_000
"""No count of people is larger."""

_DEGREES = re.compile(
    r"([+-]?\d{1,3})[°度](?:(\d{1,2})[′'’分])?(?:(\d{1,2}(?:\.\d+)?)(?:[\"”秒]|''|′′|’’))?([NSEW])?",
    re.I,
)
_PARTS = re.compile(r"[,，、;；|\n]+")
_MEASURE = re.compile(r"[人名位所个個]$")
_MILLIONTHS = 1_000_000


def degrees(value: str, unit: CoordinateUnit) -> float | None:
    """A coordinate in degrees: ``121.6031``, ``121°36′11″``, or millionths of a degree.

    Whether it lies on the earth is not looked at here: a swapped or strayed place is told with more
    understanding by the proposal's own checks.
    """
    text = widths(value)
    if not text:
        return None
    match = _DEGREES.fullmatch(text.replace(" ", ""))
    if match is not None:
        whole, minutes, seconds, letter = match.groups()
        part = float(minutes or 0) / 60 + float(seconds or 0) / 3600
        size = abs(float(whole)) + part
        south_or_west = whole.startswith("-") or (letter or "").upper() in ("S", "W")
        return -size if south_or_west else size
    figure = float(number(text, None, None).text or 0)
    return figure / _MILLIONTHS if unit == "millionths" else figure


def count(values: Sequence[str], multiple: Decimal = Decimal(1), most: int = LARGEST) -> int | None:
    """A count of people, the sum of several cells; ``None`` where any of them is empty."""
    total = Decimal(0)
    for value in values:
        text = _MEASURE.sub("", widths(value)).strip()
        read = integer if multiple == 1 else number
        cell = read(text, 0, most).text
        if cell is None:
            return None
        total += Decimal(cell) * multiple
    if total != int(total):
        raise BadCell("bad_integer")
    return int(total)


def figure(value: str) -> float | None:
    """A quality figure; ``None`` where there is none."""
    text = number(value, None, None).text
    return None if text is None else float(text)


def parts(values: Sequence[str]) -> tuple[str, ...]:
    """The entries of list cells, parted by commas or the like, in order and without repeats."""
    found = (widths(part) for value in values for part in _PARTS.split(value))
    return tuple(dict.fromkeys(part for part in found if part))
