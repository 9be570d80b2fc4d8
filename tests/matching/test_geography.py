"""Distances: right to the metre, near and far, and alike however they are asked for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.matching.geography import distances_km, paired_km, unit_vectors

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
KNOWN = ["0x1.1a1304da7a01bp+7", "0x1.071b8db8f027dp+11", "0x1.ed92d495bb7a1p+10"]
"""Kilometres between three points, as hexadecimal doubles."""


def haversine(one: tuple[float, float], other: tuple[float, float]) -> float:
    a, b = math.radians(one[0]), math.radians(other[0])
    c = math.radians(one[1] - other[1])
    h = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(c / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1, math.sqrt(h)))


@settings(max_examples=200, deadline=None)
@given(
    one=st.tuples(LATITUDES, LONGITUDES),
    other=st.tuples(LATITUDES, LONGITUDES),
    near=st.floats(0, 0.5),
)
def test_as_the_haversine_formula_has_it(
    one: tuple[float, float], other: tuple[float, float], near: float
) -> None:
    beside = (max(min(one[0] + near, 90), -90), one[1])
    points = [one, other, beside]
    vectors = unit_vectors([lat for lat, _ in points], [lon for _, lon in points])
    table = distances_km(vectors, vectors)
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            # close to the far side of the earth both formulas lose digits
            slack = 1e-3 if haversine(a, b) < 19_000 else 0.5
            assert table[i, j] == pytest.approx(haversine(a, b), abs=slack)


def test_a_pair_has_one_distance_whoever_else_is_in_the_list() -> None:
    near = unit_vectors([30.0, 30.1], [114.0, 114.2])
    wide = unit_vectors([30.0, 30.1, -40.0], [114.0, 114.2, -60.0])
    alone = distances_km(near[:, :1], near[:, 1:])[0, 0]
    assert distances_km(wide, wide)[0, 1] == alone
    assert paired_km(near[:, :1], near[:, 1:])[0] == alone


def test_known_distances_to_the_last_bit() -> None:
    """What these few operations give; another machine must give the same."""
    vectors = unit_vectors([30.0, 31.25, 45.5], [114.0, 113.75, 100.125])
    table = distances_km(vectors, vectors)
    assert [float.hex(float(x)) for x in table[np.triu_indices(3, 1)]] == KNOWN
