"""Addresses of the audit trail."""

from __future__ import annotations

from django.urls import path

from tandem.dashboards.trail import views

urlpatterns = [
    path("audit", views.trail, name="audit"),
    path("audit/verify", views.verify, name="audit_verify"),
    path("audit/download", views.download, name="audit_download"),
]
