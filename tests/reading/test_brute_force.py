"""The brute-force reading itself, on cases small enough to work out by hand: the findings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.reading.brute_force import evaluate
from tests.reading.case import weekdays
from tests.reading.small import (
    AFTER,
    HEADS,
    SPRING,
    add_activity,
    add_mentorship,
    add_secondment,
    district,
    finding,
)


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
