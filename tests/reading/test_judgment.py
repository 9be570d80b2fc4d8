"""The brute-force reading itself, on cases small enough to work out by hand: the judgment."""

from __future__ import annotations

import math
from datetime import date

import pytest

from tandem.demo.district import District
from tests.reading.brute_force import Settings, evaluate, final_evaluation
from tests.reading.small import AFTER, AUTUMN, HEADS, SPRING, add_activity, district


def judged(pairs: int = 4) -> District:
    """Pairs that fulfilled nothing, with quality figures that hold their place."""
    facts = district(pairs=pairs)
    facts["quality"] = [
        {"school_id": school["school_id"], "year": year, "value": 70.0 + n}
        for n, school in enumerate(facts["schools"])
        for year in (2024, 2025)
    ]
    return facts


def test_nothing_done_lags_on_both_sides() -> None:
    results = evaluate(judged(), AFTER)
    lead = results.side_years[0]
    assert (lead.fulfilment, lead.lagging, lead.delta_z, lead.progress) == (0, True, 0, True)
    # No check: 100 · (0.4 · 0 + 0.4 · 0.8) / 0.8
    assert lead.score == pytest.approx(40)
    verdict = results.verdicts[0]
    assert (verdict.band, verdict.eligible, verdict.shortlist) == ("fail", False, "no")
    assert verdict.blocked_by == ("both:band", "both:plan", "lead:lag", "partner:lag")


def test_a_year_is_judged_on_the_day_after_its_last() -> None:
    assert evaluate(judged(), AUTUMN[1]).verdicts == []
    assert len(evaluate(judged(), AFTER).verdicts) == 4


def waive_all(facts: District, requirement_but: str) -> None:
    """Waives every rule of every pair but one, so that the fulfilment is that one rule's."""
    rules = {f.requirement for f in evaluate(facts, AFTER).findings} - {requirement_but}
    facts["waivers"] = [
        {"collaboration_id": c["collaboration_id"], "period": period, "requirement": rule}
        for c in facts["collaborations"]
        for period in ("2025-spring", "2025-autumn", "R")
        for rule in sorted(rules)
    ]


def test_the_award_line_ties() -> None:
    facts = judged()
    waive_all(facts, "collaboration-meeting")
    for n in range(1, 5):
        for day in (SPRING[0], AUTUMN[0]):
            add_activity(facts, "collaboration_meeting", day, HEADS, collaboration_id=f"C{n}")
    results = evaluate(facts, AFTER)
    # fulfilment 1, Δz 0: 100 · (0.4 + 0.4 · 0.8) / 0.8
    assert [v.score for v in results.verdicts] == [pytest.approx(90)] * 4
    assert [v.band for v in results.verdicts] == ["excellent"] * 4
    assert [v.shortlist for v in results.verdicts] == ["tie"] * 4  # one place, four equal
    everyone = evaluate(facts, AFTER, Settings(quota=1.0)).verdicts
    assert [v.shortlist for v in everyone] == ["yes"] * 4
    nobody = evaluate(facts, AFTER, Settings(quota=0.2)).verdicts
    assert [v.shortlist for v in nobody] == ["no"] * 4


def test_the_rest_of_the_list_stands_before_a_tie() -> None:
    facts = judged()
    waive_all(facts, "collaboration-meeting")
    for n in range(1, 5):
        for day in (SPRING[0], AUTUMN[0]):
            add_activity(facts, "collaboration_meeting", day, HEADS, collaboration_id=f"C{n}")
    facts["checks"] = [
        {"collaboration_id": "C3", "side": side, "year": 2025, "rating": 1.0}
        for side in ("lead", "partner")
    ]
    verdicts = evaluate(facts, AFTER, Settings(quota=0.5)).verdicts
    assert [v.shortlist for v in verdicts] == ["tie", "tie", "yes", "tie"]


