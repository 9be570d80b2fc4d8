"""The addresses of quality figures."""

from __future__ import annotations

from django.urls import path

from tandem.assessments import views

app_name = "assessments"

urlpatterns = [
    path("quality/", views.choose, name="quality"),
    path("quality/<key:authority>/<int:year>/", views.quality, name="quality"),
    path(
        "quality/<key:authority>/<int:year>/figures.xlsx", views.quality_file, name="quality_xlsx"
    ),
]
