"""Two policies side by side: every kind of difference in the text, and whom it concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from tandem.demo.district import District
from tandem.policy.compare import Change, compare, diff_policies
from tandem.policy.engines.memory import load_rows
from tandem.policy.evaluate import evaluate
from tandem.policy.evaluation import Evaluation
from tandem.policy.load import parse_policy
from tandem.policy.model import Policy
from tests.policy.small_policies import policy, policy_text, rule
from tests.reading.small import add_activity, add_mentorship, district

CONNECTION = duckdb.connect()
PRESENT = '[{ side = "lead", post = "@manager" }, { who = "mentee" }]'
PLAN = rule("plan", per='"round"', count='"plans"', where__event='"submitted"', due='"plan_due_on"')


def changes(before: Policy, after: Policy) -> list[tuple[str, str, str, str, str]]:
    found = diff_policies(before, after)
    # read the other way round, the same differences stand with their sides exchanged
    assert {replace(c, before=c.after, after=c.before) for c in found} == set(
        diff_policies(after, before)
    )
    return [(c.section, c.subject, c.key, c.before, c.after) for c in found]


@pytest.mark.parametrize(
    ("before", "after", "key", "was", "becomes"),
    [
        ({}, {"at_least": "2"}, "at_least", "1", "2"),
        ({}, {"weight": "0.50"}, "weight", "1", "0.5"),
        ({}, {"severity": '"advice"'}, "severity", "must", "advice"),
        ({}, {"duty": '"bureau"'}, "duty", "both", "bureau"),
        ({}, {"per": '"year"'}, "per", "term", "year"),
        ({}, {"clause": '"9"'}, "clause", "1", "9"),
        ({}, {"title": '{ en = "Other" }'}, "title.en", "r", "Other"),
        ({}, {"measure": '"sessions"'}, "measure", "count", "sessions"),
        ({}, {"where__host": '["partner", "lead"]'}, "where.host", "", "lead, partner"),
        ({"where__within_days": "60"}, {}, "where.within_days", "60", ""),
        ({}, {"only__season": '"spring"'}, "only.season", "", "spring"),
        (
            {}, {"where__present": PRESENT}, "where.present", "",
            "{side: lead; post: deputy_head, league}, {who: mentee}",
        ),
        (
            {"each": '"mentorship"'}, {"each": '"mentorship"', "enough": '"2/3"'},
            "enough", "all", "2/3",
        ),
        (
            {"each": '"mentorship"', "enough": "2"}, {"each": '"mentorship"', "enough": '"2/3"'},
            "enough", "2", "2/3",
        ),
    ],
)  # fmt: skip
def test_a_changed_key(
    before: dict[str, str], after: dict[str, str], key: str, was: str, becomes: str
) -> None:
    found = changes(policy(rule("r", **before)), policy(rule("r", **after)))
    assert found == [("rule", "r", key, was, becomes)]


def test_order_comments_and_ways_of_writing_are_no_difference() -> None:
    one, other = rule("a", where__host='["lead", "partner"]', where__present=PRESENT), rule("b")
    turned = '[{ who = "mentee" }, { post = ["league", "deputy_head"], side = ["lead"] }]'
    again = rule("a", where__host='["partner", "lead"]', where__present=turned, weight="1.0")
    assert changes(policy(one, other), policy("# a comment\n", other, again)) == []


def test_a_rule_that_is_new_and_one_that_is_gone() -> None:
    found = changes(policy(rule("a")), policy(rule("b")))
    gone = {key: was for _, subject, key, was, becomes in found if subject == "a" and not becomes}
    new = {key: becomes for _, subject, key, was, becomes in found if subject == "b" and not was}
    assert len(gone) + len(new) == len(found)
    assert gone["where.kind"] == new["where.kind"] == "meeting"
    assert (gone["title.en"], new["title.en"]) == ("a", "b")


def test_the_vocabulary() -> None:
    text = policy_text(rule("r"))
    changed = text.replace('load = { en = "Load" }', 'peace = { en = "Peace", zh-Hans = "和" }')
    changed = changed.replace('en = "Maths"', 'en = "Mathematics"')
    assert changes(parse_policy(text), parse_policy(changed)) == [
        ("vocabulary.topics", "load", "title.en", "Load", ""),
        ("vocabulary.topics", "peace", "title.zh-Hans", "", "和"),
        ("vocabulary.topics", "peace", "title.en", "", "Peace"),
        ("vocabulary.subjects", "maths", "title.en", "Maths", "Mathematics"),
    ]


@pytest.mark.parametrize(
    ("judgment", "key", "was", "becomes"),
    [
        ("lag_below = 0.7", "lag_below", "0.6", "0.7"),
        ('formula = "min"', "formula", "mean", "min"),
        ("weights.check = 10", "weight_check", "0.2", "10"),
        ("quota = 0", "quota", "0.3", "0"),
        ("bands.good = 81", "bands", "excellent, 90, good, 80, pass, 60",
         "excellent, 90, good, 81, pass, 60"),
        ('award_min_band = "good"', "award_min_band", "pass", "good"),
        ("blocking = []", "blocking", "plan", ""),
        ("progress_group_min = 3", "progress_group_min", "5", "3"),
    ],
)  # fmt: skip
def test_the_numbers_of_the_assessment(judgment: str, key: str, was: str, becomes: str) -> None:
    found = diff_policies(policy(PLAN), policy(PLAN, judgment=judgment))
    assert found == (Change("judgment", "", key, was, becomes),)


# --- whom it concerns ------------------------------------------------------------------------


def one_meeting_each() -> District:
    """Two pairs; C1 held a meeting in each term of 2025, C2 none."""
    facts = district(pairs=2)
    for term in facts["terms"]:
        add_activity(facts, "meeting", term["starts_on"], [])
    add_mentorship(facts, "M")
    return facts


def judged(of: Policy, as_of: date = date(2026, 3, 1)) -> Evaluation:
    return evaluate(of, load_rows(one_meeting_each(), CONNECTION), as_of)


def test_a_new_minimum_concerns_those_who_met_the_old_one() -> None:
    effects = compare(judged(policy(rule("r"))), judged(policy(rule("r", at_least="2"))))
    statuses = {
        (change.either.collaboration_id, change.either.period): (
            change.before and change.before.status,
            change.after and change.after.status,
            change.status_changes,
        )
        for change in effects.findings
    }
    assert statuses == {
        (pair, f"2025-{season}"): (before, "short", before == "met")
        for pair, before in (("C1", "met"), ("C2", "short"))
        for season in ("spring", "autumn")
    }
    (change,) = effects.verdicts
    assert (change.before.collaboration_id, change.before.band, change.after.band) == (
        "C1",
        "excellent",
        "fail",
    )
    assert effects.concerned == ("C1", "C2")


def test_a_rule_that_comes_and_one_that_goes() -> None:
    effects = compare(judged(policy(rule("a"))), judged(policy(rule("b"))))
    assert {(c.before is None, c.either.requirement) for c in effects.findings} == {
        (True, "b"),
        (False, "a"),
    }
    assert all(change.status_changes for change in effects.findings)
    assert effects.verdicts == ()


@pytest.mark.parametrize(
    "keys",
    [{"duty": '"lead"'}, {"severity": '"advice"'}, {"measure": '"sessions"', "at_least": "2"}],
)
def test_every_visible_part_of_a_finding_is_compared(keys: dict[str, str]) -> None:
    assert compare(judged(policy(rule("r"))), judged(policy(rule("r", **keys)))).findings


def test_titles_and_weights_written_otherwise_change_nothing() -> None:
    before = judged(policy(rule("r"), rule("s", where__kind='"talk"')))
    title = {"title": '{ en = "Other" }'}
    weights = "weights = { fulfilment = 1.2, check = 0.6, progress = 1.2 }"
    other = policy(rule("r", **title), rule("s", where__kind='"talk"'), judgment=weights)
    effects = compare(before, judged(other))
    assert (effects.findings, effects.verdicts, effects.concerned) == ((), (), ())


def test_scores_that_differ_by_rounding_alone_are_the_same() -> None:
    before = judged(policy(rule("r")))
    nudged = tuple(
        replace(verdict, score=None if verdict.score is None else verdict.score + 1e-12)
        for verdict in before.verdicts
    )
    moved = tuple(
        replace(verdict, score=None if verdict.score is None else verdict.score - 1e-6)
        for verdict in before.verdicts
    )
    assert [v.score for v in before.verdicts] == [100, 0]
    assert compare(before, replace(before, verdicts=nudged)).verdicts == ()
    assert len(compare(before, replace(before, verdicts=moved)).verdicts) == 2
    none = tuple(replace(verdict, score=None, band=None) for verdict in before.verdicts)
    assert len(compare(before, replace(before, verdicts=none)).verdicts) == 2
