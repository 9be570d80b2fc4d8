"""One thing of the map at a time: a pair's line, a school's mark, its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.matching.model import Pair
from tandem.reports.pairing.labels import Label, Segment
from tandem.reports.pairing.map_marks import (
    GREY,
    INK,
    LEAD,
    NUMBERED,
    UNPLACED,
    attribute,
    mark,
    number,
    square_with_number,
)
from tandem.reports.pairing.map_spots import Spot


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws as SVG text.

    ``numbers`` and ``colours`` are by lead; ``size`` is that of names, ``radius`` that of points without
    a number.
    """

    spots: Sequence[Spot]
    numbers: Mapping[str, int]
    colours: Mapping[str, str]
    size: float
    radius: float

    def line(self, pair: Pair, segment: Segment) -> str:
        """A pair; an alliance is dashed."""
        dash = ' stroke-dasharray="7 4" stroke-width="2.4"' if pair.fixed else ""
        x1, y1, x2, y2 = map(number, segment)
        return (
            f'<line data-partner="{attribute(pair.partner_id)}" '
            f'data-lead="{attribute(pair.lead_id)}" '
            f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" '
            f'stroke="{self.colours[pair.lead_id]}"{dash}/>'
        )

    def number_of(self, spot: Spot) -> int:
        """The number of the lead, or that of a partner's lead; 0 without one."""
        return self.numbers.get(spot.lead_id, 0)

    def point(self, spot: Spot, x: float, y: float, *, small: bool = False) -> str:
        """A school; ``small`` where it is drawn again, larger."""
        own = spot.school.id
        if small:
            shape = mark(spot.kind, x, y, 3.0)
        elif own in self.numbers:
            shape = square_with_number(x, y, NUMBERED, self.numbers[own], self.colours[own])
        else:
            shape = mark(spot.kind, x, y, self.radius)
        return (
            f'<g data-school="{attribute(own)}" data-kind="{spot.kind}">'
            f"<title>{attribute(spot.tip)}</title>{shape}</g>"
        )

    def name(self, label: Label) -> str:
        """A school's name where it found room."""
        spot, box = self.spots[label.index], label.box
        bold = ' font-weight="bold"' if spot.kind.startswith("lead") else ""
        fill = {"unplaced": UNPLACED, "lead": LEAD, "lead-free": GREY}.get(spot.kind, INK)
        middle = (box.left + box.right) / 2
        count, behind = self.number_of(spot), ""
        if count and spot.kind == "partner":
            colour = self.colours[spot.lead_id]
            behind = f' <tspan font-weight="bold" fill="{colour}">{count}</tspan>'
        return (
            f'<text data-school="{attribute(spot.school.id)}" x="{number(middle)}" '
            f'y="{number(box.top + self.size * 0.95)}" text-anchor="middle" fill="{fill}"{bold}>'
            f"{attribute(spot.short)}{behind}</text>"
        )

    def leader(self, label: Label, at: tuple[float, float]) -> str:
        """The thin line from a name that stands apart to its school at ``at``."""
        box = label.box
        x = min(max(at[0], box.left), box.right)
        y = min(max(at[1], box.top), box.bottom)
        return (
            f'<line x1="{number(at[0])}" y1="{number(at[1])}" x2="{number(x)}" y2="{number(y)}" '
            f'data-leader="{attribute(self.spots[label.index].school.id)}"/>'
        )
