"""Told early enough to act: on the first page, on the collaboration's, in one notice a duty."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core import mail
from django.test import override_settings

from tandem.cli.program import run
from tandem.notifications.models import Notice
from tandem.notifications.wording import notice_text
from tests.web.conftest import TODAY

EARLY = date(2026, 3, 5)
"""Days after the semester began: nothing is late yet."""


def nightly(day=TODAY) -> None:
    with override_settings(FIXED_TODAY=day):
        assert run(["nightly"]) == 0


def section(html: str, heading: str) -> str:
    found = re.search(rf"<h3>{heading}</h3>(.*?)</ul>", html, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])) if found else ""


def test_the_first_page_names_what_will_be_missed_who_owes_it_and_by_when(district, as_user):
    html = as_user("lead_coordinator").get("/").content.decode()
    late = section(html, "按目前进度将无法完成")
    assert "专题讲座还需 2 次（0/2）" in late
    assert "青川第一小学负责，7月10日截止，还有 59 天" in late
    assert "下一次应不晚于6月11日" in late
    assert "记录" in late
    assert "/outings/record/?collaboration=c1&amp;kind=lecture" in html


def test_what_is_not_late_yet_stands_under_another_heading(district, as_user):
    with override_settings(FIXED_TODAY=EARLY):
        html = as_user("lead_coordinator").get("/").content.decode()
    assert "按目前进度将无法完成" not in html
    assert html.count('<li class="duty">') == 5


def test_a_school_is_not_told_of_what_the_other_one_owes(district, as_user):
    html = as_user("partner_coordinator").get("/").content.decode()
    assert "专题讲座" not in section(html, "按目前进度将无法完成")


def test_the_collaboration_page_says_it_beside_the_duty(district, as_user):
    html = as_user("lead_head").get("/collaborations/c1/").content.decode()
    row = re.search(r'<li class="duty">(?:(?!</li>).)*专题讲座.*?</li>', html, re.S)
    assert "按目前进度将无法完成，下一次应不晚于6月11日。" in row[0]
    with override_settings(FIXED_TODAY=EARLY):
        assert "按目前进度" not in as_user("lead_head").get("/collaborations/c1/").content.decode()


def test_nightly_tells_once_a_duty_and_not_every_day(district):
    nightly(EARLY)
    assert not Notice.objects.exists()
    user = district.users["lead_head"]
    user.email = "head@school.example"
    user.save()
    nightly()
    notice = Notice.objects.get(user=user, code="pace")
    assert "青川第一小学 — 石桥小学按目前进度将无法完成" in notice_text(notice)
    assert notice.collaboration_id == "c1"
    assert len(mail.outbox) == 1
    assert "按目前进度将无法完成" in mail.outbox[0].body
    for days in (1, 2, 3):
        nightly(TODAY + timedelta(days=days))
    told = Notice.objects.filter(user=user, code="pace")
    duties = [tuple(duty) for one in told for duty in one.params["duties"]]
    assert ("lecture", "t3") in duties
    assert len(duties) == len(set(duties))
    assert len(mail.outbox) == told.count()


def test_the_heads_and_coordinators_of_the_school_that_owes_it_are_told(district):
    nightly()
    names = {
        requirement: {
            notice.user.username
            for notice in Notice.objects.filter(code="pace").select_related("user")
            if [requirement, "t3"] in notice.params["duties"] and notice.collaboration_id == "c1"
        }
        for requirement in ("lecture", "study-visit", "joint-seminar")
    }
    assert names["lecture"] == {"lead_head", "lead_coordinator"}
    assert names["study-visit"] == {"partner_head", "partner_coordinator"}
    assert names["joint-seminar"] == names["lecture"] | names["study-visit"]


def test_whoever_comes_to_the_post_where_nobody_was_is_told_then(district):
    district.users["lead_head"].assignments.update(ends_on=EARLY)
    district.users["lead_coordinator"].assignments.update(ends_on=EARLY)
    nightly()
    assert not Notice.objects.filter(code="pace", user__username__startswith="lead").exists()
    district.users["lead_head"].assignments.update(ends_on=None)
    nightly(TODAY + timedelta(days=1))
    told = Notice.objects.get(code="pace", user__username="lead_head")
    assert ["lecture", "t3"] in told.params["duties"]
