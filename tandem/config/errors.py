"""Answers for what goes wrong, in words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was open too long: say what to do, keep nothing half-done."""
    return render(request, "403_csrf.html", status=403)
