"""What waits for a school: records of its own that the other school did not confirm."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, DateField, F, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.compliance.cards import day, zh
from tandem.compliance.panels import Waiting
from tandem.compliance.waiting import of_schools
from tandem.dashboards.home.bureau import KINDS
from tandem.pairings.two_sided import Status

_COLUMNS = ("pk", "number", "on", "decided_at", "collaboration_id", "other")


def rejected_records(actor: Actor) -> list[Waiting]:
    """To correct or to take back. A teacher is told of the own entries alone. One query."""
    manages = actor.organisations("mentoring.manage")
    records = actor.organisations("activities.record")
    if not records:
        return []
    parts = []
    for number, (model, _what, day_field, _address) in enumerate(KINDS):
        for side, other in (("lead", "partner"), ("partner", "lead")):
            own = Q(**{f"collaboration__{side}__in": manages}) | Q(
                **{f"collaboration__{side}__in": records}, recorded_by_id=actor.user_id
            )
            rows = model.objects.filter(
                of_schools(records | manages), own, status=Status.REJECTED, recorded_side=side
            )
            # what was loaded from elsewhere carries no moment: it is history, not work
            parts.append(
                rows.filter(decided_at__isnull=False)
                .annotate(
                    number=Value(number, IntegerField()),
                    on=Cast(day_field, DateField()),
                    other=Cast(F(f"collaboration__{other}__name"), CharField()),
                )
                .order_by()
                .values_list(*_COLUMNS)
            )
    return [_waiting(*row) for row in parts[0].union(*parts[1:], all=True)]


def _waiting(pk: str, number: int, on: Any, decided_at: Any, pair: str, other: str) -> Waiting:
    _model, what, _day, address = KINDS[number]
    text = format_html(
        _("{school} says it was not so: {what} of {day}. Correct it or take it back."),
        school=zh(other),
        what=what,
        day=day(on),
    )
    url = reverse(address.replace("confirm_late", "detail"), args=[pk])
    return Waiting("rejected", text, url, None, pair, decided_at)
