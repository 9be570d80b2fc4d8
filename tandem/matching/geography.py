"""Great-circle distances that are the same to the last bit on every machine.

Only additions, products, quotients and square roots are used: IEEE 754 rounds those exactly, while
the sines and arcsines of different processors differ in the last place, enough to break a tie.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""

_PI = 3.141592653589793
_NEAR = 0.06
"""Below this squared chord (some 1,560 km) the short series is good to a metre."""


def unit_vectors(
    latitudes: Sequence[float | None], longitudes: Sequence[float | None]
) -> NDArray[np.float64]:
    """The points on the unit sphere, an array (3, n); zeros where a place is not known (degrees)."""
    known = np.array([value is not None for value in latitudes], dtype=np.float64)
    lat = np.array([value or 0.0 for value in latitudes], dtype=np.float64) * (_PI / 180)
    lon = np.array([value or 0.0 for value in longitudes], dtype=np.float64) * (_PI / 180)
    sin_lat, cos_lat = _sine_cosine(lat)
    sin_lon, cos_lon = _sine_cosine(lon)
    return np.stack([cos_lat * cos_lon * known, cos_lat * sin_lon * known, sin_lat * known])


def _sine_cosine(angle: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sine and cosine for ``|angle| <= π``, by Taylor series at a quarter of the angle."""
    quarter = angle / 4
    square = quarter * quarter
    sine, cosine = np.zeros_like(square), np.zeros_like(square)
    for n in range(9, 0, -1):
        sine = (1 - sine) * square / (2 * n * (2 * n + 1))
        cosine = (1 - cosine) * square / ((2 * n - 1) * 2 * n)
    sine, cosine = quarter * (1 - sine), 1 - cosine
    for _ in range(2):
        sine, cosine = 2 * sine * cosine, cosine * cosine - sine * sine
    return sine, cosine


def distances_km(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometres between the points of ``one`` (3, m) and ``other`` (3, n), an array (m, n)."""
    square = one[0][:, None] - other[0]
    square *= square
    for axis in (1, 2):
        step = one[axis][:, None] - other[axis]
        step *= step
        square += step
    return _along_the_ground(square)


def paired_km(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometres between the points at equal positions of two arrays (3, n)."""
    steps = one - other
    steps *= steps
    return _along_the_ground(steps[0] + steps[1] + steps[2])


def _along_the_ground(square: NDArray[np.float64]) -> NDArray[np.float64]:
    """From squared chords of the unit sphere to kilometres on the earth (overwrites its input)."""
    if square.size and float(square.max()) > _NEAR:
        return _far(square)
    series = square * (5 / 7168)
    series += 3 / 640
    series *= square
    series += 1 / 24
    series *= square
    series += 1
    np.sqrt(square, out=square)
    series *= square
    series *= EARTH_KM
    return series


def _far(square: NDArray[np.float64]) -> NDArray[np.float64]:
    """Any distance: four times halved, so that the series converges, and doubled again."""
    quarter = square / 4  # sin² of half the angle
    for _ in range(4):
        root = np.sqrt(np.maximum(1 - quarter, 0))
        quarter = quarter / (2 * (1 + root))
    near = square <= _NEAR
    result: NDArray[np.float64] = _along_the_ground(np.minimum(4 * quarter, _NEAR)) * 16
    if near.any():  # the two series differ in the last bits: near pairs must not depend on far ones
        result[near] = _along_the_ground(square[near])
    return result
