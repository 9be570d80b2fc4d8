"""Complaints, answers, notices."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tandem.notifications.models import Complaint, Notice


@pytest.mark.parametrize("name", ["lead_teacher", "lead_head", "viewer", "auditor", "inspector"])
def test_everyone_complains_and_reads_the_answer(as_user, district, name):
    writer, officer = as_user(name), as_user("officer")
    page = "http://testserver/outings/x?y=1"
    writer.post(reverse("complaints"), {"text": "表格太长", "page": page})
    row = Complaint.objects.get()
    assert row.page == "/outings/x"
    assert Notice.objects.filter(user=district.users["officer"], code="complaint").count() == 1
    url = reverse("complaint", kwargs={"pk": row.pk})
    assert "表格太长" in officer.get(reverse("complaints")).content.decode()
    assert officer.post(url, {"answer": "已经缩短"}).status_code == 302
    assert "已经缩短" in writer.get(url).content.decode()
    notice = Notice.objects.get(user=district.users[name])
    assert notice.code == "complaint_answered"
    assert notice.url == url


def test_nobody_else_reads_or_answers(as_user, district):
    as_user("lead_teacher").post(reverse("complaints"), {"text": "表格太长"})
    url = reverse("complaint", kwargs={"pk": Complaint.objects.get().pk})
    for name in ("lead_head", "partner_head", "administrator", "outsider"):
        assert as_user(name).get(url).status_code == 404
    assert as_user("lead_teacher").post(url, {"answer": "好"}).status_code == 403


def test_an_empty_complaint_says_what_is_missing(as_user):
    page = as_user("lead_teacher").post(reverse("complaints"), {"text": " "})
    assert page.status_code == 200
    assert page.context["form"].errors


def test_notices_are_read_unread_and_one_s_own(as_user, district):
    as_user("lead_teacher").post(reverse("complaints"), {"text": "表格太长"})
    notice = Notice.objects.get()
    officer, url = as_user("officer"), reverse("notice", kwargs={"pk": notice.pk})
    assert officer.get(reverse("notices")).context["unread"] == 1
    assert officer.post(url, {"open": "1"}).url == notice.url
    assert officer.get(reverse("notices")).context["unread"] == 0
    officer.post(url, {"unread": "1"})
    assert officer.get(reverse("notices")).context["unread"] == 1
    officer.post(reverse("notices_read"))
    assert officer.get(reverse("notices")).context["unread"] == 0
    assert as_user("leader").post(url).status_code == 404
