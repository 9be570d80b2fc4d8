"""One school's year: fulfilment, lagging, progress and score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tandem.policy.model import Judgment, Policy
from tandem.policy.results import Finding, Side, SideYear

TOLERANCE = 1e-9
SIDES: tuple[Side, Side] = ("lead", "partner")


def at_least(value: float, limit: float) -> bool:
    """``value >= limit``, allowing 1e-9 (the reading, "Fine points")."""
    return value >= limit - TOLERANCE


@dataclass(slots=True)
class Tally:
    """Weights of the requirement-terms that were met, and of those that were met or short."""

    met: Decimal = Decimal(0)
    due: Decimal = Decimal(0)

    def add(self, weight: Decimal, *, met: bool) -> None:
        """Count one requirement-term."""
        self.due += weight
        if met:
            self.met += weight

    @property
    def fulfilment(self) -> float | None:
        """Met over due; ``None`` (no data) with nothing due."""
        return float(self.met) / float(self.due) if self.due else None


TallyKey = tuple[str, int, Side]


def tally_findings(
    policy: Policy, findings: Iterable[Finding], year_of_term: Mapping[str, int]
) -> dict[TallyKey, Tally]:
    """Met and due weights by (collaboration, year, side).

    Only requirements per term that are not advice enter, each requirement-term once, and only as met
    or short; a duty of both counts for both sides, one of the bureau for neither.
    """
    weights = {
        rule.id: rule.weight
        for rule in policy.rules
        if rule.per == "term" and rule.severity == "must" and rule.duty != "bureau"
    }
    tallies: dict[TallyKey, Tally] = {}
    for finding in findings:
        weight = weights.get(finding.requirement)
        if weight is None or finding.status not in ("met", "short"):
            continue
        year = year_of_term[finding.period]
        for side in SIDES:
            if finding.duty in (side, "both"):
                tally = tallies.setdefault((finding.collaboration_id, year, side), Tally())
                tally.add(weight, met=finding.status == "met")
    return tallies


def side_score(
    judgment: Judgment, fulfilment: float | None, check: float | None, delta_z: float | None
) -> float | None:
    """0 to 100 from what has data, weights renormalised; ``None`` if nothing has.

    Progress is mapped by clamp(at_zero + per_z · Δz, 0, 1).
    """
    parts: list[tuple[float, float]] = []
    if fulfilment is not None:
        parts.append((float(judgment.weight_fulfilment), fulfilment))
    if check is not None:
        parts.append((float(judgment.weight_check), check))
    if delta_z is not None:
        mapped = float(judgment.progress_at_zero) + float(judgment.progress_per_z) * delta_z
        parts.append((float(judgment.weight_progress), min(1.0, max(0.0, mapped))))
    total = sum(weight for weight, _ in parts)
    if not total:
        return None
    return 100 * sum(weight * value for weight, value in parts) / total


def judge_side(
    judgment: Judgment,
    collaboration_id: str,
    year: int,
    side: Side,
    fulfilment: float | None,
    check: float | None,
    delta_z: float | None,
) -> SideYear:
    """One school's year from its three figures."""
    return SideYear(
        collaboration_id=collaboration_id,
        year=year,
        side=side,
        fulfilment=fulfilment,
        lagging=None if fulfilment is None else not at_least(fulfilment, float(judgment.lag_below)),
        delta_z=delta_z,
        progress=None if delta_z is None else at_least(delta_z, float(judgment.progress_min)),
        check_rating=check,
        score=side_score(judgment, fulfilment, check, delta_z),
    )
