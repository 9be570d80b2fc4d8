"""Addresses of collaborations."""

from __future__ import annotations

from django.urls import path

from tandem.dashboards.collaboration import views

app_name = "pairings"

urlpatterns = [
    path("", views.listing, name="list"),
    path("<key:pk>/", views.detail, name="detail"),
]
