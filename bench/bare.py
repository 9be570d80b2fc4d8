"""The least that a Django page can be: one query, no session, no template; the measure beside ours."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tandem.schools.models import School


def page(request: HttpRequest) -> HttpResponse:
    """How many schools there are."""
    return HttpResponse(f"{School.objects.count()}", content_type="text/plain")


urlpatterns: list[Any] = [path("", page)]
