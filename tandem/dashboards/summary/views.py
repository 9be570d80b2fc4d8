"""The summary as a page to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tandem.accounts.actors import actor_of
from tandem.accounts.permissions import check
from tandem.compliance.policies import product_language
from tandem.dashboards.summary.queries import read_summary
from tandem.pairings.queries import get_collaboration_for


@require_safe
def summary(request: HttpRequest, pk: str, term: str) -> HttpResponse:
    """One collaboration in one semester on A4: who, duties, what was done, what is open."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, pk)
    check(actor, "pairings.read")
    page = read_summary(pair, term, product_language(get_language() or ""))
    return render(request, "dashboards/term_summary.html", {"page": page, "pair": pair})
