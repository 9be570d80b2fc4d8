"""The addresses of aid."""

from __future__ import annotations

from tandem.aid.pages import AIDS

app_name = "aid"

urlpatterns = AIDS.urls()
