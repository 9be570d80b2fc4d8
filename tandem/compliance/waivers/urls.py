"""The addresses of waivers."""

from __future__ import annotations

from django.urls import path

from tandem.compliance.waivers import views

app_name = "waivers"

urlpatterns = [
    path("of/<key:collaboration>/", views.of_collaboration, name="list"),
    path("new/<key:collaboration>/", views.new, name="new"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
