"""A duty in words: what, how much, who, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.lib.titles import LANGUAGES, Language
from tandem.policy.model import Policy, Rule
from tandem.policy.results import Finding, Status
from tandem.reports import sentence
from tandem.reports.standing import standing
from tandem.reports.words import number, percent
from tests.reports.small_district import AS_OF, CONTEXT, FINDINGS, POLICY, finding


def said(
    one: Finding, language: Language = "zh-Hans", as_of: date = AS_OF, policy: Policy = POLICY
) -> str:
    return sentence(one, CONTEXT, policy, language, as_of)


def test_an_open_duty_names_need_school_day_and_days_left():
    text = said(finding("lecture", 1, 2, "open"))
    assert text == "本学期专题讲座还需 1 次（1/2），负责：青石一小，7月10日截止，还有 51 天。"


def test_it_is_said_in_traditional_chinese_and_english():
    one = finding("lecture", 1, 2, "open")
    hant = "本學期專題講座還需 1 次（1/2），負責：青石一小，7月10日截止，還有 51 天。"
    assert said(one, "zh-Hant") == hant
    english = said(one, "en")
    assert english == (
        "Lectures: 1 to go (1 of 2), this semester. For 青石一小 to see to, due 10 July, 51 days left."
    )


def test_a_duty_of_both_names_both_schools_and_one_of_the_bureau_the_bureau():
    assert "负责：青石一小、云溪小学，" in said(finding("joint-seminar", 0, 2, "open"))
    assert "负责：教育局，" in said(finding("department-visit", 0, 1, "open"))


def test_an_overdue_duty_says_when_it_was_due_with_the_year():
    text = said(finding("plan", 0, 1, "short"))
    assert "报送协作方案少 1 份（0/1）" in text
    assert "2023年4月30日截止，已过 386 天" in text


def test_another_semester_is_named():
    assert said(finding("lecture", 1, 2, "short", period="T2")).startswith("2023年秋季学期专题讲座")


def test_on_the_last_day_it_says_today():
    assert "今天（7月10日）截止" in said(finding("lecture", 1, 2, "open"), as_of=date(2024, 7, 10))


def test_one_day_is_singular_in_english():
    text = said(finding("lecture", 1, 2, "open"), "en", date(2024, 7, 9))
    assert "1 day left" in text


def test_a_duty_for_each_mentor_pair_says_how_much_for_each():
    text = said(finding("mentor-observation", 2, 3, "open"))
    assert "指导教师听评课还需 1 个对子（每个 2 节，2/3）" in text


def test_a_share_is_a_percentage_and_advice_is_called_advice():
    text = said(finding("core-subjects", 0.25, 0.5, "open"))
    assert "目前为 25%，应不低于 50%（建议）" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", FINDINGS, ids=lambda f: f"{f.requirement}-{f.status}")
def test_every_status_has_a_sentence(one: Finding, language: Language):
    text = said(one, language)
    assert POLICY.rule(one.requirement).title.get(language) in text
    assert text.endswith("." if language == "en" else "。")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ["open", "short", "not_due", "met", "waived", "not_applicable"])
@pytest.mark.parametrize("rule", POLICY.rules, ids=lambda rule: rule.id)
def test_every_rule_has_words_in_every_status(rule: Rule, status: Status, language: Language):
    one = replace(finding(rule.id, 0, 1, status), achieved=0.0)
    assert rule.title.get(language) in said(one, language)


def test_near_is_when_the_next_one_should_have_been_done_by_now():
    # the semester has 132 days; of two, the first is due after 44, the second after 88
    none, one = finding("lecture", 0, 2, "open"), finding("lecture", 1, 2, "open")
    assert standing(none, date(2024, 4, 13)) == "open"
    assert standing(none, date(2024, 4, 14)) == "near"
    assert standing(one, date(2024, 5, 27)) == "open"
    assert standing(one, date(2024, 5, 28)) == "near"


def test_advice_is_never_near_and_never_red():
    advice = finding("core-subjects", 0, 0.5, "open")
    assert standing(advice, date(2024, 7, 10)) == "open"
    assert standing(replace(advice, status="short"), date(2024, 7, 20)) == "advised"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.455, "45.5%"), (0.5, "50%"), (0.5999, "59.9%"), (0.6, "60%"), (2 / 3, "66.7%"), (0, "0%")],
)
def test_percentages_never_round_up_to_a_limit(value: float, shown: str):
    assert percent(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(2.0, "2"), (0.5, "0.5"), (1 / 3, "0.33")])
def test_counts_have_no_needless_decimals(value: float, shown: str):
    assert number(value) == shown
