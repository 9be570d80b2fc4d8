"""The pages of visits and ratings."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actors import actor_of
from tandem.calendar import today
from tandem.compliance.cards import day as written
from tandem.compliance.forms import AnswerForm
from tandem.compliance.meanwhile import Stale, show_stale
from tandem.inspections.actions import record_visit, remove_visit, set_ratings
from tandem.inspections.forms import RatingsForm, VisitForm
from tandem.inspections.permissions import (
    can_visit,
    check_rate,
    check_visit,
    departments_of,
)
from tandem.inspections.queries import earlier_comprehensive, get_visit_for, ratings_of, years_of
from tandem.pairings.queries import current_term, get_collaboration_for, visible_collaborations
from tandem.widgets.filling import posted, take_errors

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which collaboration was visited."""
    actor = actor_of(request)
    if not actor.may("inspections.record_visit"):
        raise PermissionDenied("inspections.record_visit")
    links = [
        (reverse("inspections:new", args=[pair.pk]), pair)
        for pair in visible_collaborations(actor)
        if can_visit(actor, pair) and pair.is_active_on(today())
    ]
    context = {"heading": _("Record a visit"), "links": links}
    return render(request, "compliance/choose.html", context)


@GET_OR_POST
def new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Record a visit."""
    return _visit(request, collaboration, None)


@GET_OR_POST
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change a visit."""
    visit = get_visit_for(actor_of(request), pk)
    return _visit(request, visit.collaboration_id, pk)


def _visit(request: HttpRequest, collaboration: str, pk: str | None) -> HttpResponse:
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    visit = get_visit_for(actor, pk) if pk else None
    check_visit(actor, pair, visit.department if visit else None)
    initial = {"visited_on": today()}
    if visit is not None:
        names = ("version", "department", "visited_on", "approved_list_number")
        initial = {n: getattr(visit, n) for n in (*names, "comprehensive", "note")}
    form = VisitForm(posted(request), initial=initial, departments=departments_of(actor, pair))
    if request.method == "POST" and form.is_valid():
        try:
            saved = record_visit(by=actor, collaboration_id=pair.pk, key=pk, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        except Stale as stale:
            now = stale.record
            text = _(
                "Meanwhile %(name)s changed it: %(day)s, number %(number)s."
                " Nothing was overwritten. Save again if yours is right."
            )
            shown = {
                "name": now.recorded_by_name,
                "day": written(now.visited_on),
                "number": now.approved_list_number or "–",
            }
            show_stale(form, text % shown, version=now.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("inspections:detail", saved.pk)
    context = {
        "form": form,
        "collaboration": pair,
        "heading": _("Record a visit"),
        "back": reverse("inspections:detail", args=[pk]) if pk else None,
    }
    return render(request, "inspections/form.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request: HttpRequest, pk: str) -> HttpResponse:
    """One visit."""
    actor = actor_of(request)
    visit = get_visit_for(actor, pk)
    pair = visit.collaboration
    changes = can_visit(actor, pair) and visit.department in departments_of(actor, pair)
    context = {
        "visit": visit,
        "collaboration": pair,
        "earlier": earlier_comprehensive(visit),
        "may_change": changes,
    }
    return render(request, "inspections/detail.html", context)


@require_POST
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a visit off the record."""
    actor = actor_of(request)
    visit = get_visit_for(actor, pk)
    form = AnswerForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        remove_visit(by=actor, key=pk, version=version)
    except Stale:
        messages.info(
            request, _("It has changed since you opened it. Nothing was written: look again.")
        )
        return redirect("inspections:detail", pk)
    messages.success(request, _("The visit is taken off the record."))
    return redirect("inspections:new", visit.collaboration_id)


@GET_OR_POST
def ratings(request: HttpRequest, collaboration: str, year: int | None = None) -> HttpResponse:
    """Both sides' ratings of one year's checks."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    check_rate(actor, pair)
    years = years_of(pair)
    if year is None:
        term = current_term(pair.round_id, today())
        return redirect("inspections:ratings", pair.pk, term.year if term else years[0])
    if year not in years:
        raise Http404(str(year))
    form = RatingsForm(posted(request), standing=ratings_of(pair, year))
    if request.method == "POST" and form.is_valid():
        try:
            set_ratings(
                by=actor,
                collaboration_id=pair.pk,
                year=year,
                ratings=form.ratings(),
                seen=form.seen(),
            )
        except ValidationError as error:
            take_errors(form, error)
        except Stale as stale:
            text = _(
                "Meanwhile somebody else entered: lead school %(lead)s, partner school %(partner)s."
                " Nothing was overwritten. Save again if yours is right."
            )
            shown = {side: stale.record.get(side, "–") for side in ("lead", "partner")}
            seen = {f"seen_{side}": stale.record.get(side, "") for side in shown}
            show_stale(form, text % shown, **seen)
        else:
            messages.success(request, _("Saved."))
            return redirect("inspections:ratings", pair.pk, year)
    context = {"form": form, "collaboration": pair, "year": year, "years": years}
    return render(request, "inspections/ratings.html", context, status=422 if form.errors else 200)
