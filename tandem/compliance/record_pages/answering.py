"""Seeing a record and answering it: it was so, not quite, it was not so; taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor, actor_of
from tandem.accounts.permissions import check
from tandem.compliance import confirming
from tandem.compliance.confirming import Conflict
from tandem.compliance.forms import AnswerForm, LateForm, ReasonForm, WithdrawForm
from tandem.compliance.record_pages.pages import RecordPages, detail_context
from tandem.pairings.two_sided import Status, TwoSided
from tandem.widgets.filling import posted, take_errors


def detail(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    """The record, where it stands and what the actor may do."""
    actor = actor_of(request)
    record = pages.get(actor, pk)
    return render(request, pages.detail, detail_context(actor, pages, record))


def confirm(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    """The card with its three answers; a POST says: it was so."""
    actor = actor_of(request)
    record = pages.get(actor, pk)
    if request.method != "POST":
        return confirm_page(request, actor, pages, record)
    check(
        actor, pages.kind.confirm, [record.collaboration.lead_id, record.collaboration.partner_id]
    )
    form = AnswerForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        record = confirming.confirm(pages.kind, by=actor, key=pk, version=version)
    except Conflict as conflict:
        return _decided(request, pages, conflict)
    messages.success(request, confirmed_words(record))
    return redirect(pages.url("detail", record))


def confirmed_words(record: TwoSided) -> str:
    """What a confirmation did."""
    if record.status == Status.WITHDRAWN:
        return _("Agreed. It no longer counts.")
    return _("Confirmed. Both schools agree now.")


def confirm_page(
    request: HttpRequest, actor: Actor, pages: RecordPages[Any], record: Any
) -> HttpResponse:
    """The confirm card. Whoever may not answer sees the record instead."""
    pair = record.collaboration
    if not confirming.may_answer(actor, pages.kind, record):
        if not actor.may(pages.kind.confirm, [pair.lead_id, pair.partner_id]):
            raise PermissionDenied(pages.kind.confirm)
        return redirect(pages.url("detail", record))
    context = detail_context(actor, pages, record)
    context["form"] = AnswerForm(initial={"version": record.version})
    context["reject_url"] = pages.url("reject", record)
    context["correct_url"] = None
    if not context["withdrawal"]:
        context["correct_url"] = pages.url("edit", record)
    return render(request, "compliance/confirm.html", context)


def reject(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    """It was not so, and why."""
    actor = actor_of(request)
    record = pages.get(actor, pk)
    if not confirming.may_answer(actor, pages.kind, record):
        return confirm_page(request, actor, pages, record)
    return _with_reason(request, pages, record, ReasonForm, "reject", confirming.reject)


def withdraw(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    """Take back what one's own school entered, or ask for it."""
    actor = actor_of(request)
    record = pages.get(actor, pk)
    confirming.own_side(actor, pages.kind.record, record.collaboration)
    pages.check(actor, record)
    return _with_reason(request, pages, record, WithdrawForm, "withdraw", confirming.withdraw)


def confirm_late(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    """The bureau confirms in the place of a school that is silent."""
    actor = actor_of(request)
    record = pages.get(actor, pk)
    pair = record.collaboration
    if not actor.may(pages.kind.confirm_late, [pair.lead.authority_id, pair.partner.authority_id]):
        raise PermissionDenied(pages.kind.confirm_late)
    if request.method != "POST" and not confirming.is_silent(record):
        return redirect(pages.url("detail", record))
    act = confirming.confirm_for_school
    return _with_reason(request, pages, record, LateForm, "confirm_late", act)


def _with_reason(
    request: HttpRequest,
    pages: RecordPages[Any],
    record: Any,
    form_class: type[AnswerForm],
    name: str,
    act: Callable[..., Any],
) -> HttpResponse:
    """A page with one question, the reason; the answer is carried out by ``act``."""
    form = form_class(posted(request), initial={"version": record.version})
    if request.method == "POST" and form.is_valid():
        try:
            act(
                pages.kind,
                by=actor_of(request),
                key=record.pk,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as error:
            take_errors(form, error)
        except Conflict as conflict:
            return _decided(request, pages, conflict)
        else:
            messages.success(request, _("Saved."))
            return redirect(pages.url("detail", record))
    context = {
        **detail_context(actor_of(request), pages, record),
        "form": form,
        "answer": name,
        "back": pages.url("detail", record),
    }
    status = 422 if form.errors else 200
    return render(request, "compliance/answer.html", context, status=status)


def _decided(request: HttpRequest, pages: RecordPages[Any], conflict: Conflict) -> HttpResponse:
    """Somebody answered or changed it meanwhile: show what stands, write nothing."""
    if conflict.code == "decided":
        messages.info(request, _("Somebody else was faster: this is how it stands now."))
    else:
        messages.info(
            request, _("It has changed since you opened it. Nothing was written: look again.")
        )
    return redirect(pages.url("detail", conflict.record))
