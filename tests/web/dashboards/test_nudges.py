"""The nudge of an officer, and the daily mail that tells of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import override_settings

from tandem.audit.models import AuditEvent
from tandem.compliance.models import Waiver
from tandem.compliance.waivers.actions import grant_waiver, remove_waiver
from tandem.dashboards.board.actions import nudge
from tandem.notifications.digest import send_digests
from tandem.notifications.models import Notice
from tandem.notifications.wording import notice_text

TODAY = date(2026, 5, 12)


def remind(district, requirement="lecture", period="t3", who="officer", pair="c1"):
    return nudge(
        by=district.actor(who), collaboration_id=pair, requirement=requirement, period=period
    )


def told() -> set[str]:
    return set(Notice.objects.values_list("user__username", flat=True))


def test_those_who_owe_it_are_reminded_with_the_dutys_sentence(district):
    done = remind(district)
    assert done.told == 2
    assert told() == {"lead_head", "lead_coordinator"}
    notice = Notice.objects.first()
    assert "专题讲座还需 2 次（0/2），由青川第一小学负责，7月10日截止" in notice_text(notice)
    assert notice.url.endswith("/collaborations/c1/duties/lecture/t3/")


def test_a_duty_of_both_reminds_both_schools(district):
    assert remind(district, "joint-seminar").told == 4
    assert {"lead_head", "partner_coordinator"} < told()


def test_not_twice_for_the_same_duty_within_seven_days(district):
    remind(district)
    again = remind(district)
    assert again.told == 0
    assert again.last_at is not None
    assert again.last_at.date() == TODAY
    assert Notice.objects.count() == 2
    assert remind(district, "demonstration").told == 2
    with override_settings(FIXED_TODAY=TODAY + timedelta(days=8)):
        assert remind(district).told == 2


def test_a_nudge_leaves_an_audit_event(district):
    remind(district)
    event = AuditEvent.objects.get(verb="compliance.nudge")
    assert event.collaboration_id == "c1"
    assert event.actor_name == "Officer"
    assert len(event.after["told"]) == 2


def test_nothing_is_sent_for_what_no_school_owes(district):
    with pytest.raises(ValueError, match="no school owes"):
        remind(district, "department-visit")
    with pytest.raises(ValueError, match="no school owes"):
        remind(district, "lecture", "t4")
    with pytest.raises(Http404):
        remind(district, "no-such-duty")
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["leader", "viewer", "lead_head", "partner_coordinator"])
def test_only_officers_may(district, who):
    with pytest.raises(PermissionDenied):
        remind(district, who=who)


def test_outsiders_do_not_even_learn_that_it_exists(district):
    with pytest.raises(Http404):
        remind(district, who="outsider")


def test_where_nobody_has_an_account_the_officer_is_told(district, as_user):
    officer = as_user("officer")
    data = {"duty": "c2 lecture t3", "next": "/board"}
    response = officer.post(
        "/board/nudge", {"duty": "c2 study-visit t3", "next": "/board"}, follow=True
    )
    assert "没有人收到催办" in response.content.decode()
    response = officer.post("/board/nudge", data, follow=True)
    assert "已催办 1 人" in response.content.decode()
    assert told() == {"outsider"}


def test_one_click_on_the_board(district, as_user):
    officer = as_user("officer")
    html = officer.get("/board").content.decode()
    assert 'value="c1 ' in html
    response = officer.post("/board/nudge", {"duty": "c1 lecture t3", "next": "/board?batch=1"})
    assert response.status_code == 302
    assert response["Location"] == "/board?batch=1#row-c1"
    assert "3 人" not in officer.get("/board").content.decode()
    again = officer.post("/board/nudge", {"duty": "c1 lecture t3", "next": "//evil.example/"})
    assert again["Location"] == "/board#row-c1"
    assert as_user("leader").post("/board/nudge", {"duty": "c1 lecture t3"}).status_code == 403
    assert officer.post("/board/nudge", {"duty": "c1"}).status_code == 400
    assert officer.get("/board/nudge").status_code == 405


def test_a_reminded_row_says_when(district, as_user):
    officer = as_user("officer")
    officer.post("/board/nudge", {"duty": "c1 plan r1", "next": "/board"})
    assert "已于5月12日催办" in officer.get("/board").content.decode()


# --- the mail -----------------------------------------------------------------------------------


def address(district, name, language=""):
    user = district.users[name]
    user.email = f"{name}@school.example"
    user.language = language
    user.save()


def test_the_digest_goes_once_a_day_to_those_with_an_address(district):
    address(district, "lead_head")
    remind(district)
    remind(district, "demonstration")
    assert send_digests() == 1
    assert [m.to for m in mail.outbox] == [["lead_head@school.example"]]
    assert "专题讲座" in mail.outbox[0].body
    assert "教学示范" in mail.outbox[0].body
    assert mail.outbox[0].subject == "携手：2 条新通知"
    assert "http://127.0.0.1:8000/collaborations/c1/duties/lecture/t3/" in mail.outbox[0].body
    remind(district, "lesson-preparation")
    assert send_digests() == 0
    with override_settings(FIXED_TODAY=TODAY + timedelta(days=1)):
        assert send_digests() == 1
        assert "集体备课" in mail.outbox[1].body
        assert "专题讲座" not in mail.outbox[1].body
    with override_settings(FIXED_TODAY=TODAY + timedelta(days=2)):
        assert send_digests() == 0


def test_the_mail_speaks_the_persons_language_and_has_plain_html(district):
    address(district, "lead_head", "en")
    remind(district)
    send_digests()
    message = mail.outbox[0]
    assert message.subject == "Tandem: 1 new notice"
    assert "Lecture" in message.body or "lecture" in message.body
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert '<a href="http://127.0.0.1:8000/collaborations/c1/' in html
    assert "style" not in html


def test_what_was_read_is_not_mailed(district):
    address(district, "lead_head")
    remind(district)
    Notice.objects.update(read_at="2026-05-12T08:00:00+08:00")
    assert send_digests() == 0


def test_a_mail_that_fails_is_tried_again_and_the_others_go(district, monkeypatch):
    from django.core.mail import EmailMultiAlternatives

    address(district, "lead_head")
    address(district, "lead_coordinator")
    remind(district)
    send = EmailMultiAlternatives.send

    def failing(self, *args, **kwargs):
        if self.to == ["lead_head@school.example"]:
            raise ConnectionRefusedError
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMultiAlternatives, "send", failing)
    assert send_digests() == 1
    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    assert send_digests() == 1
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("duty", ["", "c1 lecture", "~A lecture t3", "c1 lecture t3 again"])
def test_a_nudge_for_nothing_readable_is_refused_in_words(district, as_user, duty):
    answer = as_user("officer").post("/board/nudge", {"duty": duty})
    assert answer.status_code == 400
    assert "没有保存" in answer.content.decode()
    assert told() == set()


# --- on the page of a finding -------------------------------------------------------------------


LECTURE = "/collaborations/c1/duties/lecture/t3/"


def test_one_click_on_the_findings_page_and_then_it_says_when(district, as_user):
    officer = as_user("officer")
    html = officer.get(LECTURE).content.decode()
    value = re.search(r'name="duty" value="([^"]+)"', html)[1]
    back = re.search(r'name="next" value="([^"]+)"', html)[1]
    response = officer.post("/board/nudge", {"duty": value, "next": back})
    assert response["Location"].startswith(LECTURE)
    assert told() == {"lead_head", "lead_coordinator"}
    html = officer.get(LECTURE).content.decode()
    assert 'name="duty"' not in html
    assert "5月12日已催办" in html
    assert "催办 2 人" in html
    with override_settings(FIXED_TODAY=TODAY + timedelta(days=8)):
        assert 'name="duty"' in officer.get(LECTURE).content.decode()


@pytest.mark.parametrize("who", ["leader", "viewer", "inspector", "lead_head", "partner_teacher"])
def test_nobody_else_is_offered_it_there(district, as_user, who):
    assert 'name="duty"' not in as_user(who).get(LECTURE).content.decode()


@pytest.mark.parametrize(
    "path", ["department-visit/t3", "lecture/t2", "lecture/t4", "secondment-evaluation/t3"]
)
def test_what_no_school_can_do_now_is_not_offered(district, as_user, path):
    html = as_user("officer").get(f"/collaborations/c1/duties/{path}/").content.decode()
    assert 'name="duty"' not in html


def test_the_decisions_shown_are_those_of_this_duty_and_period(district, as_user):
    officer = district.actor("officer")
    for duty, period, why in (
        ("lecture", "t3", "校舍维修"),
        ("lecture", "t4", "另一学期"),
        ("demonstration", "t3", "另一项"),
    ):
        grant_waiver(by=officer, collaboration_id="c1", period=period, requirement=duty, reason=why)
    remove_waiver(by=officer, key=Waiver.objects.get(requirement="lecture", period="t3").pk)
    html = as_user("lead_head").get(LECTURE).content.decode()
    assert "校舍维修" in html
    assert "撤回了豁免" in html
    assert "另一学期" not in html
    assert "另一项" not in html
