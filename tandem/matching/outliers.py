"""Schools that lie oddly far from all others: likely a slip in their coordinates, perhaps an island."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from tandem.matching.geography import paired_km, unit_vectors
from tandem.matching.model import Rules, School

TIMES = 5.0
"""So many times the usual distance to the nearest school is far, also where schools are thin."""

_LARGEST, _SHARE = 10, 10
"""A lonely group is at most so many schools, and at most one in so many of the list (or one school)."""


@dataclass(frozen=True, slots=True)
class LoneSchools:
    """One school, or a few close to each other, far from all the rest.

    ``nearest_id`` is the nearest of the rest and ``km`` how far it is from the first of ``school_ids``;
    ``usual_km`` is the median distance of a school of the list to its nearest.
    """

    school_ids: tuple[str, ...]
    nearest_id: str
    km: float
    usual_km: float


def lone_schools(schools: Sequence[School], rules: Rules) -> tuple[LoneSchools, ...]:
    """The schools further than ``rules.lone_km`` and :data:`TIMES` the usual distance from the rest.

    Nothing where ``lone_km`` is 0 or the bureau gave an ``area`` (then a place outside is refused
    anyway). Schools without a place on the earth are not looked at. The first of each group is the one
    that comes first by id; groups are in that order.
    """
    placed = sorted((s for s in schools if _is_placed(s)), key=lambda school: school.id)
    if not rules.lone_km or rules.area is not None or len(placed) < 3:
        return ()
    points = unit_vectors([s.latitude for s in placed], [s.longitude for s in placed])
    near, km = _nearest(points, min(_LARGEST + 2, len(placed)))
    usual = float(np.median(km[:, 0]))
    limit = max(float(rules.lone_km), TIMES * usual)
    most = min(_LARGEST, max(1, len(placed) // _SHARE))
    close = [
        [n for n, d in zip(others, distances, strict=True) if d <= limit]
        for others, distances in zip(near, km.tolist(), strict=True)
    ]
    found: list[LoneSchools] = []
    seen: set[int] = set()
    for first in range(len(placed)):
        if first in seen or len(close[first]) >= most:
            continue
        group = _group(first, close, most)
        if group is None:
            continue
        seen.update(group)
        others = [
            (d, n) for n, d in zip(near[first], km[first].tolist(), strict=True) if n not in group
        ]
        distance, nearest = min(others)
        ids = tuple(placed[member].id for member in group)
        found.append(LoneSchools(ids, placed[nearest].id, distance, usual))
    return tuple(found)


def _group(first: int, close: Sequence[Sequence[int]], most: int) -> list[int] | None:
    """All that hang together with the first by short steps; ``None`` where these are many."""
    group, waiting = {first}, [first]
    while waiting:
        for other in close[waiting.pop()]:
            if other not in group:
                group.add(other)
                waiting.append(other)
        if len(group) > most:
            return None
    return sorted(group)


def _nearest(
    points: NDArray[np.float64], count: int
) -> tuple[list[list[int]], NDArray[np.float64]]:
    """Each point's nearest others and the km to them, ``count - 1`` a row (itself is left out)."""
    tree = cKDTree(points.T)
    _, found = tree.query(points.T, k=count)
    rows = [[n for n in row if n != own][: count - 1] for own, row in enumerate(found.tolist())]
    flat = np.array(rows, dtype=np.int64)
    own = np.repeat(np.arange(len(rows)), count - 1)
    km = paired_km(points[:, own], points[:, flat.ravel()]).reshape(flat.shape)
    order = np.lexsort((flat, km), axis=1)
    near = np.take_along_axis(flat, order, axis=1)
    return near.tolist(), np.take_along_axis(km, order, axis=1)


def _is_placed(school: School) -> bool:
    latitude, longitude = school.latitude, school.longitude
    if latitude is None or longitude is None or latitude == longitude == 0:
        return False
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
