"""The bundled assessment (6.1): fulfilment, progress, scores, obstacles, shortlist."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tandem.demo.district import District, Row
from tandem.policy.results import Band, FinalEvaluation, Finding, Shortlist, Side, SideYear, Verdict
from tests.reading.case import Case
from tests.reading.findings import terms_of, years_of
from tests.reading.requirements import REQUIREMENTS_BY_ID
from tests.reading.settings import TOLERANCE, Settings, at_least

SIDES: tuple[Side, ...] = ("lead", "partner")


def z_score(district: District, school_id: str, year: int, settings: Settings) -> float | None:
    """A school's quality figure among the schools of its stage and bureau; ``None`` is no data."""
    schools = {school["school_id"]: school for school in district["schools"]}
    own = schools[school_id]
    figures = {
        row["school_id"]: row["value"]
        for row in district.get("quality", [])
        if row["year"] == year
        and schools[row["school_id"]]["stage"] == own["stage"]
        and schools[row["school_id"]]["bureau_id"] == own["bureau_id"]
    }
    if school_id not in figures or len(figures) < settings.progress_group_min:
        return None
    mean = math.fsum(figures.values()) / len(figures)
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in figures.values()) / len(figures))
    if deviation < 1e-12:
        return 0.0
    return float((figures[school_id] - mean) / deviation)


def progress_of(
    district: District, school_id: str, year: int, settings: Settings
) -> tuple[float | None, bool | None]:
    """Δz and whether it is progress."""
    now = z_score(district, school_id, year, settings)
    before = z_score(district, school_id, year - 1, settings)
    if now is None or before is None:
        return None, None
    return now - before, at_least(now - before, settings.progress_min)


def fulfilment_of(
    findings: Sequence[Finding], terms: set[str], side: Side, settings: Settings
) -> float | None:
    """Met over met or short, weighted; advice, yearly and round rules do not enter."""
    met = total = 0.0
    for finding in findings:
        if REQUIREMENTS_BY_ID[finding.requirement].per != "term" or finding.period not in terms:
            continue
        if finding.severity == "advice" or finding.duty not in (side, "both"):
            continue
        weight = settings.weight_of(finding.requirement)
        if finding.status == "met":
            met += weight
        if finding.status in ("met", "short"):
            total += weight
    return met / total if total > 0 else None


def side_score(
    fulfilment: float | None, rating: float | None, delta_z: float | None, settings: Settings
) -> float | None:
    """0 to 100, renormalised over what has data."""
    parts: list[tuple[float, float]] = []
    if fulfilment is not None:
        parts.append((settings.weight_fulfilment, fulfilment))
    if rating is not None:
        parts.append((settings.weight_check, rating))
    if delta_z is not None:
        parts.append((settings.weight_progress, min(max(0.8 + 0.4 * delta_z, 0.0), 1.0)))
    weights = sum(weight for weight, _ in parts)
    if weights <= 0:
        return None
    return 100 * sum(weight * value for weight, value in parts) / weights


def judge(
    district: District, findings: Sequence[Finding], as_of: date, settings: Settings
) -> tuple[list[SideYear], list[Verdict]]:
    """Side years and verdicts of every collaboration and year that is to be judged."""
    side_years: list[SideYear] = []
    verdicts: list[Verdict] = []
    groups: dict[tuple[str, int], list[Verdict]] = {}
    for collaboration in district["collaborations"]:
        case = Case(district, collaboration, as_of)
        own = [finding for finding in findings if finding.collaboration_id == case.id]
        for year, bounds in years_of(district, collaboration["round_id"]).items():
            terms = [t for t in terms_of(district, collaboration["round_id"]) if t["year"] == year]
            owed = any(case.owes(term["starts_on"], term["ends_on"]) for term in terms)
            if as_of <= bounds["ends_on"] or not owed:
                continue
            sides = [
                _side_year(
                    district,
                    collaboration,
                    year,
                    side,
                    own,
                    {t["term_id"] for t in terms},
                    settings,
                )
                for side in SIDES
            ]
            side_years += sides
            verdict = _verdict(collaboration, year, bounds, sides, own, settings)
            groups.setdefault((collaboration["round_id"], year), []).append(verdict)
    for group in groups.values():
        verdicts += shortlist(group, settings)
    return side_years, verdicts


