"""The numbers of the judgment that a bureau may change, with the reading's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tandem.policy.results import Band

TOLERANCE = 1e-9
"""Fine points: comparisons of decimals allow 1e-9."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds, weights and the award rule; ``bands`` lists lower limits, best band first."""

    lag_below: float = 0.6
    progress_min: float = -0.1
    progress_group_min: int = 5
    weight_fulfilment: float = 0.4
    weight_check: float = 0.2
    weight_progress: float = 0.4
    alpha: float = 0.5
    formula: Literal["mean", "min"] = "mean"
    bands: tuple[tuple[Band, float], ...] = (("excellent", 90.0), ("good", 80.0), ("pass", 60.0))
    award_min_band: Band = "pass"
    quota: float = 0.3
    rule_weights: Mapping[str, float] = field(default_factory=dict)

    def weight_of(self, requirement: str) -> float:
        """The weight of a requirement in the fulfilment; 1 unless the bureau says otherwise."""
        return self.rule_weights.get(requirement, 1.0)


def at_least(value: float, threshold: float) -> bool:
    """``value >= threshold`` as the reading means it."""
    return value >= threshold - TOLERANCE
