"""OpenID Connect: a linked identity signs in, an unknown one never makes an account."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.accounts.actions.accounts import link_identity
from tandem.accounts.models import User

SERVER = "https://identity.example"


class Answer:
    """What the provider says."""

    status_code = 200

    def __init__(self, content):
        self.content = content
        self.headers = {"content-type": "application/json"}

    def json(self):
        return self.content

    def raise_for_status(self):
        pass


class Provider:
    """A provider in this process: its well-known page, its token endpoint, its user information."""

    def __init__(self):
        self.subject, self.nonce = "u-100", ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def get(self, url, **_):
        if url.endswith("/userinfo"):
            return Answer({"sub": self.subject, "name": "林晓"})
        return Answer(
            {
                "issuer": SERVER,
                "authorization_endpoint": f"{SERVER}/authorize",
                "token_endpoint": f"{SERVER}/token",
                "userinfo_endpoint": f"{SERVER}/userinfo",
                "jwks_uri": f"{SERVER}/keys",
            }
        )

    def request(self, _method, url, **_):
        assert url == f"{SERVER}/token"
        claims = {"iss": SERVER, "aud": "tandem", "sub": self.subject, "exp": time.time() + 60}
        token = jwt.encode(claims, "a-secret-of-the-provider-of-32-bytes", algorithm="HS256")
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

    post = request


@pytest.fixture
def provider(settings, monkeypatch):
    app = {
        "provider_id": "oidc",
        "name": "统一身份",
        "client_id": "tandem",
        "secret": "s",
        "settings": {"server_url": SERVER},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    made = Provider()
    monkeypatch.setattr(
        "allauth.socialaccount.adapter.DefaultSocialAccountAdapter.get_requests_session",
        lambda self: made,
    )
    return made


def come_back(client):
    away = client.post(reverse("openid_connect_login", kwargs={"provider_id": "oidc"}))
    assert away.url.startswith(f"{SERVER}/authorize")
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    url = reverse("openid_connect_callback", kwargs={"provider_id": "oidc"})
    return client.get(url, {"code": "c", "state": state})


def test_a_linked_identity_signs_in(client, district, provider):
    user = district.users["lead_teacher"]
    link_identity(by=district.actor("officer"), user=user, subject="u-100")
    assert come_back(client).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_unknown_identity_makes_no_account(client, district, provider):
    before = User.objects.count()
    answer = come_back(client)
    assert answer.url == reverse("account_login")
    assert "没有对应的账号" in client.get(answer.url).text
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_nobody_links_an_identity_to_the_own_account(as_user, district, provider):
    teacher = as_user("lead_teacher")
    url = reverse("openid_connect_login", kwargs={"provider_id": "oidc"})
    state = parse_qs(urlsplit(teacher.post(f"{url}?process=connect").url).query)["state"][0]
    back = reverse("openid_connect_callback", kwargs={"provider_id": "oidc"})
    teacher.get(back, {"code": "c", "state": state})
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("query", "words"),
    [({"error": "access_denied"}, "没有完成"), ({"error": "server"}, "没有成功")],
)
def test_a_refusal_leads_back_to_the_sign_in_page(client, district, provider, query, words):
    away = client.post(reverse("openid_connect_login", kwargs={"provider_id": "oidc"}))
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    back = reverse("openid_connect_callback", kwargs={"provider_id": "oidc"})
    answer = client.get(back, {**query, "state": state}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("account_login")
    assert words in answer.text


def test_a_service_that_does_not_answer_leaves_the_password(
    client, district, provider, monkeypatch
):
    def silent(*_args, **_words):
        raise requests.ConnectionError

    monkeypatch.setattr(provider, "get", silent)
    url = reverse("openid_connect_login", kwargs={"provider_id": "oidc"})
    assert "没有成功" in client.post(url, follow=True).text


def test_a_forged_state_signs_nobody_in(client, district, provider):
    link_identity(
        by=district.actor("officer"), user=district.users["lead_teacher"], subject="u-100"
    )
    url = reverse("openid_connect_callback", kwargs={"provider_id": "oidc"})
    client.get(url, {"code": "c", "state": "forged"})
    assert "_auth_user_id" not in client.session


def test_who_links_and_one_identity_belongs_to_one(district):
    teacher, head = district.users["lead_teacher"], district.users["lead_head"]
    with pytest.raises(PermissionDenied):
        link_identity(by=district.actor("lead_head"), user=teacher, subject="u-1")
    link_identity(by=district.actor("officer"), user=teacher, subject="u-1")
    with pytest.raises(ValidationError):
        link_identity(by=district.actor("officer"), user=head, subject="u-1")
