"""The pages that every two-sided record has: enter, see, correct, answer (属实 / 有出入 / 未发生), take back.

A record app describes its pages with :class:`RecordPages` and puts ``pages.urls()`` into its URLconf.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.accounts.actors import Actor, actor_of
from tandem.accounts.permissions import check
from tandem.calendar import today
from tandem.compliance import confirming
from tandem.compliance.cards import Card
from tandem.compliance.confirming import Conflict, RecordKind
from tandem.compliance.forms import AnswerForm, LateForm, ReasonForm, RecordForm, WithdrawForm
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import get_collaboration_for, visible_collaborations
from tandem.pairings.two_sided import Status, TwoSided
from tandem.widgets.filling import posted, take_errors

Record = TypeVar("Record", bound=TwoSided)
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def nothing_more(actor: Actor, record: Any) -> Mapping[str, Any]:
    """No more context than every record's page has."""
    return {}


def nobody_else(actor: Actor, record: Any) -> None:
    """No condition beyond the verb's own."""


@dataclass(frozen=True, slots=True)
class RecordPages(Generic[Record]):
    """What the shared pages must know of a record.

    ``app`` and ``prefix`` make the URL names (``mentoring:output_confirm``), ``folder`` the path. ``get``
    raises ``Http404`` for outsiders; ``card`` shows a content (``record`` is what stands); ``heading`` is
    the question above the form; ``submit`` and ``revise`` are the app's actions. ``detail`` is the page's
    template, ``more`` its context; ``check`` raises ``PermissionDenied`` where the verb alone is not enough.
    With ``edit_posts`` a correction begins with a POST, as something is written when it does.
    """

    kind: RecordKind[Record]
    app: str
    get: Callable[[Actor, str], Record]
    card: Callable[[Record, Mapping[str, Any]], Card]
    form: type[RecordForm]
    heading: Callable[[], str]
    submit: Callable[..., Record]
    revise: Callable[..., Record]
    prefix: str = ""
    folder: str = ""
    detail: str = "compliance/record.html"
    form_template: str = "compliance/record_form.html"
    more: Callable[[Actor, Any], Mapping[str, Any]] = nothing_more
    check: Callable[[Actor, Any], None] = nobody_else
    show: bool = True
    enter: bool = True
    edit_posts: bool = False

    def url(self, name: str, record: TwoSided) -> str:
        """The address of one of a record's pages."""
        return reverse(f"{self.app}:{self.prefix}{name}", args=[record.pk])

    def urls(self) -> list[URLPattern]:
        """Every page's pattern; ``enter=False`` or ``show=False`` leave those to the app."""
        views: list[tuple[str, str, Any]] = [
            ("<key:pk>/edit/", "edit", _edit),
            ("<key:pk>/confirm/", "confirm", _confirm),
            ("<key:pk>/reject/", "reject", _reject),
            ("<key:pk>/withdraw/", "withdraw", _withdraw),
            ("<key:pk>/confirm-late/", "confirm_late", _confirm_late),
        ]
        if self.enter:
            views = [
                ("new/", "new", _choose),
                ("new/<key:collaboration>/", "new", _new),
                *views,
            ]
        if self.show:
            views.append(("<key:pk>/", "detail", _detail))
        return [
            path(
                f"{self.folder}{route}", GET_OR_POST(view), {"pages": self}, f"{self.prefix}{name}"
            )
            for route, name, view in views
        ]


# --- entering ----------------------------------------------------------------------------------


def _choose(request: HttpRequest, pages: RecordPages[Any]) -> HttpResponse:
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


def _new(request: HttpRequest, pages: RecordPages[Any], collaboration: str) -> HttpResponse:
    actor = actor_of(request)
    pair = get_collaboration_for(actor, collaboration)
    confirming.own_side(actor, pages.kind.record, pair)
    form = pages.form(posted(request), collaboration=pair, actor=actor, given=request.GET.dict())
    if "more" in request.POST:
        form = form.with_more()
    elif request.method == "POST" and form.is_valid():
        try:
            record = pages.submit(
                by=actor,
                collaboration_id=pair.pk,
                content=form.content(),
                client_key=form.cleaned_data["client_key"] or None,
            )
        except ValidationError as error:
            form.take(error)
        else:
            sent(request, record)
            return redirect(pages.url("detail", record))
    return _form_page(request, pages, form, pair, None)


