"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from tandem.accounts.views import activation, own

app_name = "accounts"

urlpatterns = [
    path("activate", activation.activate, name="activate"),
    path("activate/password", activation.activate_set, name="activate_set"),
    path("me", own.own_account, name="own"),
]
