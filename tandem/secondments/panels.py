"""Secondments on the home page and on a collaboration's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import zh
from tandem.compliance.confirming import answer_due_on
from tandem.compliance.panels import Panel, Waiting, register_panel
from tandem.compliance.waiting import of_schools, waits_for_schools
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.two_sided import OTHER_SIDE, Status
from tandem.secondments.models import Secondment
from tandem.secondments.queries import evaluation_due_on, with_deadline, with_todays_entry


def waiting_for(actor: Actor) -> list[Waiting]:
    """To confirm, to evaluate (once it is over), and one's own log of today. One query."""
    if not actor.schools():
        return []
    day = today()
    confirms = actor.organisations("secondments.confirm")
    hosts = actor.organisations("secondments.evaluate")
    evaluate = Q(status=Status.CONFIRMED, evaluated_on__isnull=True, ends_on__lte=day) & (
        Q(from_side="partner", collaboration__lead__in=hosts)
        | Q(from_side="lead", collaboration__partner__in=hosts)
    )
    own = Q(
        person__user=actor.user_id,
        status__in=(Status.SUBMITTED, Status.CONFIRMED),
        starts_on__lte=day,
        ends_on__gte=day,
    )
    records = with_todays_entry(with_deadline(Secondment.objects.all()), day)
    records = records.filter(of_schools(actor.schools())).filter(
        waits_for_schools(confirms) | evaluate | own
    )
    found: list[Waiting] = []
    for record in records.select_related("person", "collaboration").order_by("starts_on", "pk"):
        found += _waiting(record, actor, confirms, hosts, day)
    return found


def _waiting(
    record: Any, actor: Actor, confirms: frozenset[str], hosts: frozenset[str], day: date
) -> list[Waiting]:
    pair = record.collaboration
    school = {"lead": pair.lead_id, "partner": pair.partner_id}
    name = zh(str(record.person))
    found = []
    if record.waits_for and school[record.waits_for] in confirms:
        found.append(
            Waiting(
                "confirm",
                format_html(_("Secondment to confirm: {name}"), name=name),
                reverse("secondments:confirm", args=[record.pk]),
                answer_due_on(record),
                pair.pk,
                record.waits_since,
            )
        )
    over = record.ends_on <= day and record.evaluated_on is None
    if record.status == Status.CONFIRMED and over and school[OTHER_SIDE[record.from_side]] in hosts:
        found.append(
            Waiting(
                "evaluate",
                format_html(_("Secondment to evaluate: {name}"), name=name),
                reverse("secondments:evaluate", args=[record.pk]),
                evaluation_due_on(record),
                pair.pk,
                record.ends_on,
            )
        )
    mine = record.person.user_id is not None and record.person.user_id == actor.user_id
    runs = record.starts_on <= day <= record.ends_on and day.weekday() < 5
    if mine and runs and not record.logged:
        found.append(
            Waiting(
                "log",
                _("Today's entry in the log of your secondment"),
                reverse("secondments:log", args=[record.pk]),
                day,
                pair.pk,
                day,
            )
        )
    return found


def panel(collaboration: Collaboration, actor: Actor, term: Term | None) -> Panel:
    """The secondments that begin in the semester. One query."""
    records = Secondment.objects.filter(collaboration=collaboration).exclude(
        status=Status.WITHDRAWN
    )
    if term is not None:
        records = records.filter(starts_on__gte=term.starts_on, starts_on__lte=term.ends_on)
    rows = list(with_deadline(records).select_related("person").order_by("-starts_on", "pk"))
    for record in rows:
        record.collaboration = collaboration
    manages = collaboration.side_of(actor.organisations("secondments.manage")) is not None
    return Panel(
        "secondments",
        _("Secondments"),
        "secondments/panel.html",
        {
            "rows": [(record, evaluation_due_on(record)) for record in rows],
            "new_url": reverse("secondments:new", args=[collaboration.pk]) if manages else None,
        },
        20,
    )


def register() -> None:
    """Register them."""
    register_panel("secondments", panel=panel, waiting=waiting_for)
