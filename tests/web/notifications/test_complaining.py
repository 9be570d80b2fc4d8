"""Complaints, answers, notices."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tandem.accounts.actors import Actor
from tandem.accounts.models import Role, RoleAssignment, User
from tandem.notifications.actions import answer_complaint
from tandem.notifications.models import Complaint, Notice
from tandem.notifications.queries import authority_of_writer
from tandem.schools.models import Authority, School
from tests.web.conftest import PASSWORD


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


@pytest.fixture
def other_bureau(district):
    """A second bureau under the same higher authority, with an officer and a school of its own."""
    higher = Authority.objects.create(id="city", name="白川市教育局")
    Authority.objects.filter(pk="bureau").update(parent=higher)
    Authority.objects.create(id="other-bureau", name="赤川区教育局", parent=higher)
    School.objects.create(
        id="far", code="2133000099", name="赤川小学", stage="primary", authority_id="other-bureau"
    )
    for name, role, place in (
        ("other_officer", Role.OFFICER, "other-bureau"),
        ("far_teacher", Role.TEACHER, "far"),
        ("city_viewer", Role.VIEWER, "city"),
    ):
        user = User.objects.create_user(name, name, PASSWORD)
        district.users[name] = user
        RoleAssignment.objects.create(
            user=user, role=role, organisation_id=place, starts_on=date(2025, 3, 1)
        )


@pytest.mark.parametrize(
    ("writer", "readers"),
    [
        ("lead_teacher", {"officer"}),
        ("inspector", {"officer"}),
        ("far_teacher", {"other_officer"}),
        ("city_viewer", {"officer", "other_officer"}),
    ],
)
def test_a_complaint_is_read_and_answered_by_the_writer_s_own_bureau(
    as_user, district, other_bureau, writer, readers
):
    as_user(writer).post(reverse("complaints"), {"text": "表格太长"})
    row = Complaint.objects.get()
    told = Notice.objects.filter(code="complaint").values_list("user__username", flat=True)
    assert set(told) == readers
    url = reverse("complaint", kwargs={"pk": row.pk})
    for name in ("officer", "other_officer"):
        officer, reads = as_user(name), name in readers
        assert ("表格太长" in officer.get(reverse("complaints")).text) == reads
        assert officer.get(url).status_code == (200 if reads else 404)
        assert officer.post(url, {"answer": "好"}).status_code == (302 if reads else 404)
    with pytest.raises(PermissionDenied):
        answer_complaint(by=district.actor("lead_head"), complaint=row, answer="好")


def test_who_has_no_role_any_more_still_writes_to_the_bureau_of_the_last_one(
    as_user, district, other_bureau
):
    teacher = district.users["far_teacher"]
    RoleAssignment.objects.filter(user=teacher).update(ends_on=date(2026, 1, 1))
    writer = Actor(teacher.pk, teacher.name)
    assert authority_of_writer(writer) == "other-bureau"


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
