"""From degrees to the plane of a picture: true to shape around the middle, north up.

The cosine of the middle latitude is rounded, so that every machine draws the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

KM_PER_DEGREE = 111.195
_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to picture units; ``scale`` is units a kilometre."""

    west: float
    north: float
    cosine: float
    scale: float
    left: float
    top: float

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place lies, to a tenth of a unit."""
        x = (longitude - self.west) * self.cosine * KM_PER_DEGREE * self.scale
        y = (self.north - latitude) * KM_PER_DEGREE * self.scale
        return round(self.left + x, 1), round(self.top + y, 1)


def size_km(latitudes: Sequence[float], longitudes: Sequence[float]) -> tuple[float, float, float]:
    """Width and height of what the places span, in km, and the cosine used for it."""
    middle = (min(latitudes) + max(latitudes)) / 2
    cosine = max(round(math.cos(math.radians(middle)), 6), 0.01)
    width = (max(longitudes) - min(longitudes)) * cosine * KM_PER_DEGREE
    return width, (max(latitudes) - min(latitudes)) * KM_PER_DEGREE, cosine


def scale_bar(scale: float, longest: float) -> float:
    """A round number of kilometres (1, 2 or 5 times a power of ten) that is at most ``longest`` units."""
    power = 0.001
    best = power
    while power * scale <= longest:
        for nice in _NICE:
            if nice * power * scale <= longest:
                best = nice * power
        power *= 10
    return round(best, 3)
