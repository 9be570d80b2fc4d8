"""The summary's address."""

from __future__ import annotations

from django.urls import path

from tandem.dashboards.summary import views

urlpatterns = [
    path("collaborations/<key:pk>/summary/<key:term>/", views.summary, name="term_summary"),
]
