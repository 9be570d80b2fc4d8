"""Whether the inspectors suffice at all: exact, before any lot is drawn, and who is short if not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """An object that still needs ``need`` inspectors, and those who may go there."""

    object: str
    stratum: str
    need: int
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shortage:
    """The proof that no assignment exists.

    The ``objects`` need ``needed`` inspectors between them; only ``inspectors`` may go to any of them, and
    these can fill at most ``available`` of the places.
    """

    objects: tuple[str, ...]
    inspectors: tuple[str, ...]
    needed: int
    available: int


def find_shortage(places: Sequence[Place], room: Mapping[str, int]) -> Shortage | None:
    """``None`` if every place can be filled; ``room`` is how many more objects each inspector can take.

    A maximum flow by augmenting paths. When it falls short, what can be reached from the place in want
    is a set whose own need exceeds all that its inspectors can give.
    """
    serving: dict[str, set[str]] = defaultdict(set)
    allowed = {place.object: sorted(place.allowed) for place in places}
    need = {place.object: place.need for place in places}
    for place in places:
        for _ in range(place.need):
            seen = _augment(place.object, allowed, serving, room)
            if seen is not None:
                return _shortage(seen, allowed, need, room)
    return None


def _augment(
    start: str,
    allowed: Mapping[str, Sequence[str]],
    serving: dict[str, set[str]],
    room: Mapping[str, int],
) -> set[str] | None:
    """Find one more inspector for ``start``; else the objects that could be reached in trying."""
    came_from: dict[str, tuple[str, str] | None] = {start: None}
    tried: set[str] = set()
    waiting = [start]
    for wanting in waiting:
        for inspector in allowed[wanting]:
            if inspector in tried or wanting in serving[inspector]:
                continue
            tried.add(inspector)
            if len(serving[inspector]) < room.get(inspector, 0):
                _shift(wanting, inspector, came_from, serving)
                return None
            for other in sorted(serving[inspector]):
                if other not in came_from:
                    came_from[other] = (wanting, inspector)
                    waiting.append(other)
    return set(came_from)


def _shift(
    wanting: str,
    inspector: str,
    came_from: Mapping[str, tuple[str, str] | None],
    serving: dict[str, set[str]],
) -> None:
    """Give ``inspector`` to ``wanting``, which gives up its own to whom the search came from."""
    serving[inspector].add(wanting)
    before = came_from[wanting]
    while before is not None:
        previous, passed_on = before
        serving[passed_on].discard(wanting)
        serving[passed_on].add(previous)
        wanting = previous
        before = came_from[wanting]


def _shortage(
    objects: set[str],
    allowed: Mapping[str, Sequence[str]],
    need: Mapping[str, int],
    room: Mapping[str, int],
) -> Shortage:
    able: dict[str, int] = defaultdict(int)
    for object_id in objects:
        for inspector in allowed[object_id]:
            able[inspector] += 1
    able = {i: min(n, room.get(i, 0)) for i, n in able.items() if room.get(i, 0)}
    return Shortage(
        tuple(sorted(objects)),
        tuple(sorted(able)),
        sum(need[o] for o in objects),
        sum(able.values()),
    )
