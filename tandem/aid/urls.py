"""The addresses of aid."""

from __future__ import annotations

from tandem.aid.pages import AIDS
from tandem.compliance.record_pages.urls import record_urls

app_name = "aid"

urlpatterns = record_urls(AIDS)
