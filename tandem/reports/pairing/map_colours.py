"""Colours for the lines of a map: neighbours differ."""

from __future__ import annotations

from collections.abc import Iterable

from tandem.reports.pairing.map_marks import LINES

Place = tuple[float, float, str]
"""x, y and the lead's id."""


def line_colours(leads: Iterable[Place]) -> dict[str, str]:
    """A colour for each lead's lines, as different as can be from those of the leads around it."""
    chosen: dict[str, int] = {}
    done: list[Place] = []
    for x, y, lead_id in sorted(leads, key=lambda s: (s[1], s[0], s[2])):
        near = sorted(done, key=lambda s: (s[0] - x) ** 2 + (s[1] - y) ** 2)[:4]
        around = [chosen[other] for _, _, other in near]
        order = sorted(
            range(len(LINES)),
            key=lambda c: (around.index(c) * -1 if c in around else -9, c),
        )
        chosen[lead_id] = order[0]
        done.append((x, y, lead_id))
    return {school_id: LINES[colour] for school_id, colour in chosen.items()}
