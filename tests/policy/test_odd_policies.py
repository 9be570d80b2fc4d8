"""Policies that an officer may write and nobody tried: they load, count and compare everywhere."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date, timedelta

import duckdb
import pytest

from tandem.demo.district import District
from tandem.policy.compile import compile_policy
from tandem.policy.engines.duckdb_engine import evaluate_duckdb
from tandem.policy.engines.memory import load_rows
from tandem.policy.engines.postgres_engine import evaluate_postgres
from tandem.policy.engines.sqlite_engine import evaluate_sqlite
from tandem.policy.evaluate import find
from tandem.policy.load import parse_policy
from tandem.policy.model import Policy
from tandem.policy.problems import PolicyError, PolicyProblem
from tandem.policy.results import Finding
from tandem.policy.schema import PARTS, POSTS
from tests.policy.small_policies import policy, policy_text, rule
from tests.reading.case import weekdays
from tests.reading.small import (
    AFTER,
    add_activity,
    add_mentorship,
    add_secondment,
    district,
)

DAY = timedelta(1)
HELD = date(2025, 4, 7)
CONNECTION = duckdb.connect()

Findings = Mapping[tuple[str, str], Finding]


def found(of: Policy, facts: District, as_of: date = AFTER) -> Findings:
    """The findings of C1 by rule and period."""
    findings = find(of, load_rows(facts, CONNECTION), as_of)
    return {(f.requirement, f.period): f for f in findings if f.collaboration_id == "C1"}


def achieved(findings: Findings, period: str = "2025-spring") -> dict[str, float]:
    return {rule_id: f.achieved for (rule_id, own), f in findings.items() if own == period}


def busy_district() -> District:
    """Two pairs that share persons; a mentor that is a mentee too; empty cells wherever allowed."""
    facts = district(pairs=2)
    add_mentorship(facts, "M")
    add_mentorship(facts, "N", mentor_id="M-mentor", mentee_id="M-mentee")
    add_mentorship(facts, "back", mentor_id="M-mentee", mentee_id="M-mentor", subject="maths")
    add_mentorship(facts, "early", ends_on=HELD)
    people: list[tuple[str, str, str, str | None, str]] = [
        ("M-mentor", "lead", "league", None, "teacher"),
        ("M-mentee", "partner", "teacher", "backbone", "teacher"),
        ("x", "bureau", "other", None, "observer"),
    ]
    kinds = ("meeting", "meeting", "lesson", "lesson", "talk")
    subjects = (None, "maths", "chinese", "maths", "maths")
    owners = (None, "M", "N", "early", None)
    hosts = ("lead", "online", "partner", "elsewhere", "lead")
    for i, kind in enumerate(kinds):
        add_activity(
            facts,
            kind,
            HELD + i * DAY,
            people,
            topics=("brand", "culture", "load")[:i],
            subject=subjects[i],
            mentorship_id=owners[i],
            host_side=hosts[i],
            sessions=None if i == 3 else i + 1,
        )
    add_activity(facts, "talk", HELD, [])
    add_secondment(facts, HELD, HELD + 4 * DAY)
    output = {"collaboration_id": "C1", "kind": "paper", "completed_on": HELD}
    facts["outputs"] = [output | {"output_id": p, "person_id": f"M-{p}"} for p in ("mentor", "x")]
    facts["plans"] = [{"plan_id": "P", "collaboration_id": "C1"}]
    return facts


PLAN = {"per": '"round"', "count": '"plans"', "where__event": '"submitted"'}
EVALUATION = {"each": '"secondment"', "count": '"evaluations"'}
EACH = {"each": '"mentorship"'}
BOTH_TEACH = '[{ side = "lead", part = "teacher" }, { side = "partner", part = "teacher" }]'
MANY = [
    f'{{ post = "{post}", part = "{part}", side = "{side}" }}'
    for post, part, side in itertools.product(POSTS, PARTS, ("lead", "partner"))
]
UNUSUAL_CLAUSE = """it's "5" \\\\ % ? :x $1 {y} ; -- /* 条"""

