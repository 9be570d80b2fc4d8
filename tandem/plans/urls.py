"""The addresses of plans."""

from __future__ import annotations

from django.urls import path

from tandem.plans import views

app_name = "plans"

urlpatterns = [
    path("new/", views.choose, name="new"),
    path("new/<key:collaboration>/", views.new, name="new"),
    path("<key:pk>/", views.detail, name="detail"),
    path("<key:pk>/edit/", views.edit, name="edit"),
    path("<key:pk>/approve/", views.approve, name="approve"),
]
