"""What waits for me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.accounts.actors import actor_of
from tandem.compliance.panels import everything_waiting_for
from tandem.dashboards.duties import DutyRow
from tandem.dashboards.home.queries import OwnPair, own_pairs

FIRST = 5
"""So many duties of a collaboration stand on the first page; the rest on the collaboration's."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of every role."""
    actor = actor_of(request)
    context = {
        "waiting": everything_waiting_for(actor),
        "pairs": [(own, *_first(own)) for own in own_pairs(actor)],
        "may_record": actor.may("activities.record"),
        "may_see_board": actor.may("compliance.board"),
    }
    return render(request, "dashboards/home.html", context)


def _first(own: OwnPair) -> tuple[list[DutyRow], list[DutyRow], int]:
    """What will be missed, what else is owed, and how many more that the collaboration's page has."""
    late = own.late[:FIRST]
    rest = own.rows[: FIRST - len(late)]
    return late, rest, len(own.late) + len(own.rows) - len(late) - len(rest)
