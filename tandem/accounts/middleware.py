"""Language, idle sign-out, and the sign-in that every page but a few asks for."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tandem.accounts.queries import no_account_yet

Handler = Callable[[HttpRequest], HttpResponse]

LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME
REFRESH_SECONDS = 60
"""How old the mark of the last page may grow before it is written again: a page need not write."""

OPEN_NAMES = frozenset(
    {
        "set_language",
        "about",
        "healthy",
        "accounts:activate",
        "accounts:activate_set",
        "rights",
        "rights_xlsx",
        "start",
    }
)
"""Pages for everyone, signed in or not."""


class LanguageMiddleware:
    """The language of the account, else of the cookie, else simplified Chinese.

    The browser's own preference is not asked: headless and office browsers say English by default,
    and the programme speaks Chinese.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        if not chosen and request.user.is_authenticated:
            chosen = request.user.language
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response


class IdleMiddleware:
    """Signs a person out who has asked for no page for half an hour."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get("seen", now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
                # said on the sign-in page, in the words of the page's language
                request.session["signed_out_idle"] = True
            elif now - seen > REFRESH_SECONDS or "seen" not in request.session:
                request.session["seen"] = now
        return self.get_response(request)


class SignInMiddleware:
    """Every page asks for a sign-in unless it is named as open; so no view can forget it.

    What a signed-in person sees is kept by no proxy, and by no browser of a shared computer once
    that person has signed out.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in:
            response.headers.setdefault("Cache-Control", "private, no-cache")
            if not request.user.is_authenticated:
                response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        match = request.resolver_match or resolve(request.path_info)
        if match.view_name in OPEN_NAMES or request.path_info.startswith("/sign-in/"):
            return None
        if not request.user.is_authenticated:
            if no_account_yet():
                return redirect("start")
            return redirect_to_login(request.get_full_path())
        if request.user.must_change_password and match.view_name != "set_language":
            own = reverse("account_change_password")
            if request.path_info not in (own, reverse("account_logout")):
                messages.info(request, _("Choose a password of your own first."))
                return redirect(own)
        return None
