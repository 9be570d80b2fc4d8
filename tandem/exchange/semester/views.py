"""A semester as a workbook: handed out, uploaded, looked at, entered, taken back."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actors import actor_of
from tandem.compliance.cards import language
from tandem.exchange.semester import actions, queries
from tandem.exchange.semester.forms import WorkbookForm
from tandem.exchange.semester.permissions import check_upload
from tandem.exchange.semester.reading import Unreadable
from tandem.exchange.semester.work import Line
from tandem.exchange.semester.workbook import semester_workbook
from tandem.facts.labels import table_title

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def now(request: HttpRequest, pk: str) -> HttpResponse:
    """The semester of today."""
    semester = queries.current_semester_for(actor_of(request), pk)
    return redirect("exchange:semester", semester.pair.pk, semester.term.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, pk: str, term: str) -> HttpResponse:
    """What it is, the workbook to download, the form to upload it, earlier uploads."""
    actor = actor_of(request)
    semester = queries.get_semester_for(actor, pk, term)
    check_upload(actor, semester.pair)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and semester.pinned is not None:
        file = form.cleaned_data["file"]
        run = actions.upload(by=actor, semester=semester, file_name=file.name, content=file.read())
        return redirect("exchange:semester_upload", run.pk)
    context = {"form": form, "semester": semester, "runs": queries.runs_of(actor, semester)[:5]}
    status = 422 if form.errors else 200
    return render(request, "exchange/semester.html", context, status=status)


@require_safe
def download(request: HttpRequest, pk: str, term: str) -> HttpResponse:
    """The workbook with what is on record."""
    actor = actor_of(request)
    semester = queries.get_semester_for(actor, pk, term)
    school = check_upload(actor, semester.pair)
    if semester.pinned is None:
        return redirect("exchange:semester", pk, term)
    side = "lead" if school == semester.pair.lead_id else "partner"
    partner = semester.pair.school_on("partner" if side == "lead" else "lead").name
    name = _("%(term)s with %(school)s") % {"term": semester.name, "school": partner}
    answer = HttpResponse(semester_workbook(semester, side), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def uploaded(request: HttpRequest, pk: str) -> HttpResponse:
    """Every change and every mistake of an upload; then all of it or nothing; then what it did."""
    actor = actor_of(request)
    run, semester = queries.get_run_for(actor, pk)
    context = {"run": run, "semester": semester, "other": queries.other_school(run, semester)}
    if run.state in ("applied", "undone"):
        return render(request, "exchange/semester_done.html", context)
    try:
        if request.method == "POST":
            digest = request.POST.get("digest", "")
            actions.accept(by=actor, run=run, semester=semester, digest=digest)
            return redirect("exchange:semester_upload", pk)
        work = queries.preview(actor, run, semester)
    except actions.WorkbookChanged:
        text = _("Something changed since you looked: nothing was saved. This is how it is now.")
        messages.warning(request, text)
        return redirect("exchange:semester_upload", pk)
    except Unreadable as error:
        context |= {"mistakes": error.mistakes, "mistakes_count": error.total}
    else:
        context |= {
            "work": work,
            "mistakes": work.mistakes,
            "mistakes_count": len(work.mistakes),
            "counts": queries.counts_of(work),
            "groups": _by_table(work.lines),
            "same": [line for line in work.lines if line.state == "same"],
        }
    return render(request, "exchange/semester_check.html", context)


def _by_table(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """What is new, changed or wrong, kind by kind."""
    told = [line for line in lines if line.state != "same" and line.said]
    grouped = groupby(told, lambda line: line.table)
    return [(table_title(table, language()), list(held)) for table, held in grouped]


@require_POST
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Withdraw what still waits of an upload."""
    actor = actor_of(request)
    run, semester = queries.get_run_for(actor, pk)
    actions.take_back(by=actor, run=run, semester=semester)
    return redirect("exchange:semester_upload", pk)
