"""Entering a record and correcting it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.accounts.actors import actor_of
from tandem.calendar import today
from tandem.compliance import confirming
from tandem.compliance.confirming import Conflict
from tandem.compliance.forms import RecordForm
from tandem.compliance.record_pages.pages import RecordPages, content_of
from tandem.lib.keys import new_key
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import get_collaboration_for, visible_collaborations
from tandem.pairings.two_sided import Status, TwoSided
from tandem.widgets.filling import posted


def choose(request: HttpRequest, pages: RecordPages[Any]) -> HttpResponse:
    """With which school: nobody who has one collaboration is asked."""
    return choose_collaboration(
        request, pages.kind.record, f"{pages.app}:{pages.prefix}new", pages.heading()
    )


def choose_collaboration(
    request: HttpRequest, verb: str, url_name: str, heading: str
) -> HttpResponse:
    """Leads to the form of the one collaboration in which the actor has ``verb``, else lists them."""
    actor = actor_of(request)
    pairs = [
        pair
        for pair in visible_collaborations(actor)
        if pair.side_of(actor.organisations(verb)) and pair.is_active_on(today())
    ]
    if not pairs and not actor.may(verb):
        raise PermissionDenied(verb)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    links = [(reverse(url_name, args=[pair.pk]) + query, pair) for pair in pairs]
    if len(links) == 1:
        return redirect(links[0][0])
    return render(request, "compliance/choose.html", {"heading": heading, "links": links})


def new(request: HttpRequest, pages: RecordPages[Any], collaboration: str) -> HttpResponse:
    """The empty form."""
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    confirming.own_side(actor, pages.kind.record, pair)
    form = pages.form(posted(request), collaboration=pair, actor=actor, given=request.GET.dict())
    if "more" in request.POST:
        form = form.with_more()
    elif request.method == "POST" and form.is_valid():
        content, key = form.content(), form.cleaned_data["client_key"]
        try:
            record = pages.submit(
                by=actor,
                collaboration_id=pair.pk,
                content=content,
                client_key=confirming.sent_key(key, content) if key else None,
            )
        except ValidationError as error:
            form.take(error)
        except Conflict as conflict:
            return conflict_page(request, pages, conflict, content)
        else:
            sent(request, record)
            return redirect(pages.url("detail", record))
    return _form_page(request, pages, form, pair, None)


def edit(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    """Change one's own entry; of the other side's, propose what it should say (有出入)."""
    actor = actor_of(request)
    record = pages.get(actor, pk)
    pair = record.collaboration
    confirming.own_side(actor, pages.kind.record, pair)
    pages.check(actor, record)
    form = pages.form(
        posted(request),
        collaboration=pair,
        actor=actor,
        seen=content_of(pages.kind, record),
        version=record.version,
    )
    if "more" in request.POST:
        form = form.with_more()
    elif request.method == "POST" and form.is_valid():
        content = form.content()
        version = form.cleaned_data["version"] or 0
        try:
            record = pages.revise(by=actor, key=pk, version=version, content=content)
        except ValidationError as error:
            form.take(error)
        except Conflict as conflict:
            return conflict_page(request, pages, conflict, content)
        else:
            sent(request, record)
            return redirect(pages.url("detail", record))
    return _form_page(request, pages, form, pair, record)


def _form_page(
    request: HttpRequest,
    pages: RecordPages[Any],
    form: RecordForm,
    pair: Collaboration,
    record: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "collaboration": pair,
        "record": record,
        "heading": pages.heading(),
        "back": pages.url("detail", record) if record else None,
        "asks_other": record is None or record.status == Status.CONFIRMED,
    }
    return render(request, pages.form_template, context, status=422 if form.errors else 200)


def sent(request: HttpRequest, record: TwoSided) -> None:
    """Tell the person what happens next."""
    if record.waits_for is None:
        messages.success(request, _("Saved."))
    else:
        messages.success(request, _("Sent. It waits for the other school's confirmation."))


def conflict_page(
    request: HttpRequest,
    pages: RecordPages[Any],
    conflict: Conflict,
    content: Mapping[str, Any],
) -> HttpResponse:
    """Both versions side by side. What was typed is kept in the page and can be sent again."""
    actor = actor_of(request)
    record = pages.get(actor, conflict.record.pk)
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("version", "client_key", "csrfmiddlewaretoken")
        for value in values
    ]
    context = {
        "record": record,
        "collaboration": record.collaboration,
        "standing": pages.card(record, content_of(pages.kind, record)),
        "typed": pages.card(record, content),
        "kept": kept,
        "edit_url": pages.url("edit", record),
        "back": pages.url("detail", record),
        "new_url": request.get_full_path() if conflict.code == "sent" else None,
        "client_key": new_key(),
    }
    return render(request, "compliance/conflict.html", context, status=409)
