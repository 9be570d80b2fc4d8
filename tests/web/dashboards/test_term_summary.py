"""The printable summary of a semester, and the warnings of the pace."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from tandem.activities.models import Activity, Outing
from tandem.aid.models import Aid
from tandem.compliance.evaluation import evaluate_live
from tandem.compliance.models import PinnedPolicy
from tandem.compliance.policies import policy_of
from tandem.dashboards.board.names import context_of
from tandem.dashboards.pace import pace_sentence, pace_warnings
from tandem.mentoring.models import Mentorship
from tandem.reports.words import Words
from tandem.secondments.models import Secondment

URL = "/collaborations/c1/summary/t3/"


@pytest.fixture
def busy(district):
    pair = district.pair
    outing = Outing.objects.create(
        collaboration=pair, held_on=date(2026, 4, 14), host_side="partner", status="confirmed"
    )
    for n, kind in enumerate(("lecture", "lesson_preparation")):
        Activity.objects.create(
            outing=outing,
            collaboration=pair,
            kind=kind,
            held_on=outing.held_on,
            host_side="partner",
            status="confirmed",
            title="分数的意义" if n == 0 else "",
            position=n,
        )
    Outing.objects.create(collaboration=pair, held_on=date(2026, 5, 6), host_side="lead")
    Mentorship.objects.create(
        collaboration=pair,
        mentor=district.people["lead-2"],
        mentee=district.people["partner-4"],
        subject="chinese",
        starts_on=date(2026, 3, 2),
        status="confirmed",
    )
    Secondment.objects.create(
        collaboration=pair,
        person=district.people["partner-1"],
        post="deputy_head",
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 20),
        status="confirmed",
    )
    Aid.objects.create(
        collaboration=pair,
        kind="books",
        value_yuan="3200.00",
        description="图书三百册",
        handed_over_on=date(2026, 4, 1),
        accepted_on=date(2026, 4, 3),
        status="confirmed",
    )
    return district


def test_the_summary_tells_the_semester(busy, as_user):
    html = as_user("partner_head").get(URL).content.decode()
    for text in (
        "青川第一小学",
        "田远山",
        "专题讲座",
        "分数的意义",
        "4月14日",
        "周知秋",
        "田望舒",
        "图书三百册",
        "3200.00",
        "5.2.2",
        "○ 未达标",
    ):
        assert text in html, text
    assert "还有 1 次外出活动" in html or "1 次活动还在等待" in html


def test_what_waits_for_confirmation_is_not_told_as_done(busy, as_user):
    weeks = as_user("officer").get(URL).context["page"].weeks
    assert [item.day for week in weeks for item in week.items] == [date(2026, 4, 14)] * 2
    assert weeks[0].number == 8


def test_who_may_read_it(busy, as_user):
    for who in ("officer", "leader", "viewer", "lead_teacher", "partner_coordinator"):
        assert as_user(who).get(URL).status_code == 200
    assert as_user("outsider").get(URL).status_code == 404
    assert as_user("officer").get("/collaborations/c1/summary/none/").status_code == 404


def test_an_empty_semester_still_prints(district, as_user):
    response = as_user("officer").get("/collaborations/c2/summary/t1/")
    assert response.status_code == 200
    assert "还没有确认的活动" in response.content.decode()


def test_the_summary_takes_few_queries(busy, as_user, django_assert_max_num_queries):
    officer = as_user("officer")
    officer.get(URL)
    with django_assert_max_num_queries(25):
        officer.get(URL)


def test_in_english_too(busy, as_user):
    officer = as_user("officer")
    officer.cookies["django_language"] = "en"
    html = officer.get(URL).content.decode()
    assert "What was done, week by week" in html
    assert "1 outing of this semester still waits" in html


# --- at this pace -------------------------------------------------------------------------------


def test_the_pace_warns_while_there_is_time_and_not_at_once(district):
    def warned(day):
        warnings = pace_warnings(evaluate_live(day, ["c1"]), day)
        return {w.finding.requirement for w in warnings if w.finding.period == "t3"}

    assert warned(date(2026, 3, 5)) == set()
    third = warned(date(2026, 4, 20))
    assert "lecture" in third
    assert "collaboration-meeting" not in third
    assert "collaboration-meeting" in warned(date(2026, 5, 12))
    assert "lecture" not in warned(date(2026, 7, 11))


def test_a_warning_says_how_often_and_until_when(busy):
    day = date(2026, 5, 12)
    warnings = pace_warnings(evaluate_live(day, ["c1"]), day)
    warning = next(w for w in warnings if w.finding.requirement == "open-meetings")
    assert (warning.missing, warning.days_left, warning.every_days) == (2, 59, 30)
    assert warning.expected == 0
    policy = policy_of(PinnedPolicy.objects.get().policy_id)
    words = Words(policy, context_of([busy.pair], busy.terms), "zh-Hans", day)
    with override("zh-hans"):
        text = pace_sentence(words, warning)
    assert "按目前进度将无法完成" in text
    assert "还有 59 天" in text
    assert "6月11日" in text
