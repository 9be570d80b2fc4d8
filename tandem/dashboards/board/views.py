"""The board's pages: the board itself, its workbook, the nudge, the curve drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from tandem.accounts.actors import Actor, actor_of
from tandem.accounts.permissions import check
from tandem.calendar import today
from tandem.compliance.policies import product_language
from tandem.dashboards.board import cells, charts
from tandem.dashboards.board.actions import Nudged, nudge
from tandem.dashboards.board.choice import sentence
from tandem.dashboards.board.exports import board_workbook
from tandem.dashboards.board.forms import BoardForm, asked_day
from tandem.dashboards.board.fulfilment import points_of
from tandem.dashboards.board.queries import Board, board_terms, choose_term, read_board
from tandem.dashboards.chinese import marked
from tandem.dashboards.links import finding_link_parts
from tandem.lib.keys import key_to_path, path_to_key
from tandem.notifications.nudging import last_reminders
from tandem.policy.results import Finding
from tandem.reports.current import Row
from tandem.reports.words import Words


def _read(request: HttpRequest) -> tuple[Board, Words, BoardForm]:
    actor = actor_of(request)
    check(actor, "compliance.board")
    day, _understood = asked_day(request.GET.get("as_of", ""), today())
    terms = board_terms(actor)
    board = read_board(actor, terms, choose_term(terms, request.GET.get("term", ""), day), day)
    language = product_language(get_language() or "")
    policy = board.policy
    words = Words(policy or _NO_POLICY, board.context, language, day)
    form = BoardForm(request.GET, board, words)
    choice = form.choice()
    shown = [row for row in board.rows if choice.takes(board.pairs[row.pair.collaboration_id], row)]
    return replace(board, shown=shown, choice=choice), words, form


class _Nothing:
    rules = ()


_NO_POLICY: Any = _Nothing()


@gzip_page
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Collaborations by duties for a semester, with filters, on any day."""
    shown, words, form = _read(request)
    context = {
        "board": shown,
        "form": form,
        "term_name": words.term(words.context.terms[shown.term.pk]),
        "day": words.long_day(shown.as_of),
        "sentence": marked(sentence(shown.choice, words, len(shown.shown), len(shown.rows))),
        "query": request.GET.urlencode(),
        "here": request.get_full_path(),
        **_rows(request, shown, words),
        **_charts(shown, words),
    }
    return render(request, "dashboards/board.html", context)


def _rows(request: HttpRequest, shown: Board, words: Words) -> dict[str, SafeString]:
    """The table, and the list that narrow screens show instead."""
    if not shown.shown:
        return {}
    pair = reverse("pairings:detail", kwargs={"pk": "pair-pair"}).split("pair-pair")

    def pair_url(pk: str) -> str:
        return f"{pair[0]}{key_to_path(pk)}{pair[1]}"

    links = cells.Links(pair_url, *finding_link_parts())
    ends = cells.Ends(shown, words, _nudges(actor_of(request), shown, words))
    parts = [
        cells.head_html(shown, words),
        cells.body_html(shown, words, links=links, ends=ends),
        cells.foot_html(shown, words),
    ]
    return {
        "table": mark_safe("".join(parts)),  # noqa: S308  (each part escapes what it is given)
        "list": cells.list_html(shown, words, links=links, ends=ends),
    }


def _nudges(actor: Actor, shown: Board, words: Words) -> Callable[[Row], SafeString]:
    """The end of a row: the button that reminds, or when that was last done."""
    if shown.live or not actor.may("compliance.nudge"):
        return lambda row: SafeString("")
    last = last_reminders(list(shown.pairs))

    def button(row: Row) -> SafeString:
        finding = _to_nudge(shown, row)
        if finding is None:
            return SafeString("")
        key = (finding.collaboration_id, finding.requirement, finding.period)
        if key in last:
            said = _("Reminded on %(day)s") % {"day": words.day(last[key].date())}
            return format_html(' <span class="muted nowrap">{}</span>', said)
        return format_html(
            ' <button class="btn-link no-print" form="nudge" name="duty" value="{}">{}'
            '<span class="hidden-text">: {}</span></button>',
            " ".join(key_to_path(part) for part in key),
            _("Remind"),
            marked(words.pair(row.pair)),
        )

    return button


def _to_nudge(shown: Board, row: Row) -> Finding | None:
    """The duty that the row's next step names, if a school owes it and can still be asked."""
    first = (
        row.findings.get(shown.choice.duty) if shown.choice.duty else next(iter(row.to_do()), None)
    )
    if first is None or first.duty == "bureau" or first.status not in ("open", "short"):
        return None
    return None if shown.term.ends_on < shown.as_of else first


def _charts(shown: Board, words: Words) -> dict[str, Any]:
    ids = [row.pair.collaboration_id for row in shown.shown]
    earlier = [
        t
        for t in shown.terms
        if t.round_id == shown.term.round_id and t.starts_on < shown.term.starts_on
    ]
    last = earlier[-1] if earlier else None
    points = points_of(shown.term.pk, ids, shown.as_of)
    last_points = points_of(last.pk, ids, shown.as_of) if last else []
    weeks = charts.fulfilment_rows(shown.term, points, last, last_points)
    names = {
        "done": words.term(words.context.terms[shown.term.pk]),
        "last": words.term(words.context.terms[last.pk]) if last else "",
        "calendar": _("Calendar"),
    }
    lags = charts.lag_rows(shown, words)
    standings = {name: words.say(f"standing-{name}") for name in ("short", "near", "open")}
    return {
        "weeks": weeks,
        "week_names": names,
        "fulfilment": charts.fulfilment_data(weeks, names),
        "lags": lags,
        "lag_names": standings,
        "lagging": charts.lag_data(lags, _("Short or falling behind")),
        "to_draw": not points and shown.term.starts_on <= today() - timedelta(days=7),
    }


@require_GET
def board_xlsx(request: HttpRequest) -> HttpResponse:
    """The board that is shown as a workbook."""
    shown, words, _form = _read(request)
    if shown.policy is None:
        return redirect("board")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(board_workbook(shown, words), content_type=kind)
    name = f"board-{shown.as_of.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def send_nudge(request: HttpRequest) -> HttpResponse:
    """Remind of one duty, then back to where the officer was."""
    try:
        pk, requirement, period = map(path_to_key, request.POST.get("duty", "").split(" "))
    except ValueError as error:
        raise BadRequest("duty") from error
    by = actor_of(request)
    try:
        done = nudge(by=by, collaboration_id=pk, requirement=requirement, period=period)
    except ValueError:
        messages.info(request, _("Nothing was sent: no school owes this any more."))
    else:
        _say(request, done)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("board")
    return redirect(f"{back}#{cells.row_id(pk)}" if "#" not in back else back)


def _say(request: HttpRequest, done: Nudged) -> None:
    schools = marked(_(" and ").join(done.schools))
    if done.last_at is not None:
        day = done.last_at.date()
        text = _("{schools}: already reminded of this on {day}. Seven days must lie between.")
        messages.info(request, format_html(text, schools=schools, day=date_format(day)))
    elif done.told:
        text = ngettext(
            "{schools}: {n} person was reminded.",
            "{schools}: {n} people were reminded.",
            done.told,
        )
        messages.success(request, format_html(text, schools=schools, n=done.told))
    else:
        text = _("{schools}: nobody was reminded, as no head or coordinator has an account.")
        messages.warning(request, format_html(text, schools=schools))
