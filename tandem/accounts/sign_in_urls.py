"""Addresses of signing in: those parts of django-allauth that are offered, and no others.

Nobody signs up: accounts are opened by the bureau and the schools. Nobody resets a password by mail,
as most teachers have none: a school hands out a code (``accounts:activate``).
"""

from __future__ import annotations

from allauth.account import views
from django.urls import include, path

from tandem.accounts.views import elsewhere

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path(
        "oidc/<str:provider_id>/login/",
        elsewhere.to_identity_service,
        name="openid_connect_login",
    ),
    path(
        "oidc/<str:provider_id>/login/callback/",
        elsewhere.from_identity_service,
        name="openid_connect_callback",
    ),
]
