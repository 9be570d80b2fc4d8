"""The reasons given are the true ones, and no near miss is kept back."""

from __future__ import annotations

from datetime import date

import duckdb

from tandem.demo.district import District
from tandem.policy.engines.memory import load_rows
from tandem.policy.evaluate import find
from tandem.policy.explain import explain
from tandem.policy.results import ExplainedUnit
from tests.policy.small_policies import policy, rule
from tests.reading.small import AFTER, add_activity, add_mentorship, add_secondment, district

CONNECTION = duckdb.connect()
PLAN = rule("r", per='"round"', count='"plans"', where__event='"submitted"', due='"plan_due_on"')
AID = rule("r", per='"year"', count='"aid"', where__kind='"books"')
EVALUATION = rule("r", each='"secondment"', count='"evaluations"', where__grade='"good"')
MEETING_DAY = date(2025, 4, 7)


def units(
    text: str, facts: District, period: str = "2025-spring", as_of: date = AFTER
) -> tuple[ExplainedUnit, ...]:
    """The explanation of the one rule of a policy, for C1."""
    own = policy(text)
    connection = load_rows(facts, CONNECTION)
    (finding,) = (
        f for f in find(own, connection, as_of) if (f.collaboration_id, f.period) == ("C1", period)
    )
    explanation = explain(own, connection, finding, as_of)
    assert explanation.finding == finding
    return explanation.units


def near(unit: ExplainedUnit) -> dict[str, list[str]]:
    """Record to the codes of what it missed."""
    return {fact.fact_id: [missed.code for missed in fact.missed] for fact in unit.near}


def counted(unit: ExplainedUnit) -> list[str]:
    return [fact.fact_id for fact in unit.counted]


def test_a_plan_is_near_however_late() -> None:
    facts = district()
    days = {"early": date(2024, 1, 1), "late": date(2025, 12, 20), "none": None}
    facts["plans"] = [
        {"plan_id": name, "collaboration_id": "C1", "submitted_on": day}
        for name, day in days.items()
    ]
    (unit,) = units(PLAN, facts, "R")
    assert counted(unit) == ["early"]
    assert near(unit) == {"late": ["in-time"], "none": ["submitted"]}


def test_a_late_evaluation_is_late_and_a_missing_one_is_missing() -> None:
    facts = district()
    first, last = date(2025, 4, 7), date(2025, 4, 18)
    add_secondment(facts, first, last, secondment_id="late", evaluated_on=date(2025, 9, 20))
    add_secondment(facts, first, last, secondment_id="none", grade="good")
    add_secondment(facts, first, last, secondment_id="poor", evaluated_on=last, grade="pass")
    add_secondment(facts, first, last, secondment_id="well", evaluated_on=last, grade="good")
    add_secondment(facts, first, date(2026, 2, 1), secondment_id="going on")
    facts["secondments"][0]["grade"] = "good"
    by_id = {unit.unit_id: unit for unit in units(EVALUATION, facts)}
    assert near(by_id["late"]) == {"late": ["evaluated-in-time"]}
    assert near(by_id["none"]) == {"none": ["evaluated"]}
    assert near(by_id["poor"]) == {"poor": ["grade"]}
    assert counted(by_id["well"]) == ["well"]
    assert near(by_id["C1"]) == {"going on": ["ended"]}
    assert sum(unit.met for unit in by_id.values()) == by_id["C1"].achieved == 1


def test_aid_that_is_not_accepted_is_near_where_it_was_handed_over() -> None:
    facts = district(years=(2025, 2026))
    row = {"collaboration_id": "C1", "value_yuan": 1, "handed_over_on": MEETING_DAY}
    facts["aid"] = [
        row | {"aid_id": "waiting", "kind": "books"},
        row | {"aid_id": "money", "kind": "funds", "accepted_on": MEETING_DAY},
        row | {"aid_id": "next year", "kind": "books", "accepted_on": date(2026, 5, 1)},
    ]
    day = date(2027, 6, 1)
    (unit,) = units(AID, facts, "2025", day)
    assert near(unit) == {"waiting": ["accepted"], "money": ["kind"]}
    (unit,) = units(AID, facts, "2026", day)
    assert (counted(unit), near(unit)) == (["next year"], {})


def test_mentorships_that_do_not_count_are_near_for_one_reason() -> None:
    facts = district(years=(2024, 2025))
    begun = date(2024, 3, 1)
    add_mentorship(facts, "ended", starts_on=begun, ends_on=date(2025, 3, 20))
    add_mentorship(facts, "long over", starts_on=begun, ends_on=date(2024, 9, 1))
    add_mentorship(facts, "to come", starts_on=date(2025, 4, 1))
    add_mentorship(facts, "maths", starts_on=begun, subject="maths")
    add_mentorship(facts, "counts", starts_on=begun)
    text = rule("r", count='"mentorships"', where__subject='"chinese"')
    (unit,) = units(text, facts, as_of=date(2025, 3, 31))
    assert counted(unit) == ["counts"]
    assert near(unit) == {"ended": ["covers-half"], "to come": ["as-of"], "maths": ["subject"]}


def test_equal_parts_are_told_one_by_one() -> None:
    facts = district()
    lead = ("a", "lead", "teacher", None, "teacher")
    partner = ("b", "partner", "teacher", None, "teacher")
    watching = ("c", "partner", "teacher", None, "observer")
    add_activity(facts, "meeting", MEETING_DAY, [lead, watching], sessions=5)
    add_activity(facts, "meeting", MEETING_DAY, [partner], sessions=1)
    add_activity(facts, "meeting", MEETING_DAY, [watching], sessions=3)
    teach = '{ side = "lead", part = "teacher" }, { side = "partner", part = "teacher" }'
    text = rule("r", measure='"sessions"', at_least="5", shared_by=f"[{teach}]")
    (unit,) = units(text, facts)
    assert (unit.achieved, sum(fact.amount for fact in unit.counted)) == (2, 9)
    assert [(s.people.expected, s.achieved, s.required) for s in unit.shares] == [
        (("side:lead", "part:teacher"), 5, 3),
        (("side:partner", "part:teacher"), 1, 3),
    ]
    assert not unit.met


def test_an_activity_says_every_condition_that_it_missed_and_no_other() -> None:
    facts = district()
    add_mentorship(facts, "M")
    add_mentorship(facts, "short", ends_on=MEETING_DAY)
    mentee: list[tuple[str, str, str, str | None, str]] = [
        ("M-mentee", "partner", "teacher", None, "teacher")
    ]
    add_activity(facts, "meeting", MEETING_DAY, [], mentorship_id="M", topics=("brand",))
    add_activity(facts, "meeting", MEETING_DAY, mentee, mentorship_id="M", status="draft")
    add_activity(facts, "meeting", MEETING_DAY, mentee, mentorship_id="short", topics=("brand",))
    add_activity(facts, "meeting", date(2025, 7, 30), mentee, mentorship_id="M", topics=("brand",))
    add_activity(facts, "meeting", date(2025, 7, 30), mentee, mentorship_id="M")
    text = rule(
        "r",
        each='"mentorship"',
        where__topic='"brand"',
        where__present='[{ who = "mentee", part = "teacher" }]',
    )
    own, rest = units(text, facts)
    assert near(own) == {"A0": ["present"], "A1": ["status", "topic"], "A3": ["period"]}
    assert near(rest) == {"A2": ["mentorship", "present"], "short": ["covers-half"]}
