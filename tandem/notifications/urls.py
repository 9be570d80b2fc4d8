"""Addresses of notices and complaints."""

from __future__ import annotations

from django.urls import path

from tandem.notifications import views

urlpatterns = [
    path("notices", views.notices, name="notices"),
    path("notices/read", views.notices_read, name="notices_read"),
    path("notices/<key:pk>", views.notice, name="notice"),
    path("complaints", views.complaints, name="complaints"),
    path("complaints/<key:pk>", views.complaint, name="complaint"),
]
