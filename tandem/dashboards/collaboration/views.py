"""The list of collaborations and a collaboration's page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from tandem.accounts.actors import actor_of
from tandem.accounts.permissions import check
from tandem.compliance.panels import panels_of
from tandem.dashboards.collaboration.queries import get_page_of, read_page, summary_line
from tandem.dashboards.collaboration.searching import found_collaborations


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every collaboration that the person may see; a person with one goes straight to it."""
    actor = actor_of(request)
    check(actor, "pairings.read")
    text = request.GET.get("q", "").strip()
    pairs = found_collaborations(actor, text)
    if not text and actor.schools() and len(pairs) == 1:
        return redirect("pairings:detail", pairs[0].pk)
    page = Paginator(pairs, 50).get_page(request.GET.get("page"))
    context = {"page": page, "q": text, "own": actor.schools()}
    return render(request, "dashboards/collaborations.html", context)


@require_safe
def detail(request: HttpRequest, pk: str) -> HttpResponse:
    """One collaboration in one semester."""
    actor = actor_of(request)
    pair = get_page_of(actor, pk)
    page = read_page(actor, pair, request.GET.get("term", ""))
    schools = (pair.lead_id, pair.partner_id)
    context = {
        "page": page,
        "pair": pair,
        "summary": summary_line(page),
        "panels": [
            (panel, render_to_string(panel.template, dict(panel.context), request))
            for panel in panels_of(pair, actor, page.term)
        ],
        "may_record": actor.may("activities.record", schools) and not page.past,
        "may_upload": actor.may("exchange.upload_term", schools),
    }
    return render(request, "dashboards/collaboration.html", context)
