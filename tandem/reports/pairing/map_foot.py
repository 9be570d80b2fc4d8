"""What stands around a map: the signs explained, the scale, what could not be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.lib.messages import Messages
from tandem.matching.model import School
from tandem.matching.proposing import Proposal
from tandem.reports.pairing.labels import text_width
from tandem.reports.pairing.map_marks import (
    GREY,
    INK,
    LINES,
    NUMBERED,
    attribute,
    mark,
    number,
    square_with_number,
)
from tandem.reports.pairing.projection import scale_bar


@dataclass(frozen=True, slots=True)
class Legend:
    """The signs (kind, room), and whether leads carry numbers."""

    rows: Sequence[tuple[str, float]]
    is_numbered: bool


def legend_rows(
    proposal: Proposal, schools: Iterable[School], say: Messages
) -> list[tuple[str, float]]:
    """The signs that occur, each with the room it takes."""
    drawn = {school.id for school in schools}
    used = {pair.lead_id for pair in proposal.pairs}
    kinds = {
        "lead": any(s.id in used for s in proposal.leads),
        "lead-free": any(s.id not in used for s in proposal.leads if s.id in drawn),
        "partner": bool(proposal.pairs),
        "unplaced": bool(proposal.unplaced),
        "pair": any(not pair.fixed for pair in proposal.pairs),
        "alliance": any(pair.fixed for pair in proposal.pairs),
    }
    return [
        (kind, 52.0 + text_width(say(f"map-{kind}"), 13))
        for kind, occurs in kinds.items()
        if occurs
    ]


def legend_and_notes(
    legend: Legend, left: float, height: float, counts: Sequence[tuple[str, int]], say: Messages
) -> list[str]:
    """The lines of SVG at the foot of a picture ``height`` high; ``counts`` are what is not shown."""
    out = [f'<g id="legend" font-size="13" fill="{INK}">']
    x, y = left, height - 22.0
    for kind, room in legend.rows:
        if kind in ("pair", "alliance"):
            dash = ' stroke-dasharray="7 4" stroke-width="2.4"' if kind == "alliance" else ""
            out.append(
                f'<line x1="{number(x)}" y1="{number(y - 5)}" x2="{number(x + 22)}" y2="{number(y - 5)}" '
                f'stroke="{LINES[0]}" stroke-width="1.6"{dash}/>'
            )
        else:
            plain = kind != "lead" or not legend.is_numbered
            sign = square_with_number(x + 11, y - 5, NUMBERED, 1, LINES[0])
            out.append(mark(kind, x + 11, y - 5, 5.0) if plain else sign)
        out.append(
            f'<text x="{number(x + 28)}" y="{number(y)}">{attribute(say(f"map-{kind}"))}</text>'
        )
        x += room
    out.append("</g>")
    notes = [say(f"map-{name}", {"count": count}) for name, count in counts if count]
    if notes:
        out.append(
            f'<text x="{number(left)}" y="{number(height - 52.0)}" font-size="12" fill="{GREY}">'
            f"{attribute(say('stop').join(notes))}</text>"
        )
    return out


def drawn_scale(scale: float, right: float, say: Messages) -> str:
    """A bar of a round length that ends at ``right``; ``scale`` in units a kilometre."""
    km = scale_bar(scale, 180.0)
    y = 40.0
    left = right - km * scale
    value = {"value": f"{km:g}" if km >= 1 else f"{km * 1000:g}"}
    text = say("map-km" if km >= 1 else "map-m", value)
    return (
        f'<g id="scale" data-km="{km:g}"><path d="M{number(left)} {number(y - 6)}V{number(y)}'
        f'H{number(right)}V{number(y - 6)}" fill="none" stroke="{INK}" stroke-width="1.4"/>'
        f'<text x="{number((left + right) / 2)}" y="{number(y + 18)}" font-size="13" '
        f'text-anchor="middle">{attribute(text)}</text></g>'
    )
