"""The brute-force reading itself, on cases small enough to work out by hand."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from tandem.demo.district import District, Row
from tandem.policy.results import Finding
from tests.reading.brute_force import Settings, evaluate, final_evaluation
from tests.reading.case import weekdays

SPRING = (date(2025, 3, 1), date(2025, 7, 8))  # 130 days
AUTUMN = (date(2025, 9, 1), date(2026, 1, 20))
AFTER = date(2026, 1, 21)


def district(*, pairs: int = 1, years: tuple[int, ...] = (2025,)) -> District:
    """Pairs of primary schools ``L1``/``P1`` ... with nothing on record."""
    terms = []
    for year in years:
        for season, start, end in (
            ("spring", date(year, 3, 1), date(year, 7, 8)),
            ("autumn", date(year, 9, 1), date(year + 1, 1, 20)),
        ):
            terms.append(
                {
                    "term_id": f"{year}-{season}",
                    "round_id": "R",
                    "year": year,
                    "season": season,
                    "starts_on": start,
                    "ends_on": end,
                }
            )
    numbers = range(1, pairs + 1)
    return {
        "schools": [
            {"school_id": f"{side}{n}", "stage": "primary", "bureau_id": "B"}
            for n in numbers
            for side in "LP"
        ],
        "terms": terms,
        "collaborations": [
            {
                "collaboration_id": f"C{n}",
                "round_id": "R",
                "lead_school_id": f"L{n}",
                "partner_school_id": f"P{n}",
                "starts_on": date(years[0], 3, 1),
                "ends_on": None,
                "plan_due_on": date(years[0], 4, 30),
            }
            for n in numbers
        ],
    }


def add_activity(
    facts: District,
    kind: str,
    held_on: date,
    people: list[tuple[str, str, str, str | None, str]],
    **columns: object,
) -> None:
    """Adds a confirmed activity of C1; ``people`` as (person, side, post, honour, part)."""
    activity_id = f"A{len(facts.setdefault('activities', []))}"
    topics = columns.pop("topics", ())
    assert isinstance(topics, tuple)
    row: Row = {
        "activity_id": activity_id,
        "collaboration_id": "C1",
        "kind": kind,
        "held_on": held_on,
        "host_side": "partner",
        "sessions": None,
        "mentorship_id": None,
        "status": "confirmed",
    }
    facts["activities"].append(row | columns)
    for topic in topics:
        facts.setdefault("activity_topics", []).append({"activity_id": activity_id, "topic": topic})
    for person, side, post, honour, part in people:
        facts.setdefault("participations", []).append(
            {
                "activity_id": activity_id,
                "person_id": person,
                "side": side,
                "post": post,
                "honour": honour,
                "part": part,
            }
        )


def add_mentorship(facts: District, name: str, **columns: object) -> None:
    row: Row = {
        "mentorship_id": name,
        "collaboration_id": "C1",
        "mentor_id": f"{name}-mentor",
        "mentee_id": f"{name}-mentee",
        "subject": "chinese",
        "starts_on": SPRING[0],
        "ends_on": None,
    }
    facts.setdefault("mentorships", []).append(row | columns)


def add_secondment(facts: District, starts_on: date, ends_on: date, **columns: object) -> None:
    row: Row = {
        "secondment_id": "S",
        "collaboration_id": "C1",
        "from_side": "partner",
        "post": "league",
        "starts_on": starts_on,
        "ends_on": ends_on,
        "evaluated_on": None,
    }
    facts.setdefault("secondments", []).append(row | columns)


def finding(
    facts: District, requirement: str, period: str = "2025-spring", as_of: date = AFTER
) -> Finding:
    found = [
        f
        for f in evaluate(facts, as_of).findings
        if (f.collaboration_id, f.requirement, f.period) == ("C1", requirement, period)
    ]
    assert len(found) == 1
    return found[0]


HEADS: list[tuple[str, str, str, str | None, str]] = [
    ("h1", "lead", "head", None, "chair"),
    ("h2", "partner", "head", None, "attendee"),
]


def test_every_rule_gives_one_finding_a_period() -> None:
    found = evaluate(district(years=(2025, 2026, 2027)), AFTER).findings
    # 21 rules a term, aid a year, plan and its approval once.
    assert len(found) == 21 * 6 + 3 + 2


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (SPRING[0] - timedelta(days=1), "not_due"),
        (SPRING[0], "open"),
        (SPRING[1], "open"),
        (SPRING[1] + timedelta(days=1), "short"),
    ],
)
def test_status_turns_with_the_day(as_of: date, status: str) -> None:
    assert finding(district(), "lecture", as_of=as_of).status == status


def test_heads_exchange_needs_both_heads_and_a_topic() -> None:
    facts = district()
    day = date(2025, 5, 5)
    add_activity(facts, "heads_exchange", day, HEADS[:1], topics=("brand",))
    add_activity(facts, "heads_exchange", day, HEADS, topics=("management",))
    assert finding(facts, "heads-exchange").achieved == 0
    add_activity(facts, "heads_exchange", day, HEADS, topics=("management", "culture"))
    assert finding(facts, "heads-exchange").status == "met"
    # The day before it was held it does not exist yet.
    assert finding(facts, "heads-exchange", as_of=date(2025, 5, 4)).achieved == 0


@pytest.mark.parametrize("status", ["draft", "submitted", "rejected"])
def test_an_unconfirmed_activity_does_not_count(status: str) -> None:
    facts = district()
    add_activity(facts, "collaboration_meeting", date(2025, 5, 5), HEADS, status=status)
    assert finding(facts, "collaboration-meeting").achieved == 0


def test_a_lecture_needs_one_person_who_is_all_of_it() -> None:
    facts = district()
    day = date(2025, 5, 5)
    apart: list[tuple[str, str, str, str | None, str]] = [
        ("a", "lead", "teacher", "backbone", "observer"),
        ("b", "lead", "teacher", None, "speaker"),
        ("c", "partner", "teacher", "excellent", "speaker"),
    ]
    add_activity(facts, "lecture", day, apart)
    assert finding(facts, "lecture").achieved == 0
    add_activity(facts, "lecture", day, [("a", "lead", "head", "excellent", "teacher")])
    add_activity(
        facts, "lecture", day, [("a", "lead", "other", "excellent", "speaker")], host_side="online"
    )
    assert finding(facts, "lecture").achieved == 1


def test_a_head_is_no_manager() -> None:
    facts = district()
    day = date(2025, 5, 5)
    add_activity(facts, "study_visit", day, HEADS, host_side="lead")
    add_activity(facts, "regular_meeting", day, HEADS, host_side="lead")
    assert finding(facts, "study-visit").achieved == 0
    assert finding(facts, "open-meetings").achieved == 1


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "covers"),
    [
        (date(2025, 3, 1), date(2025, 5, 4), True),  # 65 of 130 days
        (date(2025, 3, 1), date(2025, 5, 3), False),  # 64
        (date(2025, 5, 5), None, True),
        (date(2025, 5, 6), None, False),
    ],
)
def test_a_mentorship_covers_a_term_by_half_its_days(
    starts_on: date, ends_on: date | None, covers: bool
) -> None:
    facts = district()
    add_mentorship(facts, "M", starts_on=starts_on, ends_on=ends_on)
    assert finding(facts, "mentor-pairs").achieved == (1 if covers else 0)


def test_one_failing_pair_fails_the_rule() -> None:
    facts = district()
    for name, sessions in (("M1", 2), ("M2", None)):
        add_mentorship(facts, name)
        add_activity(
            facts, "mentor_observation", SPRING[1], [], mentorship_id=name, sessions=sessions
        )
    found = finding(facts, "mentor-observation")
    assert (found.achieved, found.required, found.status) == (1, 2, "short")


def test_no_mentors_is_not_the_easy_way_out() -> None:
    found = finding(district(), "writing")
    assert (found.achieved, found.required, found.status) == (0, 1, "short")
    assert finding(district(), "core-subjects").status == "not_applicable"


def test_core_subjects_are_a_share_and_no_matter_for_kindergartens() -> None:
    facts = district()
    add_mentorship(facts, "M1")
    add_mentorship(facts, "M2", subject="art")
    assert finding(facts, "core-subjects").status == "met"
    add_mentorship(facts, "M3", subject="music")
    found = finding(facts, "core-subjects")
    assert found.achieved == pytest.approx(1 / 3)
    assert found.status == "short"
    facts["schools"][0]["stage"] = "kindergarten"
    found = finding(facts, "core-subjects")
    assert found.achieved == pytest.approx(1 / 3)
    assert found.status == "not_applicable"


def test_an_open_lesson_is_given_by_the_mentee_before_the_mentor() -> None:
    facts = district()
    add_mentorship(facts, "M")
    mentee = ("M-mentee", "partner", "teacher", None, "teacher")
    add_activity(facts, "open_lesson", SPRING[0], [mentee], mentorship_id="M")
    assert finding(facts, "open-lesson").achieved == 0
    # Matched by the person alone, whatever the side.
    mentor = ("M-mentor", "bureau", "other", None, "observer")
    add_activity(facts, "open_lesson", SPRING[0], [mentee, mentor], mentorship_id="M")
    assert finding(facts, "open-lesson").status == "met"


def test_weekdays() -> None:
    monday = date(2025, 3, 3)
    assert [weekdays(monday, monday + timedelta(days=n)) for n in (0, 3, 4, 5, 6, 7)] == [
        1, 4, 5, 5, 5, 6,
    ]  # fmt: skip


def test_four_weekdays_are_no_secondment() -> None:
    facts = district()
    add_secondment(facts, date(2025, 3, 1), date(2025, 3, 6))  # Saturday to Thursday
    assert finding(facts, "secondment").achieved == 0
    found = finding(facts, "secondment-evaluation")
    assert (found.achieved, found.required, found.status) == (0, 0, "not_applicable")


@pytest.mark.parametrize(
    ("ends_on", "evaluated_on", "in_time"),
    [
        (date(2025, 7, 4), date(2025, 7, 8), True),
        (date(2025, 7, 4), date(2025, 7, 9), False),
        (date(2025, 7, 11), date(2025, 7, 11), True),
        (date(2025, 7, 11), date(2025, 7, 12), False),
        (date(2025, 7, 4), date(2025, 7, 1), True),
        (date(2025, 7, 4), None, False),
    ],
)
def test_evaluation_in_time(ends_on: date, evaluated_on: date | None, in_time: bool) -> None:
    facts = district()
    add_secondment(facts, date(2025, 6, 30), ends_on, evaluated_on=evaluated_on)
    found = finding(facts, "secondment-evaluation")
    assert (found.achieved, found.required) == (1 if in_time else 0, 1)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "applies"),
    [
        (SPRING[0], SPRING[1], True),
        (SPRING[0] + timedelta(days=1), None, False),
        (SPRING[0], SPRING[1] - timedelta(days=1), False),
    ],
)
def test_a_term_is_owed_from_its_first_to_its_last_day(
    starts_on: date, ends_on: date | None, applies: bool
) -> None:
    facts = district()
    facts["collaborations"][0] |= {"starts_on": starts_on, "ends_on": ends_on}
    assert (finding(facts, "lecture").status != "not_applicable") is applies


def test_the_plan_is_due_and_approved_thirty_days_later() -> None:
    facts = district()
    facts["plans"] = [
        {
            "collaboration_id": "C1",
            "submitted_on": date(2025, 5, 1),
            "approved_on": date(2025, 5, 30),
        }
    ]
    assert finding(facts, "plan", "R").status == "short"
    assert finding(facts, "plan-approval", "R").status == "met"
    facts["collaborations"][0]["ends_on"] = date(2025, 4, 29)
    assert finding(facts, "plan", "R").status == "not_applicable"


def test_aid_counts_when_accepted_also_in_the_holiday() -> None:
    facts = district()
    facts["aid"] = [{"collaboration_id": "C1", "accepted_on": date(2025, 8, 1)}]
    assert finding(facts, "aid", "2025").status == "met"
    facts["aid"][0]["accepted_on"] = None
    assert finding(facts, "aid", "2025").status == "short"


def test_a_waiver_stands_before_short_but_not_before_met() -> None:
    facts = district()
    facts["waivers"] = [
        {"collaboration_id": "C1", "period": "2025-spring", "requirement": rule}
        for rule in ("lecture", "department-visit")
    ]
    facts["visits"] = [{"collaboration_id": "C1", "visited_on": SPRING[0]}]
    assert finding(facts, "lecture").status == "waived"
    assert finding(facts, "department-visit").status == "met"
    assert finding(facts, "lecture", "2025-autumn").status == "short"


# --- judgment --------------------------------------------------------------------------------


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