ODD: Mapping[str, list[str]] = {
    "only rounds": [
        rule("plan", due='"plan_due_on"', grace_days="100000", **PLAN),
        rule("all", per='"round"', where__within_days="60"),
    ],
    "plans without a day": [rule("plan", **PLAN)],
    "only years": [rule("topics", per='"year"', measure='"topics"'), rule("y", per='"year"')],
    "no activities": [
        rule("outputs", count='"outputs"', at_least="2"),
        rule("evaluations", if_none='"not_applicable"', where__grade='"good"', **EVALUATION),
        rule("mentors", count='"outputs"', where__by='"mentor"', enough='"1/2"', **EACH),
        rule("visits", count='"visits"'),
        rule("share", count='"mentorships"', measure='"share"', at_least="0.34",
             where__subject='"maths"', per='"year"'),
    ],
    "people of all sorts": [
        rule("all", measure='"topics"', where__topic='["brand", "culture"]', where__present=(
            '[{ side = ["lead", "partner"], post = "@manager" }, { who = "mentor" },'
            ' { who = "mentee", side = "partner", part = "teacher" }]')),
        rule("plain", where__kind='["meeting", "lesson"]', where__host='["lead", "online"]'),
        rule("maths", where__kind='["lesson", "talk"]', where__subject='"maths"'),
        rule("topics", where__kind='"lesson"', measure='"topics"', at_least="3"),
        rule("each", where__kind='["meeting", "lesson"]', measure='"topics"', at_least="2",
             enough='"1/3"', where__present='[{ who = "mentee" }]', **EACH),
        rule("subjects", where__kind='["meeting", "lesson"]', measure='"subjects"', at_least="2",
             enough="1", if_none='"not_applicable"', **EACH),
        rule("shared", measure='"sessions"', shared_by=BOTH_TEACH, at_least="4"),
    ],
    "deeply nested": [  # once more than SQLite's parser could take
        rule("yearly", per='"year"', where__kind='["meeting", "talk"]',
             where__present='[{ honour = "backbone", part = "observer", who = "mentor" }]', **EACH),
        rule("termly", where__host='"partner"', where__present='[{ side = "bureau" }]'),
    ],
    "a hundred rules": [
        rule(f"r{i}", where__kind=f'"{("meeting", "lesson", "talk")[i % 3]}"', at_least=str(i + 1),
             where__host='"partner"', per='"term"' if i % 4 else '"year"') for i in range(100)
    ],
    "62 conditions": [
        rule(f"r{i}", where__present=f"[{', '.join(MANY[i:62:16])}]") for i in range(16)
    ],
    "unusual texts": [
        rule("quoted", clause=f'"{UNUSUAL_CLAUSE}"'.replace('"5"', '\\"5\\"'),
             only__batch='''["it's", "a\\\\b", 7]'''),
        rule("other", per='"year"', clause='"a\\\\"'),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_every_engine_finds_the_same(name: str, postgres_url: str) -> None:
    odd = policy(*ODD[name])
    facts = busy_district()
    facts["collaborations"][0]["batch"] = "it's"
    connection = load_rows(facts, CONNECTION)
    findings = evaluate_duckdb(compile_policy(odd, "duckdb").sql, connection, AFTER)
    assert {f.requirement for f in findings} == {r.id for r in odd.rules}
    assert all(type(f.achieved) is float and type(f.required) is float for f in findings)
    scope = ("C1", "C2")
    for scoped in (False, True):
        sqlite = compile_policy(odd, "sqlite", scoped=scoped).sql
        assert evaluate_sqlite(sqlite, connection, AFTER, scope) == findings
    postgres = compile_policy(odd, "postgres").sql
    assert evaluate_postgres(postgres, connection, AFTER, url=postgres_url) == findings


def test_conditions_on_all_sorts_of_people_count_what_the_manual_says() -> None:
    findings = found(policy(*ODD["people of all sorts"]), busy_district())
    # each: of M, N and "back" (a third rounded up is one) M has one topic only, N two
    assert achieved(findings) == {
        "all": 1,
        "plain": 2,
        "maths": 2,
        "topics": 3,
        "each": 1,
        "subjects": 0,
        "shared": 3,
    }
    assert findings["each", "2025-spring"].required == 1


def test_sixty_two_conditions_keep_apart() -> None:
    facts = district()
    tests = list(itertools.product(POSTS, PARTS, ("lead", "partner")))[:62:2]
    add_activity(facts, "meeting", HELD, [("p", s, post, None, part) for post, part, s in tests])
    rules = [rule(f"r{i}", where__present=f"[{people}]") for i, people in enumerate(MANY[:62])]
    figures = achieved(found(policy(*rules), facts))
    assert figures == {f"r{i}": float(i % 2 == 0) for i in range(62)}


def test_texts_with_quotes_come_back_as_they_are() -> None:
    odd = policy(*ODD["unusual texts"])
    facts = district()
    for batch, concerned in (("it's", True), ("a\\b", True), ("7", True), ("a", False)):
        facts["collaborations"][0]["batch"] = batch
        finding = found(odd, facts)["quoted", "2025-spring"]
        assert finding.clause == UNUSUAL_CLAUSE.replace("\\\\", "\\")
        assert (finding.status != "not_applicable") is concerned


def test_ids_with_quotes_are_data() -> None:
    facts = district()
    pair, term = """C'1"; DROP TABLE x; --\\""", "t'1\\"
    facts["collaborations"][0]["collaboration_id"] = pair
    facts["terms"][0]["term_id"] = term
    add_activity(facts, "meeting", HELD, [], collaboration_id=pair)
    findings = find(policy(rule("r")), load_rows(facts, CONNECTION), AFTER)
    assert [f.achieved for f in findings if (f.collaboration_id, f.period) == (pair, term)] == [1]


@pytest.mark.parametrize(
    ("enough", "if_none", "required"),
    [
        ('"all"', "owed", (1, 1, 4)),
        ("2", "owed", (2, 2, 2)),
        ('"2/3"', "owed", (1, 1, 3)),
        ('"2/3"', "not_applicable", (0, 1, 3)),
        ('"1/9999"', "owed", (1, 1, 1)),
    ],
)
def test_enough_with_none_one_and_four(
    enough: str, if_none: str, required: tuple[int, ...]
) -> None:
    odd = policy(rule("m", enough=enough, if_none=f'"{if_none}"', **EACH))
    facts = district()
    for number, wanted in zip((0, 1, 4), required, strict=True):
        facts["mentorships"] = []
        for n in range(number):
            add_mentorship(facts, f"M{n}")
        finding = found(odd, facts)["m", "2025-spring"]
        assert (finding.achieved, finding.required) == (0, wanted)
        without = number == 0 and if_none == "not_applicable"
        assert finding.status == ("not_applicable" if without else "short")


@pytest.mark.parametrize("year", [1900, 1969, 1970, 2998])
def test_weekdays_in_any_century(year: int) -> None:
    facts = district(years=(year,))
    expected = 0
    for n in range(40):
        first = date(year, 3, 1) + n * DAY
        last = first + (n % 9) * DAY
        expected += weekdays(first, last) >= 5
        add_secondment(facts, first, last, secondment_id=f"S{n}")
    odd = policy(rule("s", count='"secondments"', where__weekdays="5"))
    figures = achieved(found(odd, facts, date(year + 1, 6, 1)), f"{year}-spring")
    assert figures == {"s": expected}
    assert expected > 5


def test_a_round_without_terms_owes_nothing_but_its_plan() -> None:
    facts = district()
    facts["collaborations"][0]["round_id"] = "empty"
    odd = policy(
        rule("all", per='"round"'),
        rule("plan", due='"plan_due_on"', **PLAN),
        rule("any-plan", **PLAN),
        rule("term"),
    )
    statuses = {key[0]: f.status for key, f in found(odd, facts).items()}
    assert statuses == {"all": "not_applicable", "plan": "short", "any-plan": "not_applicable"}


def test_terms_and_years_that_overlap_both_count() -> None:
    facts = district(years=(2025, 2026))
    facts["terms"][1]["ends_on"] = date(2026, 4, 1)
    add_activity(facts, "meeting", date(2026, 3, 15), [])
    findings = found(policy(rule("t"), rule("y", per='"year"')), facts, date(2027, 6, 1))
    assert {key for key, f in findings.items() if f.achieved} == {
        ("t", "2025-autumn"),
        ("t", "2026-spring"),
        ("y", "2025"),
        ("y", "2026"),
    }


def test_a_mentee_with_two_mentors_and_a_mentor_who_is_a_mentee() -> None:
    facts = district()
    for name, mentor, mentee in (("M1", "X", "E"), ("M2", "Y", "E"), ("M3", "E", "X")):
        add_mentorship(facts, name, mentor_id=mentor, mentee_id=mentee)
        present: list[tuple[str, str, str, str | None, str]] = [
            ("E", "lead", "head", None, "chair"),
            ("X", "bureau", "other", None, "chair"),
        ]
        add_activity(facts, "meeting", HELD, present, mentorship_id=name)
    output = {"output_id": "O", "collaboration_id": "C1", "person_id": "E", "kind": "paper"}
    facts["outputs"] = [output | {"completed_on": HELD}]
    odd = policy(
        rule("by-mentee", count='"outputs"', **EACH),
        rule("by-mentor", count='"outputs"', where__by='"mentor"', **EACH),
        rule("pair", where__present='[{ who = "mentee" }, { who = "mentor" }]', **EACH),
    )
    assert achieved(found(odd, facts)) == {"by-mentee": 2, "by-mentor": 1, "pair": 2}


def test_huge_numbers_of_sessions_add_up() -> None:
    facts = district()
    people: list[tuple[str, str, str, str | None, str]] = [
        ("a", "lead", "teacher", None, "teacher"),
        ("b", "partner", "teacher", None, "teacher"),
    ]
    for _ in range(5):
        add_activity(facts, "meeting", HELD, people, sessions=2**31 - 1)
    odd = policy(rule("s", measure='"sessions"', at_least="100000", shared_by=BOTH_TEACH))
    assert achieved(found(odd, facts)) == {"s": 5 * (2**31 - 1)}


# --- mistakes that were once taken without a word -------------------------------------------


def only_problem(text: str) -> PolicyProblem:
    with pytest.raises(PolicyError) as caught:
        parse_policy(text)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("keys", "key", "code"),
    [
        ({"at_least": "2", **EVALUATION}, "at_least", "more-than-there-are"),
        ({"where__present": "[]"}, "where.present", "empty-list"),
        ({"only__batch": '" "'}, "only.batch", "not-text"),
        ({"only__batch": '"a\\u0000"'}, "only.batch", "not-text"),
        ({"clause": '"a\\u0000"'}, "clause", "not-text"),
        ({"title": '{ en = " " }'}, "title", "not-titles"),
        ({"weight": "1e400"}, "weight", "out-of-range"),
        ({"weight": "1e-400"}, "weight", "out-of-range"),
        ({"weight": "100001"}, "weight", "out-of-range"),
        ({"enough": '"2/3\\n"', **EACH}, "enough", "bad-enough"),
    ],
)
def test_a_mistake_is_named(keys: dict[str, str], key: str, code: str) -> None:
    problem = only_problem(policy_text(rule("r", **keys)))
    assert (problem.key, problem.code) == (f"rule.1.{key}", code)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('id = "r"', 'id = "r\\n"', "bad-id"),
        ("lesson =", '"lesson\\n" =', "bad-code"),
    ],
)
def test_a_code_may_not_end_in_a_line_break(before: str, after: str, code: str) -> None:
    assert only_problem(policy_text(rule("r")).replace(before, after, 1)).code == code