def _side_year(
    district: District,
    collaboration: Row,
    year: int,
    side: Side,
    findings: Sequence[Finding],
    terms: set[str],
    settings: Settings,
) -> SideYear:
    fulfilment = fulfilment_of(findings, terms, side, settings)
    school_id = collaboration[f"{side}_school_id"]
    delta_z, progress = progress_of(district, school_id, year, settings)
    rating: float | None = None
    for row in district.get("checks", []):
        if (row["collaboration_id"], row["side"], row["year"]) == (
            collaboration["collaboration_id"],
            side,
            year,
        ):
            rating = row["rating"]
    return SideYear(
        collaboration_id=collaboration["collaboration_id"],
        year=year,
        side=side,
        fulfilment=fulfilment,
        lagging=None if fulfilment is None else not at_least(fulfilment, settings.lag_below),
        delta_z=delta_z,
        progress=progress,
        check_rating=rating,
        score=side_score(fulfilment, rating, delta_z, settings),
    )


def collaboration_score(lead: float | None, partner: float | None, s: Settings) -> float | None:
    """The score that both schools receive; empty if a side has none."""
    if lead is None or partner is None:
        return None
    if s.formula == "min":
        return min(lead, partner)
    return s.alpha * lead + (1 - s.alpha) * partner


def band_of(score: float | None, settings: Settings) -> Band | None:
    """The best band whose lower limit the score reaches."""
    if score is None:
        return None
    for band, lower in settings.bands:
        if at_least(score, lower):
            return band
    return "fail"


def _verdict(
    collaboration: Row,
    year: int,
    bounds: Row,
    sides: Sequence[SideYear],
    findings: Sequence[Finding],
    settings: Settings,
) -> Verdict:
    lead, partner = sides
    score = collaboration_score(lead.score, partner.score, settings)
    band = band_of(score, settings)
    order: list[Band] = [name for name, _ in settings.bands] + ["fail"]
    obstacles: set[str] = set()
    if band is None or order.index(band) > order.index(settings.award_min_band):
        obstacles.add("both:band")
    plan_short = any(f.requirement == "plan" and f.status == "short" for f in findings)
    if plan_short and bounds["starts_on"] <= collaboration["plan_due_on"] <= bounds["ends_on"]:
        obstacles.add("both:plan")
    for side in sides:
        if side.lagging:
            obstacles.add(f"{side.side}:lag")
        if side.progress is False:
            obstacles.add(f"{side.side}:no_progress")
        if side.fulfilment is None or side.delta_z is None:
            obstacles.add(f"{side.side}:no_data")
    return Verdict(
        collaboration_id=collaboration["collaboration_id"],
        year=year,
        score=score,
        band=band,
        eligible=not obstacles,
        blocked_by=tuple(sorted(obstacles)),
        shortlist="no",
    )


def shortlist(group: Sequence[Verdict], settings: Settings) -> list[Verdict]:
    """The verdicts of one round's year with the shortlist filled in."""
    scored = [verdict for verdict in group if verdict.score is not None]
    places = math.floor(settings.quota * len(scored) + TOLERANCE)
    ranked = sorted((v.score for v in scored if v.eligible and v.score is not None), reverse=True)
    if places == 0 or not ranked:
        return list(group)
    tie_at: float | None = None
    if len(ranked) > places and abs(ranked[places - 1] - ranked[places]) <= TOLERANCE:
        tie_at = ranked[places - 1]
    lowest = ranked[min(places, len(ranked)) - 1]
    listed = []
    for verdict in group:
        mark: Shortlist = "no"
        if verdict.eligible and verdict.score is not None:
            if tie_at is not None and abs(verdict.score - tie_at) <= TOLERANCE:
                mark = "tie"
            elif verdict.score >= lowest:
                mark = "yes"
        listed.append(replace(verdict, shortlist=mark))
    return listed


def slope(points: Sequence[tuple[int, float]]) -> float | None:
    """Least squares over at least three points (year, z-score); else no data."""
    if len(points) < 3:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    over = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return over / sum((x - mean_x) ** 2 for x, _ in points)


def finish(
    district: District, verdicts: Sequence[Verdict], settings: Settings
) -> list[FinalEvaluation]:
    """The final evaluation of every collaboration from its yearly verdicts."""
    finals = []
    for collaboration in district["collaborations"]:
        own = [v for v in verdicts if v.collaboration_id == collaboration["collaboration_id"]]
        scores = [verdict.score for verdict in own if verdict.score is not None]
        slopes: dict[Side, float | None] = {}
        for side in SIDES:
            points = []
            for year in years_of(district, collaboration["round_id"]):
                z = z_score(district, collaboration[f"{side}_school_id"], year, settings)
                if z is not None:
                    points.append((year, z))
            slopes[side] = slope(points)
        finals.append(
            FinalEvaluation(
                collaboration_id=collaboration["collaboration_id"],
                mean_score=sum(scores) / len(scores) if scores else None,
                lead_slope=slopes["lead"],
                partner_slope=slopes["partner"],
            )
        )
    return finals
