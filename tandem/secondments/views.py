"""The pages of a secondment that are not shared: log, summary, evaluation."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.accounts.actors import actor_of
from tandem.calendar import today
from tandem.compliance.confirming import Conflict
from tandem.secondments.actions import evaluate_secondment, log_day, write_summary
from tandem.secondments.forms import EvaluationForm, LogForm, SummaryForm
from tandem.secondments.permissions import can_log, check_evaluate, check_log
from tandem.secondments.queries import entry_on, evaluation_due_on, get_secondment_for, log_days
from tandem.widgets.filling import posted, restart_from, take_errors

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def log(request: HttpRequest, pk: str) -> HttpResponse:
    """Today's entry first; ``?day=`` opens an earlier one."""
    actor = actor_of(request)
    record = get_secondment_for(actor, pk)
    check_log(actor, record)
    if not can_log(actor, record):
        raise PermissionDenied("secondments.log")
    day = _asked_day(request, record.starts_on, min(record.ends_on, today()))
    entry = entry_on(record, day)
    initial = {"on": day, "text": entry.text if entry else "", "seen": entry.text if entry else ""}
    form = LogForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            log_day(by=actor, key=pk, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
            if "text" in error.message_dict:
                # the next save starts from what stands now
                restart_from(form, seen=str(initial["seen"]))
        else:
            messages.success(request, _("Saved."))
            return redirect("secondments:log", pk)
    context = {
        "record": record,
        "collaboration": record.collaboration,
        "form": form,
        "day": day,
        "days": log_days(record),
        "is_today": day == today(),
    }
    return render(request, "secondments/log.html", context, status=422 if form.errors else 200)


def _asked_day(request: HttpRequest, first: date, last: date) -> date:
    asked = request.POST.get("on") or request.GET.get("day", "")
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = last
    return max(first, min(day, last))


@GET_OR_POST
def summary(request: HttpRequest, pk: str) -> HttpResponse:
    """The person's own summary."""
    actor = actor_of(request)
    record = get_secondment_for(actor, pk)
    check_log(actor, record)
    initial = {"summary": record.summary, "seen": record.summary}
    form = SummaryForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            write_summary(by=actor, key=pk, text=data["summary"], seen=data["seen"])
        except ValidationError as error:
            take_errors(form, error)
            restart_from(form, seen=record.summary)
        else:
            messages.success(request, _("Saved."))
            return redirect("secondments:detail", pk)
    context = {"record": record, "collaboration": record.collaboration, "form": form}
    status = 422 if form.errors else 200
    return render(request, "secondments/summary.html", context, status=status)


@GET_OR_POST
def evaluate(request: HttpRequest, pk: str) -> HttpResponse:
    """The host's evaluation."""
    actor = actor_of(request)
    record = get_secondment_for(actor, pk)
    check_evaluate(actor, record)
    initial = {"version": record.version, "grade": record.grade, "opinion": record.evaluation}
    form = EvaluationForm(posted(request), initial=initial, collaboration=record.collaboration)
    if request.method == "POST" and form.is_valid():
        try:
            evaluate_secondment(by=actor, key=pk, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        except Conflict as conflict:
            form.add_error(None, _("Meanwhile it has changed: see below, and send again."))
            restart_from(form, version=str(conflict.record.version))
            record = get_secondment_for(actor, pk)
        else:
            messages.success(request, _("Evaluated. It counts from now on."))
            return redirect("secondments:detail", pk)
    context = {
        "record": record,
        "collaboration": record.collaboration,
        "form": form,
        "evaluation_due_on": evaluation_due_on(record),
    }
    status = 422 if form.errors else 200
    return render(request, "secondments/evaluate.html", context, status=status)
