"""Signing in by the bureau's own identity service (OpenID Connect): the way there, and back."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from tandem.accounts.adapter import SocialAdapter


@require_POST
def to_identity_service(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leave for the identity service; 404 for one that is not configured."""
    try:
        response: HttpResponse = views.login(request, provider_id)
    except RequestException:
        # it does not answer: the password still works
        try:
            SocialAdapter(request).on_authentication_error(request, None)
        except ImmediateHttpResponse as answer:
            response = answer.response
    return response


@require_safe
def from_identity_service(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from it: signed in, or at the sign-in page with the reason why not."""
    response: HttpResponse = views.callback(request, provider_id)
    return response
