"""Signing in: password, lockout, second step, idle sign-out, a password of one's own."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from tandem.accounts.actions.codes import activate_account, issue_codes
from tandem.audit.models import AuditEvent
from tests.web.conftest import PASSWORD


def sign_in(client: Client, name: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in_whatever_the_case_of_the_name(client, district):
    answer = sign_in(client, " Lead_Teacher ")
    assert answer.status_code == 302, answer.content
    assert signed_in(client)
    assert AuditEvent.objects.filter(verb="accounts.sign_in").count() == 1


def test_five_wrong_passwords_lock_the_account_and_no_other(client, district):
    for n in range(5):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{n}"), "lead_teacher", "wrong")
    locked = sign_in(Client(REMOTE_ADDR="10.0.0.99"), "lead_teacher")
    assert locked.status_code == 200
    assert "密码输错次数过多" in locked.content.decode()
    assert AuditEvent.objects.filter(verb="accounts.locked", object_id="lead_teacher").count() == 1
    sign_in(client, "lead_head")
    assert signed_in(client)


def test_an_unknown_name_is_locked_as_a_known_one(client, district):
    for _ in range(5):
        sign_in(client, "nobody", "wrong")
    assert "密码输错次数过多" in sign_in(client, "nobody", "wrong").content.decode()


def test_the_right_password_does_not_count_as_a_failure(district):
    for _ in range(7):
        browser = Client()
        sign_in(browser, "lead_teacher")
        assert signed_in(browser)


def test_a_new_code_opens_a_locked_account(client, district):
    for _ in range(5):
        sign_in(client, "lead_teacher", "wrong")
    (issued,) = issue_codes(by=district.actor("lead_head"), users=[district.users["lead_teacher"]])
    activate_account(code=issued.code, username="", password="another-good-one-8")
    sign_in(client, "lead_teacher", "another-good-one-8")
    assert signed_in(client)


def test_a_closed_account_signs_nobody_in(client, district):
    user = district.users["lead_teacher"]
    user.is_active = False
    user.save()
    sign_in(client, "lead_teacher")
    assert not signed_in(client)


def code_now(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def test_second_step_set_up_then_asked_for_and_recovery_codes_help(
    client, district, django_capture_on_commit_callbacks
):
    sign_in(client, "officer")
    asked = client.get(reverse("mfa_activate_totp"))
    assert reverse("account_reauthenticate") in asked.url, "the password once more"
    client.post(asked.url, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200, page.headers
    secret = client.session["mfa.totp.secret"]
    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    changed = AuditEvent.objects.filter(verb="accounts.sign_in_changed")
    assert {event.after["what"] for event in changed} >= {"totp_activated"}

    other = Client()
    step = sign_in(other, "officer")
    assert step.url == reverse("mfa_authenticate")
    assert not signed_in(other)
    other.post(step.url, {"code": code_now(secret, later=1)})
    assert signed_in(other)

    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    third = Client()
    sign_in(third, "officer")
    third.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert signed_in(third)
    fourth = Client()
    sign_in(fourth, "officer")
    fourth.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not signed_in(fourth), "a recovery code works once"


def test_what_the_second_step_says_is_in_the_product_s_own_words(client, district, monkeypatch):
    # no test commits here: what waits for the commit is done at once
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())
    sign_in(client, "officer")
    asked = client.get(reverse("mfa_activate_totp"))
    assert "密码不对" in client.post(asked.url, {"password": "wrong"}).text
    client.post(asked.url, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).text
    secret = client.session["mfa.totp.secret"]
    assert " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)) in page
    assert "placeholder" not in page
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "验证码不对或已过期" in wrong.text
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    assert done.text.count('class="message ') == 1
    assert "请保存恢复码" in done.text
    own = client.get(reverse("accounts:own")).text
    assert "手机上的动态码" in own


def test_the_menu_leads_to_notices_with_their_number_and_to_the_own_account(as_user, district):
    page = as_user("officer").get(reverse("rights")).text
    menu = page[page.index('<details class="menu">') : page.index("</details>")]
    for name in ("notices", "accounts:own", "account_logout"):
        assert f'"{reverse(name)}"' in menu
    assert "条未读" not in menu
    for _ in range(2):
        as_user("lead_teacher").post(reverse("complaints"), {"text": "表格太长"})
    assert "2 条未读" in as_user("officer").get(reverse("rights")).text
    assert "条未读" not in as_user("lead_head").get(reverse("rights")).text


def test_half_an_hour_without_a_page_signs_out(client, district, monkeypatch):
    sign_in(client, "lead_teacher")
    assert client.get(reverse("notices")).status_code == 200
    session = client.session
    session["seen"] = int(time.time()) - 1801
    session.save()
    answer = client.get(reverse("notices"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


def test_who_must_change_the_password_reaches_nothing_else(client, district):
    user = district.users["lead_teacher"]
    user.must_change_password = True
    user.save()
    sign_in(client, "lead_teacher")
    own = reverse("account_change_password")
    assert client.get(reverse("notices")).url == own
    weak = client.post(
        own, {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"}
    )
    assert "密码" in weak.content.decode()
    assert "too common" not in weak.content.decode()
    client.post(
        own,
        {"oldpassword": PASSWORD, "password1": "mine-alone-77", "password2": "mine-alone-77"},
    )
    assert client.get(reverse("notices")).status_code == 200


@pytest.mark.parametrize(
    "path", ["signup/", "password/reset/", "email/", "3rdparty/", "social/signup/"]
)
def test_what_is_not_offered_is_not_there(client, as_user, district, path):
    words = {"username": "me", "password1": "mine-alone-77", "email": "me@example.org"}
    for browser in (client, as_user("lead_teacher")):
        assert browser.get(f"/sign-in/{path}").status_code == 404
        assert browser.post(f"/sign-in/{path}", words).status_code == 404


def test_the_sign_in_page_leads_to_the_code_and_promises_no_mail(client, district):
    page = client.get(reverse("account_login")).text
    assert f'href="{reverse("accounts:activate")}"' in page
    assert "placeholder" not in page
    assert "忘记" in page


def test_the_sign_in_page_says_why_a_person_was_signed_out_and_says_it_once(client, district):
    sign_in(client, "lead_teacher")
    session = client.session
    session["seen"] = int(time.time()) - 1801
    session.save()
    page = client.get(reverse("notices"), follow=True)
    assert "已自动退出" in page.text
    assert reverse("notices") in page.text, (
        "and afterwards leads on to where the person wanted to go"
    )
    sign_in(client, "lead_teacher")
    client.post(reverse("account_logout"))
    assert "已自动退出" not in client.get(reverse("account_login")).text


@pytest.mark.parametrize("name", ["notices", "audit", "staffing", "rounds"])
def test_pages_ask_for_a_sign_in(client, district, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


def test_nothing_seen_stays_on_a_shared_computer_after_signing_out(as_user):
    client = as_user("lead_teacher")
    assert client.get(reverse("home"))["Cache-Control"] == "private, no-cache"
    out = client.post(reverse("account_logout"))
    assert out["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get(reverse("account_login"))


def test_the_chosen_language_is_remembered(client):
    client.post(reverse("set_language"), {"language": "en"})
    cookie = client.cookies["django_language"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", 365 * 24 * 3600)
