"""Activation codes: issued by the right people, used once, by the person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from tandem.accounts.actions.accounts import open_account
from tandem.accounts.actions.codes import activate_account, issue_codes
from tandem.accounts.models import ActivationCode
from tests.web.conftest import TODAY


def new_teacher(district, by="lead_coordinator"):
    return open_account(
        by=district.actor(by), name="林晓", role="teacher", organisation_id="lead", starts_on=TODAY
    )


def test_a_new_teacher_chooses_name_and_password_and_is_signed_in(client, district):
    user = new_teacher(district)
    (issued,) = issue_codes(by=district.actor("lead_coordinator"), users=[user])
    assert issued.code not in str(list(ActivationCode.objects.values_list()))
    typed = issued.code.lower().replace("-", " ")
    step = client.post(reverse("accounts:activate"), {"code": typed})
    assert step.url == reverse("accounts:activate_set")
    assert "林晓" in client.get(step.url).content.decode()
    wrong = client.post(step.url, {"username": "林晓", "password": "a", "repeated": "b"})
    assert wrong.status_code == 200
    words = {"username": "LinXiao", "password": "reads-a-lot-5", "repeated": "reads-a-lot-5"}
    done = client.post(step.url, words)
    assert done.status_code == 302
    user.refresh_from_db()
    assert user.username == "linxiao"
    assert user.check_password("reads-a-lot-5")
    assert client.session["_auth_user_id"] == str(user.pk)
    with pytest.raises(ValidationError):
        activate_account(code=issued.code, username="x1", password="reads-a-lot-6")


def test_a_newer_code_ends_the_earlier_and_old_ones_expire(district):
    user, by = new_teacher(district), district.actor("lead_coordinator")
    first = issue_codes(by=by, users=[user])[0]
    second = issue_codes(by=by, users=[user])[0]
    with pytest.raises(ValidationError):
        activate_account(code=first.code, username="lin", password="reads-a-lot-5")
    row = ActivationCode.objects.get(used_at=None, expires_at__gt=second.expires_at - timedelta(1))
    row.expires_at = row.issued_at
    row.save()
    with pytest.raises(ValidationError):
        activate_account(code=second.code, username="lin", password="reads-a-lot-5")


@pytest.mark.parametrize(
    ("by", "whom", "allowed"),
    [
        ("lead_coordinator", "lead_teacher", True),
        ("lead_coordinator", "lead_head", False),
        ("lead_head", "lead_coordinator", True),
        ("lead_head", "partner_teacher", False),
        ("lead_teacher", "lead_teacher", False),
        ("lead_head", "lead_head", False),
        ("officer", "lead_head", True),
        ("officer", "leader", True),
        ("officer", "administrator", False),
        ("officer", "auditor", False),
        ("administrator", "officer", True),
        ("administrator", "auditor", True),
        ("outsider", "lead_teacher", False),
        ("viewer", "lead_teacher", False),
    ],
)
def test_who_hands_out_codes_to_whom(district, by, whom, allowed):
    if allowed:
        assert issue_codes(by=district.actor(by), users=[district.users[whom]])
    else:
        with pytest.raises(PermissionDenied):
            issue_codes(by=district.actor(by), users=[district.users[whom]])


def test_wrong_codes_close_the_page_to_an_address(district):
    browser = Client(REMOTE_ADDR="10.1.1.1")
    for _ in range(30):
        wrong = browser.post(reverse("accounts:activate"), {"code": "AAAA-AAAA"})
        assert "请向学校要一个新的" in wrong.content.decode()
    user = new_teacher(district)
    (issued,) = issue_codes(by=district.actor("lead_coordinator"), users=[user])
    closed = browser.post(reverse("accounts:activate"), {"code": issued.code})
    assert closed.status_code == 200
    assert "输错启用码的次数太多" in closed.content.decode()
    other = Client(REMOTE_ADDR="10.1.1.2")
    assert other.post(reverse("accounts:activate"), {"code": issued.code}).status_code == 302


def test_behind_a_proxy_each_person_keeps_an_own_address(district, settings):
    """One person's wrong codes close the page to nobody else; what a visitor claims is not believed."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    page = reverse("accounts:activate")

    def tried(address: str) -> str:
        came = {"HTTP_X_FORWARDED_FOR": f"10.9.9.9, {address}", "REMOTE_ADDR": "127.0.0.1"}
        return Client(**came).post(page, {"code": "AAAA-AAAA"}).content.decode()

    for _ in range(30):
        tried("10.1.1.1")
    assert "输错启用码的次数太多" in tried("10.1.1.1")
    assert "输错启用码的次数太多" not in tried("10.1.1.2")


def test_a_taken_name_is_refused_in_any_case(district):
    user = new_teacher(district)
    (issued,) = issue_codes(by=district.actor("lead_head"), users=[user])
    with pytest.raises(ValidationError) as refused:
        activate_account(code=issued.code, username="LEAD_HEAD", password="reads-a-lot-5")
    assert set(refused.value.message_dict) == {"username"}


def test_a_sheet_of_codes_is_printed_for_one_s_own_people(as_user, district):
    head = as_user("lead_head")
    url = reverse("staffing_codes", kwargs={"pk": "lead"})
    ids = [district.users[name].pk for name in ("lead_teacher", "lead_coordinator")]
    sheet = head.post(url, {"user": ids})
    assert len(sheet.context["issued"]) == 2
    for item in sheet.context["issued"]:
        assert item.code in sheet.content.decode()
    assert head.post(reverse("staffing_codes", kwargs={"pk": "partner"})).status_code == 404
    assert head.post(url, {"user": [district.users["partner_teacher"].pk]}).status_code == 302
