"""Pages of notices, complaints and suggestions."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actors import actor_of
from tandem.notifications.actions import answer_complaint, complain, mark_all_read, mark_read
from tandem.notifications.forms import AnswerForm, ComplaintForm
from tandem.notifications.queries import (
    get_complaint_for,
    get_notice_for,
    may_answer,
    notices_of,
    unread_count,
    visible_complaints,
)
from tandem.notifications.wording import notice_text


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """One's own notices, unread ones marked."""
    actor = actor_of(request)
    page = Paginator(notices_of(actor), 30).get_page(request.GET.get("page"))
    rows = [(notice, notice_text(notice)) for notice in page]
    context = {"page": page, "rows": rows, "unread": unread_count(actor)}
    return render(request, "notifications/notices.html", context)


@require_POST
def notice(request: HttpRequest, pk: str) -> HttpResponse:
    """Open a notice: it is read, and the page it speaks of comes; or mark it unread."""
    actor = actor_of(request)
    found = get_notice_for(actor, pk)
    unread = "unread" in request.POST
    mark_read(by=actor, notice=found, read=not unread)
    safe = url_has_allowed_host_and_scheme(found.url, {request.get_host()})
    if "open" in request.POST and found.url and safe:
        return redirect(found.url)
    return redirect("notices")


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    mark_all_read(by=actor_of(request))
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
def complaints(request: HttpRequest) -> HttpResponse:
    """Say something to the bureau; below, what was said, with its answers."""
    actor = actor_of(request)
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        came_from = urlsplit(request.POST.get("page", "")).path
        complain(by=actor, text=form.cleaned_data["text"], page=came_from)
        messages.success(request, _("Sent. You find the answer here, and a notice tells you."))
        return redirect("complaints")
    page = Paginator(visible_complaints(actor), 30).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "answers": actor.may("notifications.answer_complaint"),
        "came_from": request.POST.get("page") or request.headers.get("referer", ""),
    }
    return render(request, "notifications/complaints.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, pk: str) -> HttpResponse:
    """One complaint and its answer; officers answer here."""
    actor = actor_of(request)
    found = get_complaint_for(actor, pk)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer})
    if request.method == "POST" and form.is_valid():
        answer_complaint(by=actor, complaint=found, answer=form.cleaned_data["answer"])
        messages.success(request, _("The answer is saved; the writer is told."))
        return redirect("complaint", pk=pk)
    answers = may_answer(actor, found)
    context = {"complaint": found, "form": form if answers else None}
    return render(request, "notifications/complaint.html", context)
