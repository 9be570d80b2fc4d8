"""The pages of waivers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actors import actor_of
from tandem.accounts.permissions import check
from tandem.compliance.waivers.actions import VERB, bureaus_of, grant_waiver, remove_waiver
from tandem.compliance.waivers.forms import WaiverForm
from tandem.compliance.waivers.queries import get_waiver_for, in_words, waivers_of
from tandem.pairings.queries import get_collaboration_for
from tandem.widgets.filling import posted, take_errors


@require_safe
def of_collaboration(request: HttpRequest, collaboration: str) -> HttpResponse:
    """The waivers of a collaboration."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    context = {
        "collaboration": pair,
        "rows": in_words(pair, waivers_of(pair)),
        "may_waive": actor.may(VERB, bureaus_of(pair)),
    }
    return render(request, "compliance/waivers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, collaboration: str) -> HttpResponse:
    """Set a duty aside; ``?requirement=&period=`` fill the form."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    check(actor, VERB, bureaus_of(pair))
    given = {k: request.GET[k] for k in ("requirement", "period") if request.GET.get(k)}
    form = WaiverForm(posted(request), collaboration=pair, given=given)
    if request.method == "POST" and form.is_valid():
        try:
            grant_waiver(by=actor, collaboration_id=pair.pk, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("The duty is waived. Both schools see why."))
            return redirect("waivers:list", pair.pk)
    context = {"form": form, "collaboration": pair}
    status = 422 if form.errors else 200
    return render(request, "compliance/waivers/form.html", context, status=status)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a waiver back."""
    actor = actor_of(request)
    waiver = get_waiver_for(actor, pk)
    remove_waiver(by=actor, key=waiver.pk)
    messages.success(request, _("The waiver is taken back: the duty is owed again."))
    return redirect("waivers:list", waiver.collaboration_id)
