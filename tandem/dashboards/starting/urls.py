"""The address of the start page."""

from __future__ import annotations

from django.urls import path

from tandem.dashboards.starting.views import start

urlpatterns = [path("start", start, name="start")]
