"""The pages of a plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.accounts.actors import actor_of
from tandem.calendar import today
from tandem.compliance.cards import day as written
from tandem.compliance.meanwhile import Stale, show_stale
from tandem.compliance.record_pages.entering import choose_collaboration
from tandem.pairings.queries import get_collaboration_for
from tandem.plans.actions import approve_plan, submit_plan
from tandem.plans.forms import ApproveForm, SubmitForm
from tandem.plans.permissions import can_approve, can_submit, check_approve, check_submit
from tandem.plans.queries import before_approval, get_plan_for
from tandem.widgets.filling import posted, take_errors

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """With which school."""
    return choose_collaboration(request, "plans.submit", "plans:new", _("Hand in the plan"))


@GET_OR_POST
def new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """When the plan was handed in."""
    return _submit(request, collaboration, None)


@GET_OR_POST
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change the day on which it was handed in."""
    plan = get_plan_for(actor_of(request), pk)
    return _submit(request, plan.collaboration_id, pk)


def _submit(request: HttpRequest, collaboration: str, pk: str | None) -> HttpResponse:
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    check_submit(actor, pair)
    plan = get_plan_for(actor, pk) if pk else None
    initial = (
        {"version": plan.version, "submitted_on": plan.submitted_on, "note": plan.note}
        if plan
        else {"submitted_on": today()}
    )
    form = SubmitForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = submit_plan(by=actor, collaboration_id=pair.pk, key=pk, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        except Stale as stale:
            _meanwhile(form, stale)
        else:
            messages.success(request, _("Saved. The bureau approves it next."))
            return redirect("plans:detail", saved.pk)
    context = {"form": form, "collaboration": pair, "plan": plan, "heading": _("Hand in the plan")}
    return render(request, "plans/form.html", context, status=422 if form.errors else 200)


@GET_OR_POST
def approve(request: HttpRequest, pk: str) -> HttpResponse:
    """When the bureau approved it."""
    actor = actor_of(request)
    plan = get_plan_for(actor, pk)
    check_approve(actor, plan.collaboration)
    initial = {"version": plan.version, "approved_on": plan.approved_on or today()}
    form = ApproveForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            approve_plan(by=actor, key=pk, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        except Stale as stale:
            _meanwhile(form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("plans:detail", pk)
    context = {
        "form": form,
        "collaboration": plan.collaboration,
        "plan": plan,
        "heading": _("Approve the plan"),
    }
    return render(request, "plans/form.html", context, status=422 if form.errors else 200)


def _meanwhile(form: SubmitForm | ApproveForm, stale: Stale) -> None:
    plan = stale.record
    text = _(
        "Meanwhile somebody else changed it: handed in %(submitted)s, approved %(approved)s."
        " Nothing was overwritten. Save again if yours is right."
    )
    shown = {"submitted": written(plan.submitted_on), "approved": written(plan.approved_on)}
    show_stale(form, text % shown, version=plan.version)


@require_safe
def detail(request: HttpRequest, pk: str) -> HttpResponse:
    """The plan's two dates, and what took place before the approval."""
    actor = actor_of(request)
    plan = get_plan_for(actor, pk)
    pair = plan.collaboration
    context = {
        "plan": plan,
        "collaboration": pair,
        "early": before_approval(pair, plan.approved_on),
        "may_submit": can_submit(actor, pair) and plan.approved_on is None,
        "may_approve": can_approve(actor, pair),
    }
    return render(request, "plans/detail.html", context)
