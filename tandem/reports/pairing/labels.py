"""Placing names on a map: no name on another, none on a point, as few lines crossed as can be.

Greedy and deterministic: names are placed in the order given, each at the best free spot around its
point; one that finds none is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

_CELL = 48.0
_WIDE, _NARROW = 1.0, 0.6
"""Width of a Chinese and of a Latin letter, in units of the font size."""

_DIRECTIONS = (
    (1.0, 0.0), (-1.0, 0.0), (0.71, -0.71), (0.71, 0.71), (-0.71, -0.71), (-0.71, 0.71),
    (0.0, -1.0), (0.0, 1.0), (0.92, -0.38), (0.92, 0.38), (-0.92, -0.38), (-0.92, 0.38),
    (0.38, -0.92), (0.38, 0.92), (-0.38, -0.92), (-0.38, 0.92),
)  # fmt: skip
_RINGS = (4.0, 12.0, 24.0, 38.0, 54.0, 72.0, 92.0, 116.0)
_CROSSING, _FAR, _TURN = 7.0, 0.45, 0.35


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the picture's units."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether it lies inside ``other``."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Point:
    """Something to be named: its middle, half its size, its name."""

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands. ``leader``: it is so far off that a thin line should lead to its point."""

    index: int
    box: Box
    leader: bool


Segment = tuple[float, float, float, float]


def text_width(text: str, size: float) -> float:
    """How wide ``text`` is, roughly and rather too wide."""
    cells = cell_len(text)
    wide = cells - len(text)
    return size * (wide * _WIDE + (len(text) - wide) * _NARROW)


def place_labels(
    points: Sequence[Point],
    lines: Iterable[Segment],
    order: Sequence[int],
    size: float,
    frame: Box,
    blocked: Iterable[Box] = (),
) -> list[Label]:
    """Names for ``points`` in ``order``, inside ``frame`` and not over what is ``blocked``.

    Those without room are missing.
    """
    taken = _Grid()
    for box in blocked:
        taken.add(box)
    for point in points:
        r = point.radius + 1
        taken.add(Box(point.x - r, point.y - r, point.x + r, point.y + r))
    crossed = _Lines(lines)
    placed: list[Label] = []
    for index in order:
        best: tuple[float, Box, bool] | None = None
        for box, base, far in _spots(points[index], size):
            if best is not None and base >= best[0]:
                continue
            if not box.within(frame) or taken.is_taken(box):
                continue
            cost = base + _CROSSING * crossed.count(box)
            if best is None or cost < best[0]:
                best = cost, box, far
        if best is not None:
            taken.add(best[1])
            placed.append(Label(index, best[1], best[2]))
    return placed


def _spots(point: Point, size: float) -> Iterator[tuple[Box, float, bool]]:
    """Boxes around a point, each with its own cost and whether it needs a leader."""
    width, height = text_width(point.name, size), size * 1.15
    for ring in _RINGS:
        for turn, (dx, dy) in enumerate(_DIRECTIONS):
            reach = point.radius + ring
            x, y = point.x + dx * reach, point.y + dy * reach
            left = x if dx > 0.3 else x - width if dx < -0.3 else x - width / 2
            top = y if dy > 0.9 else y - height if dy < -0.9 else y - height / 2
            yield Box(left, top, left + width, top + height), ring * _FAR + turn * _TURN, ring > 8


class _Grid:
    """Boxes by the cells that they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)

    def is_taken(self, box: Box) -> bool:
        return any(
            box.overlaps(other) for cell in _cells(box) for other in self._cells.get(cell, ())
        )


class _Lines:
    """Segments by the cells of the boxes around them, cut into short pieces first."""

    def __init__(self, lines: Iterable[Segment]) -> None:
        self._cells: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._lines = list(lines)
        for number, (x1, y1, x2, y2) in enumerate(self._lines):
            steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / _CELL) + 1)
            for i in range(steps):
                a, b = i / steps, (i + 1) / steps
                xs = x1 + (x2 - x1) * a, x1 + (x2 - x1) * b
                ys = y1 + (y2 - y1) * a, y1 + (y2 - y1) * b
                for cell in _cells(Box(min(xs), min(ys), max(xs), max(ys))):
                    self._cells[cell].add(number)

    def count(self, box: Box) -> int:
        """How many lines cross the box."""
        near = {n for cell in _cells(box) for n in self._cells.get(cell, ())}
        return sum(crosses(self._lines[n], box) for n in near)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


def crosses(line: Segment, box: Box) -> bool:
    """Whether a segment runs through a box (Liang and Barsky)."""
    x1, y1, x2, y2 = line
    first, last = 0.0, 1.0
    for delta, low, high in (
        (x2 - x1, box.left - x1, box.right - x1),
        (y2 - y1, box.top - y1, box.bottom - y1),
    ):
        if delta == 0:
            if low > 0 or high < 0:
                return False
            continue
        a, b = low / delta, high / delta
        first, last = max(first, min(a, b)), min(last, max(a, b))
    return first < last
