"""A finding's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.accounts.actors import actor_of
from tandem.dashboards.finding.queries import read_finding
from tandem.pairings.queries import get_collaboration_for


@require_safe
def finding(request: HttpRequest, pk: str, requirement: str, period: str) -> HttpResponse:
    """Why a duty stands as it does."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, pk)
    page = read_finding(actor, pair, requirement, period)
    return render(request, "dashboards/finding.html", {"page": page, "collaboration": pair})
