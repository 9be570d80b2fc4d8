"""Aid on the home page and on a collaboration's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.aid.models import Aid
from tandem.compliance.cards import zh
from tandem.compliance.confirming import answer_due_on
from tandem.compliance.panels import Panel, Waiting, register_panel
from tandem.compliance.waiting import waiting_records
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.two_sided import Status


def waiting_for(actor: Actor) -> list[Waiting]:
    """Gifts to accept. One query."""
    return [
        Waiting(
            "confirm",
            format_html(
                _("Aid to accept: {kind} {what}"),
                kind=aid.get_kind_display(),
                what=zh(aid.description),
            ),
            reverse("aid:confirm", args=[aid.pk]),
            answer_due_on(aid),
            aid.collaboration_id,
            aid.waits_since,
        )
        for aid in waiting_records(Aid.objects.all(), actor, "aid.accept")
    ]


def panel(collaboration: Collaboration, actor: Actor, term: Term | None) -> Panel:
    """All the aid of the collaboration, the latest first: it is owed by the year. One query."""
    gifts = Aid.objects.filter(collaboration=collaboration).exclude(status=Status.WITHDRAWN)
    records = collaboration.side_of(actor.organisations("aid.record")) is not None
    return Panel(
        "aid",
        _("Aid given"),
        "aid/panel.html",
        {
            "gifts": list(gifts.order_by("-handed_over_on", "pk")),
            "new_url": reverse("aid:new", args=[collaboration.pk]) if records else None,
        },
        40,
    )


def register() -> None:
    """Register them."""
    register_panel("aid", panel=panel, waiting=waiting_for)
