"""Which part of a map is too crowded to be read, and how much larger it can be drawn beside the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.reports.pairing.labels import Box, Segment

_FEWEST, _CLOSE = 6, 15.0
"""So many schools, each with another nearer than this, are a crowd."""
_REACH = (30.0, 42.0)
_SHARE, _EDGE = 0.04, 8.0
_ROOM, _ROOM_BESIDE = 62.0, 78.0
"""Room for names above and below, and on either side, of what is enlarged."""
_LEAST, _MOST = 1.7, 9.0


@dataclass(frozen=True, slots=True)
class Inset:
    """``window`` of the map is drawn ``times`` as large in ``frame``; ``inside`` are its points' numbers."""

    window: Box
    frame: Box
    times: float
    inside: tuple[int, ...]

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the map lies in the frame, to a tenth of a unit."""
        middle = (
            (self.window.left + self.window.right) / 2,
            (self.window.top + self.window.bottom) / 2,
        )
        centre = (self.frame.left + self.frame.right) / 2, (self.frame.top + self.frame.bottom) / 2
        return (
            round(centre[0] + (x - middle[0]) * self.times, 1),
            round(centre[1] + (y - middle[1]) * self.times, 1),
        )

    def line(self, segment: Segment) -> Segment:
        """A line of the map in the frame; it may run out of it."""
        return (*self.place(*segment[:2]), *self.place(*segment[2:]))


def find_inset(
    places: Sequence[tuple[float, float]], extent: float, left: float, top: float, width: float
) -> Inset | None:
    """The most crowded part of the map, to be enlarged at ``left``, ``top`` and ``width`` wide.

    ``extent`` is the larger side of what the places span. ``None`` where nothing is so crowded, or it
    would gain too little.
    """
    reach = min(max(extent * _SHARE, _REACH[0]), _REACH[1])
    crowded = [
        n
        for n, own in enumerate(places)
        if any(_apart(at, own) < _CLOSE for o, at in enumerate(places) if o != n)
    ]
    best: list[int] = []
    for n in sorted(crowded, key=lambda n: (places[n], n)):
        near = [o for o in crowded if _apart(places[o], places[n]) <= reach]
        best = near if len(near) > len(best) else best
    if len(best) < _FEWEST:
        return None
    xs, ys = [places[n][0] for n in best], [places[n][1] for n in best]
    window = Box(min(xs) - _EDGE, min(ys) - _EDGE, max(xs) + _EDGE, max(ys) + _EDGE)
    wide, high = window.right - window.left, window.bottom - window.top
    times = min((width - 2 * _ROOM_BESIDE) / wide, (width * 1.3 - 2 * _ROOM) / high, _MOST)
    if times < _LEAST or max(wide, high) > extent * 0.6:
        return None
    frame = Box(left, top, left + width, round(top + high * times + 2 * _ROOM, 1))
    # What the frame shows is a little more than the crowd itself: no line may begin at nothing there.
    beside, above = width / times / 2, (frame.bottom - frame.top) / times / 2
    x, y = (window.left + window.right) / 2, (window.top + window.bottom) / 2
    shown = Box(x - beside, y - above, x + beside, y + above)
    inside = tuple(
        n for n, (x, y) in enumerate(places)
        if shown.left <= x <= shown.right and shown.top <= y <= shown.bottom
    )  # fmt: skip
    return Inset(shown, frame, round(times, 3), inside)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))