def _edit(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
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


def content_of(kind: RecordKind[Any], record: TwoSided) -> dict[str, Any]:
    """What the form of a correction starts from: a proposal that waits, else what stands."""
    proposed = record.proposed
    if proposed is not None and not proposed.get("withdraw"):
        return dict(proposed)
    return kind.snapshot(record)


def sent(request: HttpRequest, record: TwoSided) -> None:
    """Tell the person what happens next."""
    if record.waits_for is None:
        messages.success(request, _("Saved."))
    else:
        messages.success(request, _("Sent. It waits for the other school's confirmation."))


# --- seeing ------------------------------------------------------------------------------------


def _detail(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    actor = actor_of(request)
    record = pages.get(actor, pk)
    return render(request, pages.detail, detail_context(actor, pages, record))


def detail_context(actor: Actor, pages: RecordPages[Any], record: Any) -> dict[str, Any]:
    """Everything that a record's page shows: the card, where it stands, what the actor may do."""
    pair = record.collaboration
    verb = pages.kind.record
    side = "bureau" if actor.everything else pair.side_of(actor.organisations(verb))
    mine = side is not None and _passes(pages, actor, record)
    open_ = record.status in (Status.SUBMITTED, Status.CONFIRMED, Status.REJECTED)
    own = side == record.recorded_side
    late = actor.may(
        pages.kind.confirm_late, [pair.lead.authority_id, pair.partner.authority_id]
    ) and confirming.is_silent(record)
    edits = mine and open_ and (own or record.status != Status.REJECTED)
    takes_back = mine and open_ and _may_take_back(record, side, own)
    answers = confirming.may_answer(actor, pages.kind, record)
    proposed = record.proposed
    return {
        "record": record,
        "collaboration": pair,
        "kind_name": pages.kind.name,
        "card": pages.card(record, pages.kind.snapshot(record)),
        "proposed_card": pages.card(record, proposed)
        if proposed and not proposed.get("withdraw")
        else None,
        "withdrawal": bool(proposed and proposed.get("withdraw")),
        "waits_for_school": pair.school_on(record.waits_for) if record.waits_for else None,
        "answer_due_on": confirming.answer_due_on(record),
        "confirm_url": pages.url("confirm", record) if answers else None,
        "edit_url": pages.url("edit", record) if edits and not answers else None,
        "edit_posts": pages.edit_posts,
        "withdraw_url": pages.url("withdraw", record) if takes_back and not answers else None,
        "late_url": pages.url("confirm_late", record) if late else None,
        **pages.more(actor, record),
    }


def _passes(pages: RecordPages[Any], actor: Actor, record: Any) -> bool:
    try:
        pages.check(actor, record)
    except PermissionDenied:
        return False
    return True


def _may_take_back(record: TwoSided, side: str | None, own: bool) -> bool:
    if record.proposed is not None:
        return side == record.proposed_side
    return own or record.status == Status.CONFIRMED


# --- answering ---------------------------------------------------------------------------------


def _confirm(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
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


def _reject(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    actor = actor_of(request)
    record = pages.get(actor, pk)
    if not confirming.may_answer(actor, pages.kind, record):
        return confirm_page(request, actor, pages, record)
    return _with_reason(request, pages, record, ReasonForm, "reject", confirming.reject)


def _withdraw(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
    actor = actor_of(request)
    record = pages.get(actor, pk)
    confirming.own_side(actor, pages.kind.record, record.collaboration)
    pages.check(actor, record)
    return _with_reason(request, pages, record, WithdrawForm, "withdraw", confirming.withdraw)


def _confirm_late(request: HttpRequest, pages: RecordPages[Any], pk: str) -> HttpResponse:
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


# --- two at once -------------------------------------------------------------------------------


def _decided(request: HttpRequest, pages: RecordPages[Any], conflict: Conflict) -> HttpResponse:
    """Somebody answered or changed it meanwhile: show what stands, write nothing."""
    if conflict.code == "decided":
        messages.info(request, _("Somebody else was faster: this is how it stands now."))
    else:
        messages.info(
            request, _("It has changed since you opened it. Nothing was written: look again.")
        )
    return redirect(pages.url("detail", conflict.record))


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
        if name not in ("version", "csrfmiddlewaretoken")
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
    }
    return render(request, "compliance/conflict.html", context, status=409)
