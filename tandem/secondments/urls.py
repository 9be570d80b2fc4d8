"""The addresses of secondments."""

from __future__ import annotations

from django.urls import path

from tandem.compliance.record_pages.urls import record_urls
from tandem.secondments import views
from tandem.secondments.pages import SECONDMENTS

app_name = "secondments"

urlpatterns = [
    path("<key:pk>/log/", views.log, name="log"),
    path("<key:pk>/summary/", views.summary, name="summary"),
    path("<key:pk>/evaluate/", views.evaluate, name="evaluate"),
    *record_urls(SECONDMENTS),
]
