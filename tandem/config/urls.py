"""Every address of the application."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("sign-in/", include("allauth.urls")),
    path("language", set_language, name="set_language"),
]
