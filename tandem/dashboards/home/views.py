"""What waits for me."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from tandem.accounts.actors import actor_of
from tandem.compliance.panels import Waiting, everything_waiting_for
from tandem.dashboards.chinese import marked
from tandem.dashboards.duties import DutyRow
from tandem.dashboards.home.glance import glance, unvisited
from tandem.dashboards.home.queries import OwnPair, own_pairs
from tandem.dashboards.home.trail import trail_glance
from tandem.notifications.queries import unread_count

FIRST = 5
"""So many duties of a collaboration stand on the first page; the rest on the collaboration's."""

FIRST_WAITING = 10
"""So many things that wait stand open; the rest is there at a press."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of every role."""
    actor = actor_of(request)
    waiting = [(item, _text(item), _since(item)) for item in everything_waiting_for(actor)]
    records = actor.may("activities.record")
    board = actor.may("compliance.board")
    visits = [] if board else unvisited(actor)  # the board shows them to the others
    context = {
        "waiting": waiting[:FIRST_WAITING],
        "waiting_count": len(waiting),
        "more_waiting": waiting[FIRST_WAITING:],
        "unread": unread_count(actor),
        "pairs": [(own, *_first(own)) for own in own_pairs(actor)],
        "may_record": records,
        "may_see_board": board,
        "may_set_up": actor.may("pairings.manage"),
        "visits": visits[:FIRST_WAITING],
        "visit_count": len(visits),
        "more_visits": visits[FIRST_WAITING:],
        "may_visit": not board and actor.may("inspections.record_visit"),
        "glance": glance(actor),
        "trail": trail_glance(actor),
    }
    return render(request, "dashboards/home.html", context)


def _text(item: Waiting) -> SafeString:
    """A sentence whose names are marked as Chinese where the app has not done it."""
    return item.text if isinstance(item.text, SafeString) else marked(item.text)


def _since(item: Waiting) -> date | None:
    """Since when it waits, for what has no last day."""
    if item.due_on is not None or item.since is None:
        return None
    return localtime(item.since).date() if isinstance(item.since, datetime) else item.since


def _first(own: OwnPair) -> tuple[list[DutyRow], list[DutyRow], int]:
    """What will be missed, what else is owed, and how many more that the collaboration's page has."""
    late = own.late[:FIRST]
    rest = own.rows[: FIRST - len(late)]
    return late, rest, len(own.late) + len(own.rows) - len(late) - len(rest)
