"""What is known of schools as arrays: sizes, standing and subjects, the same on every machine.

Logarithms and z-scores are kept as whole 1/1024ths, so that a term of the cost is a table look-up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tandem.matching.model import School

STEP = 1024
"""Steps in a doubling of pupils, or in a standard deviation."""

UNKNOWN = -(1 << 30)
"""Stands where a size or a standing is not known."""

_LN2 = 0.6931471805599453
_FIGURE_YEARS = 3


def log_steps(values: Sequence[float]) -> NDArray[np.int64]:
    """log2 of positive numbers in 1/1024ths, by basic arithmetic (libraries' logarithms differ)."""
    part, power = np.frexp(np.array(values, dtype=np.float64))
    root = 0.7071067811865476
    s = (part - root) / (part + root)
    square = s * s
    series = np.zeros_like(s)
    for n in range(19, 0, -2):
        series = series * square + 1 / n
    logs = 2 * s * series / _LN2 - 0.5 + power
    return np.rint(logs * STEP).astype(np.int64)


def sizes(schools: Sequence[School]) -> NDArray[np.int64]:
    """log2 of each school's pupils in 1/1024ths; :data:`UNKNOWN` where there is no number."""
    pupils = [school.pupils or 0 for school in schools]
    steps = log_steps([max(number, 1) for number in pupils])
    steps[np.array(pupils) == 0] = UNKNOWN
    return steps


def standings(
    leads: Sequence[School], partners: Sequence[School]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each school's standing among those of its stage, in 1/1024ths of a standard deviation.

    A year's z-score is taken over all schools of that stage with a figure for it (population
    standard deviation; where that is below 1e-12, z = 0); a school's standing is the mean over the
    last three years that it has. :data:`UNKNOWN` without any.
    """
    groups: dict[tuple[str, int], list[float]] = defaultdict(list)
    for school in chain(leads, partners):
        for year, figure in school.figures.items():
            groups[school.stage, year].append(figure)
    if not groups:
        return np.full(len(leads), UNKNOWN), np.full(len(partners), UNKNOWN)
    spread = {key: _mean_deviation(figures) for key, figures in groups.items()}

    def standing(school: School) -> int:
        figures = school.figures
        if not figures:
            return UNKNOWN
        total, years = 0.0, sorted(figures, reverse=True)[:_FIGURE_YEARS]
        for year in years:
            mean, deviation = spread[school.stage, year]
            if deviation >= 1e-12:
                total += (figures[year] - mean) / deviation
        return round(total / len(years) * STEP)

    return (
        np.array([standing(school) for school in leads], dtype=np.int64),
        np.array([standing(school) for school in partners], dtype=np.int64),
    )


def _mean_deviation(figures: list[float]) -> tuple[float, float]:
    mean = math.fsum(figures) / len(figures)
    variance = math.fsum((figure - mean) * (figure - mean) for figure in figures) / len(figures)
    return mean, math.sqrt(variance)


def subject_words(lists: Iterable[tuple[str, ...]], bits: dict[str, int]) -> NDArray[np.uint64]:
    """Each list of subjects as bits, an array (words, schools); subjects without a bit are left out."""
    words = max(1, -(-len(bits) // 64))
    rows = []
    for subjects in lists:
        mask = 0
        for subject in subjects:
            if subject in bits:
                mask |= 1 << bits[subject]
        rows.append([(mask >> 64 * word) & 0xFFFFFFFFFFFFFFFF for word in range(words)])
    return np.array(rows, dtype=np.uint64).reshape(len(rows), words).T.copy()
