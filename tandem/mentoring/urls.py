"""The addresses of mentor pairs and outputs."""

from __future__ import annotations

from django.urls import path

from tandem.mentoring import views
from tandem.mentoring.pages import MENTORSHIPS, OUTPUTS

app_name = "mentoring"

urlpatterns = [
    path("new/", views.choose, name="new"),
    path("new/<key:collaboration>/", views.new, name="new"),
    path("reconfirm/", views.reconfirm, name="reconfirm"),
    *OUTPUTS.urls(),
    path("<key:pk>/end/", views.end, name="end"),
    path("<key:pk>/undo-reconfirm/", views.undo_reconfirm, name="undo_reconfirm"),
    *MENTORSHIPS.urls(),
]
