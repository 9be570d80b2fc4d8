"""The three steps of an import, its result, and the imports there were."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.accounts.actors import Actor, actor_of
from tandem.exchange.wizard import actions, queries
from tandem.exchange.wizard.fields import TARGETS, Target
from tandem.exchange.wizard.forms import ColumnsForm, UploadForm
from tandem.exchange.wizard.labels import lines
from tandem.exchange.wizard.permissions import check_import
from tandem.exchange.wizard.planning import Plan
from tandem.exchange.wizard.reading import Unreadable
from tandem.schools.actions.importing import NotUndone

A_PAGE = 100


def _steps(run: Any | None, current: int) -> dict[str, Any]:
    urls = ["", ""]
    if run is not None:
        start = reverse("exchange:wizard_start", args=[run.target])
        urls = [start, reverse("exchange:wizard_columns", args=[run.pk])]
    labels = [(_("File"), urls[0]), (_("Columns"), urls[1]), (_("Preview"), "")]
    return {"steps": labels, "current": current}


def _titles(target: str) -> str:
    return _("Import schools") if target == "schools" else _("Import people")


def start(request: HttpRequest, target: Target) -> HttpResponse:
    """Step 1: the file."""
    if target not in TARGETS:
        raise Http404
    actor = actor_of(request)
    check_import(actor, target)
    form = UploadForm(request.POST or None, request.FILES or None, actor=actor, target=target)
    if request.method == "POST" and form.is_valid():
        organisation, options = form.organisation()
        file = form.cleaned_data["file"]
        try:
            run = actions.upload(
                by=actor,
                target=target,
                organisation_id=organisation,
                file_name=file.name,
                content=file.read(),
                options=options,
            )
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            return redirect("exchange:wizard_columns", run.pk)
    context = {
        "form": form,
        "title": _titles(target),
        "target": target,
        "runs": queries.visible_runs(actor).filter(target=target)[:5],
        **_steps(None, 1),
    }
    return render(request, "exchange/wizard_file.html", context, status=422 if form.errors else 200)


def _run(request: HttpRequest, pk: str) -> tuple[Actor, Any]:
    actor = actor_of(request)
    run = queries.get_run_for(actor, pk)
    check_import(actor, run.target, run.organisation_id)
    return actor, run


def columns(request: HttpRequest, pk: str) -> HttpResponse:
    """Step 2: which column holds what."""
    actor, run = _run(request, pk)
    if run.state in ("applied", "undone"):
        return redirect("exchange:wizard_done", pk)
    sheet = queries.table_of(run)
    proposed, remembered = queries.proposed_columns(run, sheet)
    target = queries.target_of(run)
    form = ColumnsForm(request.POST or None, sheet=sheet, target=target, columns=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_columns(by=actor, run=run, columns=form.columns())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("exchange:wizard_check", pk)
    context = {
        "form": form,
        "run": run,
        "rows": len(sheet.rows),
        "remembered": remembered,
        "title": _titles(run.target),
        **_steps(run, 2),
    }
    status = 422 if form.errors else 200
    return render(request, "exchange/wizard_columns.html", context, status=status)


def check(request: HttpRequest, pk: str) -> HttpResponse:
    """Step 3: every change and every mistake; then all or nothing."""
    actor, run = _run(request, pk)
    if run.state in ("applied", "undone"):
        return redirect("exchange:wizard_done", pk)
    if run.state == "uploaded":
        return redirect("exchange:wizard_columns", pk)
    if request.method == "POST":
        try:
            actions.apply_run(by=actor, run=run, digest=request.POST.get("digest", ""))
        except actions.PlanChanged:
            messages.warning(
                request, _("The registry has changed since. This is the plan as it is now.")
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            return redirect("exchange:wizard_done", pk)
        return redirect("exchange:wizard_check", pk)
    return render(request, "exchange/wizard_check.html", _preview(request, actor, run))


def _preview(request: HttpRequest, actor: Actor, run: Any) -> dict[str, Any]:
    plan = queries.plan_of(actor, run)
    target = queries.target_of(run)
    shown = request.GET.get("show", "")
    if shown not in ("errors", "warnings", "new", "changed"):
        shown = next(
            (n for n in ("errors", "changed", "new", "warnings") if getattr(plan, n)), "new"
        )
    page = Paginator(getattr(plan, shown), A_PAGE).get_page(request.GET.get("page"))
    rows: list[Any] = list(page)
    if shown in ("new", "changed"):
        schools = {}
        if target == "people":
            schools = {s.pk: s.name for s in queries.scope_of(actor, run).schools.values()}
        rows = [(change, lines(target, change, schools)) for change in rows]
    return {
        "run": run,
        "plan": plan,
        "shown": shown,
        "tabs": _tabs(plan),
        "page": page,
        "rows": rows,
        "query": f"&show={shown}",
        "title": _titles(run.target),
        **_steps(run, 3),
    }


def _tabs(plan: Plan) -> list[tuple[str, str, int]]:
    tabs = [
        ("errors", _("Errors"), len(plan.errors)),
        ("warnings", _("To look at"), len(plan.warnings)),
        ("new", _("New"), len(plan.new)),
        ("changed", _("Changed"), len(plan.changed)),
    ]
    return [tab for tab in tabs if tab[2]]


@require_safe
def done(request: HttpRequest, pk: str) -> HttpResponse:
    """What an import did, and its undoing."""
    _actor, run = _run(request, pk)
    if run.state not in ("applied", "undone"):
        return redirect("exchange:wizard_columns", pk)
    context = {"run": run, "title": _titles(run.target)}
    return render(request, "exchange/wizard_done.html", context)


@require_POST
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    """Undo an import as a whole."""
    actor, run = _run(request, pk)
    try:
        actions.undo_run(by=actor, run=run)
    except NotUndone as refused:
        context = {
            "run": run,
            "title": _titles(run.target),
            "refused": refused.records[:50],
            "refused_count": len(refused.records),
        }
        return render(request, "exchange/wizard_done.html", context, status=409)
    messages.success(request, _("Undone. Everything is as it was before the import."))
    return redirect("exchange:wizard_done", pk)
