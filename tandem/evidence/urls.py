"""Addresses of files."""

from __future__ import annotations

from django.urls import path

from tandem.evidence import views

app_name = "evidence"

urlpatterns = [
    path("add/<slug:object_type>/<key:object_id>/", views.add, name="add"),
    path("<key:pk>/", views.show, name="show"),
    path("<key:pk>/small/", views.small, name="small"),
    path("<key:pk>/remove/", views.remove, name="remove"),
    path("<key:pk>/restore/", views.restore, name="restore"),
]
