"""The trail: search, read, verify the chain, take it away as a sheet."""

from __future__ import annotations

import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.accounts.actors import actor_of
from tandem.accounts.event_words import event_title
from tandem.accounts.permissions import check
from tandem.audit.actions import record_event, seal_events
from tandem.audit.queries import (
    known_verbs,
    last_seal,
    search_events,
    unsealed_count,
    verify_chain,
)
from tandem.dashboards.trail.forms import TrailForm
from tandem.dashboards.trail.rows import trail_rows

SHEET_ROWS = 100_000
"""More events than that do not go into one sheet; the search narrows them."""


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Every event that matches the search, the latest first, and how the chain stands."""
    check(actor_of(request), "audit.read")
    form, asked = _search(request)
    page = Paginator(search_events(**asked), 50).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": trail_rows(page),
        "query": f"&{query.urlencode()}" if query else "",
        "download": query.urlencode(),
        "head": last_seal(),
        "unsealed": unsealed_count(),
    }
    return render(request, "dashboards/trail/trail.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Seal what waits, compute the whole chain anew, and say what was found."""
    actor = actor_of(request)
    check(actor, "audit.read")
    seal_events()
    report = verify_chain()
    record_event(
        by=actor,
        verb="audit.verify",
        object_type="chain",
        object_id=str(report.sealed),
        after={"holds": report.holds, "head": report.head, "broken_event": report.broken_event},
    )
    return render(request, "dashboards/trail/verified.html", {"report": report})


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """What the search shows, as an Excel sheet."""
    actor = actor_of(request)
    check(actor, "audit.read")
    form, asked = _search(request)
    if not form.is_valid():
        return redirect("audit")
    events = search_events(**asked)[:SHEET_ROWS]
    content = _sheet(trail_rows(events))
    record_event(by=actor, verb="audit.download", object_type="trail", object_id="xlsx")
    response = HttpResponse(
        content,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response.headers["Content-Disposition"] = 'attachment; filename="tandem-audit.xlsx"'
    return response


def _search(request: HttpRequest) -> tuple[TrailForm, dict[str, Any]]:
    form = TrailForm(request.GET, [(verb, event_title(verb)) for verb in known_verbs()])
    return form, form.cleaned_data if form.is_valid() else {}


def _sheet(rows: list[Any]) -> bytes:
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    book = Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Audit trail")[:31])
    bold = book.add_format({"bold": True})
    titles = (
        _("At what time"),
        _("Who did it"),
        _("What was done"),
        _("Kind of record"),
        _("Name of the record"),
        _("Record number"),
        _("Field"),
        _("Before"),
        _("After"),
    )
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    line = 0
    for row in rows:
        for change in row.changes or (None,):
            line += 1
            when = timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")
            cells = [when, row.who, row.what, row.noun, row.name, row.key]
            cells += [change.field, change.before, change.after] if change else []
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return buffer.getvalue()