def test_progress_is_a_place_among_schools_of_the_same_stage() -> None:
    facts = judged()
    facts["quality"] = [
        {"school_id": f"{side}{n}", "year": year, "value": value}
        for side, n, year, value in [
            ("L", 1, 2024, 0.0), ("P", 1, 2024, 10.0), ("L", 2, 2024, 10.0),
            ("P", 2, 2024, 10.0), ("L", 3, 2024, 10.0),
            ("L", 1, 2025, 50.0), ("P", 1, 2025, 50.0), ("L", 2, 2025, 50.0),
            ("P", 2, 2025, 50.0), ("L", 3, 2025, 50.0),
        ]
    ]  # fmt: skip
    years = {(s.collaboration_id, s.side): s for s in evaluate(facts, AFTER).side_years}
    # 2024: mean 8, deviation 4, so z = -2 and +0.5; 2025: no deviation, so z = 0.
    assert years["C1", "lead"].delta_z == pytest.approx(2)
    assert years["C1", "partner"].delta_z == pytest.approx(-0.5)
    assert years["C1", "partner"].progress is False
    assert years["C3", "partner"].delta_z is None
    facts["schools"][0]["bureau_id"] = "other"
    years = {(s.collaboration_id, s.side): s for s in evaluate(facts, AFTER).side_years}
    assert years["C1", "partner"].progress is None  # four schools are too few


def test_scores_follow_the_settings() -> None:
    facts = judged()
    facts["checks"] = [
        {"collaboration_id": "C1", "side": "lead", "year": 2025, "rating": 1.0},
    ]
    # lead 100 · (0 + 0.2 + 0.32) = 52, partner 40
    assert evaluate(facts, AFTER).verdicts[0].score == pytest.approx(46)
    assert evaluate(facts, AFTER, Settings(formula="min")).verdicts[0].score == pytest.approx(40)
    assert evaluate(facts, AFTER, Settings(alpha=0.75)).verdicts[0].score == pytest.approx(49)
    add_activity(facts, "student_event", SPRING[0], HEADS)
    heavy = Settings(rule_weights={"student-event": 3.0}, lag_below=0.05)
    lead = evaluate(facts, AFTER, heavy).side_years[0]
    # lead or both, a term: 4 of 5.1.2, mentor pairs, 2 of 5.1.3, 5 of 5.2.2 = 12, one weighs 3
    assert lead.fulfilment == pytest.approx(3 / 28)
    assert lead.lagging is False


def test_no_figures_are_no_data_and_not_zero() -> None:
    facts = district()
    results = evaluate(facts, AFTER)
    assert results.side_years[0].score == 0  # fulfilment alone, and it is 0 indeed
    assert "lead:no_data" in results.verdicts[0].blocked_by
    waive_all(facts, "nothing")
    verdict = evaluate(facts, AFTER).verdicts[0]
    assert (verdict.score, verdict.band) == (None, None)
    assert verdict.blocked_by == ("both:band", "lead:no_data", "partner:no_data")


def test_final_evaluation_is_a_mean_and_a_slope() -> None:
    facts = district(pairs=3, years=(2025, 2026, 2027))
    # Five schools stay at 10, L1 climbs: its z is -√5, 0 (no deviation), +√5.
    facts["quality"] = [
        {"school_id": school["school_id"], "year": year, "value": 10.0}
        for school in facts["schools"]
        for year in (2025, 2026, 2027)
    ]
    facts["quality"][0]["value"] = 4.0
    facts["quality"][2]["value"] = 16.0
    first = final_evaluation(facts, date(2028, 2, 1))[0]
    assert first.lead_slope == pytest.approx(math.sqrt(5))
    scores = [
        v.score for v in evaluate(facts, date(2028, 2, 1)).verdicts[:3] if v.score is not None
    ]
    assert first.mean_score == pytest.approx(sum(scores) / 3)
    facts["quality"] = [row for row in facts["quality"] if row["year"] != 2026]
    assert final_evaluation(facts, date(2028, 2, 1))[0].lead_slope is None
