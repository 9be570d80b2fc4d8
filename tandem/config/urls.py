"""Every address of the application."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from tandem.dashboards.home.views import home

urlpatterns = [
    path("", home, name="home"),
    path("sign-in/", include("allauth.urls")),
    path("language", set_language, name="set_language"),
    path("collaborations/", include("tandem.dashboards.collaboration.urls")),
    path("outings/", include("tandem.activities.urls")),
]
