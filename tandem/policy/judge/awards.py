"""The bundled verdict on a collaboration's year, and the shortlist for awards (clauses 6.1a–d)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tandem.policy.judge.sides import TOLERANCE, at_least
from tandem.policy.model import Judgment
from tandem.policy.results import Band, Shortlist, SideYear, Verdict

BAND_ORDER: tuple[Band, ...] = ("excellent", "good", "pass", "fail")


def bundled_score(judgment: Judgment, lead: SideYear, partner: SideYear) -> float | None:
    """One score that both schools receive; ``None`` if either has none."""
    if lead.score is None or partner.score is None:
        return None
    if judgment.formula == "min":
        return min(lead.score, partner.score)
    alpha = float(judgment.alpha)
    return alpha * lead.score + (1 - alpha) * partner.score


def band_of(judgment: Judgment, score: float | None) -> Band | None:
    """The band of a score; no score, no band."""
    if score is None:
        return None
    for band, limit in judgment.bands:
        if at_least(score, float(limit)):
            return band
    return "fail"


def side_obstacles(side: SideYear) -> list[str]:
    """What stands in the way of an award on one side; a missing check rating does not."""
    obstacles = []
    if side.lagging:
        obstacles.append(f"{side.side}:lag")
    if side.progress is False:
        obstacles.append(f"{side.side}:no_progress")
    if side.fulfilment is None or side.delta_z is None:
        obstacles.append(f"{side.side}:no_data")
    return obstacles


def judge_pair(
    judgment: Judgment, lead: SideYear, partner: SideYear, overdue: Iterable[str]
) -> Verdict:
    """The verdict on one collaboration's year, before the shortlist.

    ``overdue``: codes of blocking rules that fell due in the year and are short (``both:plan``).
    """
    score = bundled_score(judgment, lead, partner)
    band = band_of(judgment, score)
    obstacles = [*overdue, *side_obstacles(lead), *side_obstacles(partner)]
    if band is None or BAND_ORDER.index(band) > BAND_ORDER.index(judgment.award_min_band):
        obstacles.append("both:band")
    return Verdict(
        collaboration_id=lead.collaboration_id,
        year=lead.year,
        score=score,
        band=band,
        eligible=not obstacles,
        blocked_by=tuple(sorted(obstacles)),
        shortlist="no",
    )


def shortlist(judgment: Judgment, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of one round's year with their place on the award line.

    n = floor(quota × collaborations with a score + 1e-9). If the n-th and the next eligible one have
    equal scores, all with that score are a tie, for a person to decide.
    """
    scored = [verdict.score for verdict in verdicts if verdict.score is not None]
    places = math.floor(float(judgment.quota) * len(scored) + TOLERANCE)
    line = sorted((v.score for v in verdicts if v.eligible and v.score is not None), reverse=True)

    def place(verdict: Verdict) -> Shortlist:
        if not verdict.eligible or verdict.score is None or places == 0:
            return "no"
        if len(line) <= places:
            return "yes"
        last_in, first_out = line[places - 1], line[places]
        if abs(last_in - first_out) <= TOLERANCE and abs(verdict.score - last_in) <= TOLERANCE:
            return "tie"
        return "yes" if at_least(verdict.score, last_in) else "no"

    return [replace(verdict, shortlist=place(verdict)) for verdict in verdicts]