def test_whose_outputs_is_not_offered_where_it_has_no_meaning() -> None:
    problem = only_problem(policy_text(rule("r", count='"outputs"', where__by='"mentor"')))
    assert (problem.code, problem.expected) == ("unknown-key", ("kind",))


def test_advice_bars_no_award() -> None:
    plan = rule("plan", severity='"advice"', due='"plan_due_on"', **PLAN)
    assert policy(plan).judgment.blocking == ()
    problem = only_problem(policy_text(plan, judgment='blocking = ["plan"]'))
    assert (problem.key, problem.code) == ("judgment.blocking", "not-a-deadline-rule")


@pytest.mark.parametrize("value", ["1e400", "-1e400", "1e-999999"])
def test_numbers_of_the_judgment_keep_within_reason(value: str) -> None:
    text = policy_text(rule("r"), judgment=f"progress_min = {value}")
    problem = only_problem(text)
    assert (problem.key, problem.code) == ("judgment.progress_min", "out-of-range")


def test_more_conditions_than_can_be_told_apart() -> None:
    rules = [rule(f"r{i}", where__present=f"[{people}]") for i, people in enumerate(MANY[:64])]
    problem = only_problem(policy_text(*rules))
    assert (problem.key, problem.code) == ("rule.63", "too-many-conditions")
    assert (problem.found, problem.expected) == ("term: 64", ("62",))
    # each kind of period has its own limit, and what is asked twice counts once
    yearly = [rule(f"y{i}", per='"year"', where__present=f"[{MANY[i]}]") for i in range(62)]
    again = [rule(f"z{i}", where__present=f"[{MANY[i]}]") for i in range(62)]
    assert len(policy(*rules[:62], *again, *yearly).rules) == 186
