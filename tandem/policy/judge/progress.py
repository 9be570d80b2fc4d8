"""Progress of schools: z-scores of the quality figure among schools of a kind (clause 6.1b)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tandem.policy.judge.records import JudgmentRecords

FLAT = 1e-12
"""A standard deviation below this is none: every school then has z = 0."""

HUGE = 1e100
"""Figures beyond this are scaled down before they are squared."""


def z_scores(records: JudgmentRecords, group_min: int) -> Mapping[tuple[str, int], float]:
    """(School id, year) to z-score, among schools of the same stage and bureau with a figure.

    A school without a figure, or in a group of fewer than ``group_min`` figures, is absent: that is
    *no data*. Sums are exact (``fsum``), so the order of the records cannot matter.
    """
    groups: dict[tuple[str, str, int], list[tuple[str, float]]] = defaultdict(list)
    for (school_id, year), value in records.quality.items():
        if school_id in records.schools:
            groups[(*records.schools[school_id], year)].append((school_id, value))
    scores: dict[tuple[str, int], float] = {}
    for (_, _, year), members in groups.items():
        if len(members) < group_min:
            continue
        # a z-score has no unit: scaled down, even the largest doubles can be squared
        largest = max(abs(value) for _, value in members)
        unit = largest if largest > HUGE else 1.0
        members = [(school_id, value / unit) for school_id, value in members]
        mean = math.fsum(value for _, value in members) / len(members)
        variance = math.fsum((value - mean) ** 2 for _, value in members) / len(members)
        deviation = math.sqrt(variance)
        for school_id, value in members:
            scores[school_id, year] = 0.0 if deviation < FLAT else (value - mean) / deviation
    return scores


def change(scores: Mapping[tuple[str, int], float], school_id: str, year: int) -> float | None:
    """Δz from the year before; ``None`` if either year has no data."""
    now, before = scores.get((school_id, year)), scores.get((school_id, year - 1))
    return None if now is None or before is None else now - before


def slope(points: Sequence[tuple[int, float]]) -> float | None:
    """Least-squares slope a year; ``None`` with fewer than three points."""
    if len(points) < 3:
        return None
    mean_x = math.fsum(x for x, _ in points) / len(points)
    mean_y = math.fsum(y for _, y in points) / len(points)
    spread = math.fsum((x - mean_x) ** 2 for x, _ in points)
    return math.fsum((x - mean_x) * (y - mean_y) for x, y in points) / spread
