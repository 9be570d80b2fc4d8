"""Recording an outing, a question a page; each step has its own address and is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.accounts.actors import Actor, actor_of
from tandem.activities import actions, steps
from tandem.activities.composing import decompose
from tandem.activities.content import snapshot
from tandem.activities.forms import LedForm, WhatForm, WhereForm, WhoForm
from tandem.activities.queries import (
    draft_of_correction,
    get_draft_for,
    get_outing_for,
    outing_sent_as,
)
from tandem.activities.warnings import warnings_of
from tandem.calendar import today
from tandem.compliance.confirming import Conflict, own_side
from tandem.compliance.record_pages.pages import content_of
from tandem.evidence.adding import add_files
from tandem.evidence.forms import FilesForm

LABELS = ("where", "what", "who", "check")

SENT = "sent_drafts"
"""Where the session remembers what this browser's last drafts became."""


def unless_sent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A step of a draft. Whoever goes back to one after sending is led to what it became."""

    @wraps(view)
    def step(request: HttpRequest, key: str) -> HttpResponse:
        try:
            return view(request, key)
        except Http404:
            outing = outing_sent_as(actor_of(request), key, request.session.get(SENT, {}).get(key))
            if outing is None:
                raise
        messages.info(request, _("This was sent already. What is not right can be corrected here."))
        return redirect("activities:detail", outing.pk)

    return step


def _remember(request: HttpRequest, key: str, outing: str) -> None:
    last = list(request.session.get(SENT, {}).items())[-9:]
    request.session[SENT] = {**dict(last), key: outing}


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Step 1 of a new outing; the draft begins when it is answered."""
    actor = actor_of(request)
    pairs = steps.pairs_to_record_for(actor, request.GET.get("collaboration"))
    if not pairs:
        raise PermissionDenied("activities.record")
    form = WhereForm(
        request.POST or None,
        collaborations=pairs,
        own=actor.schools(),
        initial={"held_on": today()},
    )
    if request.method == "POST" and form.is_valid():
        wanted = request.GET.get("kind", "")
        what = [{"kind": wanted}] if wanted else []
        draft = actions.start_draft(
            by=actor,
            collaboration_id=form.chosen(),
            content={"where": form.content(), "what": what},
        )
        return redirect("activities:what", draft.pk)
    context = {"form": form, "pair": pairs[0] if len(pairs) == 1 else None}
    return _page(request, "where", context)


