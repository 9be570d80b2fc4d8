"""The list beside a map: every lead with its number and its partners, so that no name is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.reports.pairing.map_marks import PALE, attribute, number, square_with_number
from tandem.reports.wrapping import wrap

_SIZE, _LINE, _GAP, _INDENT = 12.0, 16.0, 5.0, 24.0
_CELL = 6.6
"""Units that a narrow letter takes at that size, rather too many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A lead with its number and colour, its name, its partners in one text."""

    number: int
    school_id: str
    name: str
    partners: str
    colour: str


def key_list(
    entries: Sequence[Entry], left: float, top: float, width: float
) -> tuple[list[str], float]:
    """The lines of SVG, and where the list ends."""
    cells = max(16, int((width - _INDENT) / _CELL))
    out = [f'<g id="key" font-size="{number(_SIZE)}">']
    y = top
    for entry in entries:
        out.append(square_with_number(left + 8, y + 8, 8.0, entry.number, entry.colour))
        head = f"{entry.name}　"
        lines = wrap(head + entry.partners, cells)
        x = number(left + _INDENT)
        for row, line in enumerate(lines):
            own = line.startswith(entry.name) and row == 0
            text = attribute(line)
            if own:
                rest = attribute(line.removeprefix(entry.name))
                text = f'<tspan font-weight="bold">{attribute(entry.name)}</tspan>{rest}'
            data = f' data-lead="{attribute(entry.school_id)}"' if row == 0 else ""
            out.append(f'<text{data} x="{x}" y="{number(y + 12.5)}">{text}</text>')
            y += _LINE
        y += _GAP
    line = f'stroke="{PALE}" stroke-width="1"'
    x = number(left - 14)
    out.append(f'<path d="M{x} {number(top)}V{number(y)}" fill="none" {line}/></g>')
    return out, y
