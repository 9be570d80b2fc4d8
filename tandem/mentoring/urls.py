"""The addresses of mentor pairs and outputs."""

from __future__ import annotations

from django.urls import path

from tandem.compliance.record_pages.urls import record_urls
from tandem.mentoring import views
from tandem.mentoring.pages import MENTORSHIPS, OUTPUTS

app_name = "mentoring"

urlpatterns = [
    path("new/", views.choose, name="new"),
    path("new/<key:collaboration>/", views.new, name="new"),
    path("reconfirm/", views.reconfirm, name="reconfirm"),
    *record_urls(OUTPUTS),
    path("<key:pk>/end/", views.end, name="end"),
    path("<key:pk>/undo-reconfirm/", views.undo_reconfirm, name="undo_reconfirm"),
    *record_urls(MENTORSHIPS),
]