@require_http_methods(["GET", "POST"])
@unless_sent
def where(request: HttpRequest, key: str) -> HttpResponse:
    """Step 1 again."""
    actor = actor_of(request)
    draft = get_draft_for(actor, key)
    only = draft.collaboration_id if draft.corrects else None
    pairs = steps.pairs_to_record_for(actor, only)
    initial = {**draft.content.get("where", {}), "collaboration": draft.collaboration_id}
    form = WhereForm(
        request.POST or None, collaborations=pairs, own=actor.schools(), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        moved = form.chosen() != draft.collaboration_id
        content: dict[str, Any] = {"where": form.content()}
        if moved:  # people and mentor pairs belong to the collaboration
            content |= {"who": {}, "led": {}}
        actions.save_draft(by=actor, draft=draft, content=content, collaboration_id=form.chosen())
        return redirect("activities:what", draft.pk)
    return _page(request, "where", {"form": form, "draft": draft, "pair": draft.collaboration})


@require_http_methods(["GET", "POST"])
@unless_sent
def what(request: HttpRequest, key: str) -> HttpResponse:
    """Step 2."""
    actor = actor_of(request)
    draft = get_draft_for(actor, key)
    form = WhatForm(
        request.POST or None,
        initial=WhatForm.initial_of(draft.content.get("what", ())),
        **steps.what_choices(draft),
    )
    if request.method == "POST" and form.is_valid():
        _keep(actor, draft, {"what": form.content()})
        return redirect(steps.after_what(draft), draft.pk)
    return _page(request, "what", {"form": form, "draft": draft, "pair": draft.collaboration})


@require_http_methods(["GET", "POST"])
@unless_sent
def who(request: HttpRequest, key: str) -> HttpResponse:
    """Step 3; "the same as last time" is one tap."""
    actor = actor_of(request)
    draft = get_draft_for(actor, key)
    last = steps.last_people(draft, actor)
    if request.method == "POST" and "last" in request.POST:
        form = WhoForm(initial=last, **steps.who_choices(draft))
    else:
        initial = steps.who_initial(draft)
        form = WhoForm(request.POST or None, initial=initial, **steps.who_choices(draft))
        if request.method == "POST" and form.is_valid():
            _keep(actor, draft, {"who": form.content()})
            return redirect(steps.after_who(draft), draft.pk)
    context = {"form": form, "draft": draft, "pair": draft.collaboration, "has_last": bool(last)}
    return _page(request, "who", context)


@require_http_methods(["GET", "POST"])
@unless_sent
def led(request: HttpRequest, key: str) -> HttpResponse:
    """Step 3, second half: only for items whose rules ask who taught or spoke."""
    actor = actor_of(request)
    draft = get_draft_for(actor, key)
    form = LedForm(
        request.POST or None, initial=draft.content.get("led"), **steps.led_choices(draft)
    )
    if request.method == "POST" and form.is_valid():
        _keep(actor, draft, {"led": form.content()})
        return redirect("activities:check", draft.pk)
    return _page(request, "led", {"form": form, "draft": draft, "pair": draft.collaboration})


@require_http_methods(["GET", "POST"])
@unless_sent
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Step 4: check your answers, see what it counts for, send."""
    actor = actor_of(request)
    already = outing_sent_as(actor, key, request.session.get(SENT, {}).get(key))
    if already is not None and request.method == "POST":
        return redirect("activities:sent", already.pk)
    draft = get_draft_for(actor, key)
    errors: list[str] = []
    conflict = None
    files = FilesForm(request.POST or None, request.FILES or None, required=False)
    if request.method == "POST":
        _keep(actor, draft, {"note": request.POST.get("note", "").strip()[:2000]})
        errors = _add_files(request, draft, files)
    content = steps.content_of(draft)
    if request.method == "POST" and not errors:
        try:
            outing = actions.send_draft(by=actor, draft=draft, content=content)
        except ValidationError as wrong:
            errors = wrong.messages
        except Conflict as other:
            conflict = get_outing_for(actor, other.record.pk)
        else:
            _remember(request, key, outing.pk)
            return redirect("activities:sent", outing.pk)
    context = {
        "draft": draft,
        "pair": draft.collaboration,
        "content": content,
        "shown": steps.shown_draft(draft, content),
        "effects": [] if errors else steps.effects(draft, content),
        "warnings": warnings_of(actor, draft, content),
        "problems": errors,
        "files": files,
        "conflict": conflict,
        "theirs": steps.shown(conflict.collaboration, snapshot(conflict)) if conflict else None,
    }
    return _page(request, "check", context)


@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest, pk: str) -> HttpResponse:
    """Done: what happens next."""
    outing = get_outing_for(actor_of(request), pk)
    return render(request, "activities/sent.html", {"outing": outing})


@require_POST
@unless_sent
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw a draft away."""
    actor = actor_of(request)
    actions.discard_draft(by=actor, draft=get_draft_for(actor, key))
    messages.success(request, _("The draft is gone."))
    return redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: str) -> HttpResponse:
    """A correction of an outing: the same form, filled in; one that was begun goes on.

    Only a POST begins one, as that writes a draft; whoever merely comes here sees the outing.
    """
    actor = actor_of(request)
    outing = get_outing_for(actor, pk)
    own_side(actor, "activities.record", outing.collaboration)
    if request.method != "POST":
        return redirect("activities:detail", pk)
    draft = draft_of_correction(actor, outing) or actions.start_draft(
        by=actor,
        collaboration_id=outing.collaboration_id,
        content=decompose(content_of(actions.OUTING, outing)),
        corrects=outing,
    )
    return redirect("activities:check", draft.pk)


def _keep(actor: Actor, draft: Any, content: dict[str, Any]) -> None:
    actions.save_draft(
        by=actor, draft=draft, content=content, collaboration_id=draft.collaboration_id
    )


def _add_files(request: HttpRequest, draft: Any, form: FilesForm) -> list[str]:
    """Keep the chosen files with the draft; what is wrong with the others."""
    if not form.is_valid():
        return [str(text) for texts in form.errors.values() for text in texts]
    data = form.cleaned_data
    return add_files(
        request,
        actions.DRAFT,
        draft.pk,
        data["files"],
        shows_pupils=data["shows_pupils"],
        consent=data["consent"],
    )


def _page(request: HttpRequest, step: str, context: dict[str, Any]) -> HttpResponse:
    draft = context.get("draft")
    names = (
        ("where", _("When and where")),
        ("what", _("What took place")),
        ("who", _("Who was there")),
        ("check", _("Check and send")),
    )
    links = [
        (label, reverse(f"activities:{name}", args=[draft.pk]) if draft else "")
        for name, label in names
    ]
    number = LABELS.index("who" if step == "led" else step) + 1
    context |= {"steps": links, "step": number}
    form = context.get("form")
    wrong = context.get("problems") or context.get("conflict") or (form and form.errors)
    status = 422 if request.method == "POST" and wrong else 200
    return render(request, f"activities/record_{step}.html", context, status=status)
