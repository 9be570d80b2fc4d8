"""The pages of mentor pairs that are not shared: three at once, ending, reconfirming."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actors import actor_of
from tandem.calendar import today
from tandem.compliance.confirming import Conflict, own_side
from tandem.compliance.record_pages.entering import choose_collaboration
from tandem.mentoring.actions import (
    RowErrors,
    end_mentorship,
    record_mentorships,
    renew_mentorships,
    undo_renewal,
)
from tandem.mentoring.forms import EndForm, PairsForm
from tandem.mentoring.queries import get_mentorship_for, running_pairs, to_reconfirm
from tandem.pairings.queries import get_collaboration_for
from tandem.widgets.filling import posted, take_errors

VERB = "mentoring.manage"


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """With which school."""
    return choose_collaboration(request, VERB, "mentoring:new", _("Who mentors whom?"))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Up to three pairs on one form."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    own_side(actor, VERB, pair)
    known = list(running_pairs(pair, today()))
    form = PairsForm(posted(request), collaboration=pair, actor=actor, known=len(known))
    if request.method == "POST" and form.is_valid():
        try:
            made = record_mentorships(
                by=actor,
                collaboration_id=pair.pk,
                contents_by_row=form.contents(),
                client_key=form.cleaned_data["client_key"] or None,
            )
        except RowErrors as error:
            form.take(error.rows)
        else:
            messages.success(request, _("Sent. It waits for the other school's confirmation."))
            return redirect("mentoring:detail", made[0].pk)
    context = {
        "form": form,
        "collaboration": pair,
        "heading": _("Who mentors whom?"),
        "known": known,
        "asks_other": True,
    }
    status = 422 if form.errors else 200
    return render(request, "mentoring/pairs_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: str) -> HttpResponse:
    """Give a pair its last day."""
    actor = actor_of(request)
    record = get_mentorship_for(actor, pk)
    own_side(actor, VERB, record.collaboration)
    initial = {"version": record.version, "ends_on": today()}
    form = EndForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            end_mentorship(by=actor, key=pk, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        except Conflict:
            messages.info(request, _("Somebody else was faster: this is how it stands now."))
            return redirect("mentoring:detail", pk)
        else:
            messages.success(request, _("Sent. It waits for the other school's confirmation."))
            return redirect("mentoring:detail", pk)
    context = {"form": form, "record": record, "collaboration": record.collaboration}
    return render(request, "mentoring/end.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reconfirm(request: HttpRequest) -> HttpResponse:
    """The pairs that still wait for this semester's word; a POST says that those named go on."""
    actor = actor_of(request)
    if not actor.may(VERB):
        raise PermissionDenied(VERB)
    if request.method == "POST":
        keys = [get_mentorship_for(actor, key).pk for key in request.POST.getlist("pair")]
        try:
            renew_mentorships(by=actor, keys=keys)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Saved: it goes on this semester."))
        if request.POST.get("then") == "detail" and keys:
            return redirect("mentoring:detail", keys[0])
        return redirect("mentoring:reconfirm")
    return render(request, "mentoring/reconfirm.html", {"pairs": to_reconfirm(actor)})


@require_POST
def undo_reconfirm(request: HttpRequest, pk: str) -> HttpResponse:
    """Take this semester's word back."""
    actor = actor_of(request)
    record = get_mentorship_for(actor, pk)
    undo_renewal(by=actor, key=record.pk)
    messages.success(request, _("Taken back."))
    return redirect("mentoring:detail", pk)
