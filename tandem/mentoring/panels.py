"""Mentor pairs and outputs on the home page and on a collaboration's page."""

from __future__ import annotations

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
from tandem.compliance.waiting import of_schools, waiting_records, waits_for_schools
from tandem.mentoring.counts import done_in_term, with_counts
from tandem.mentoring.models import Mentorship, Output
from tandem.mentoring.queries import to_reconfirm_q, with_renewal
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.two_sided import Status


def waiting_for(actor: Actor) -> list[Waiting]:
    """Pairs to confirm and pairs to say again that they go on. One query."""
    confirms = actor.organisations("mentoring.confirm")
    manages = actor.organisations("mentoring.manage")
    if not confirms and not manages:
        return []
    day = today()
    own = Q(collaboration__lead__in=manages) | Q(collaboration__partner__in=manages)
    pairs = (
        with_renewal(Mentorship.objects.all(), day)
        .filter(of_schools(confirms | manages))
        .filter(waits_for_schools(confirms) | (own & to_reconfirm_q(day)))
        .select_related("mentor", "mentee", "collaboration")
    )
    found = []
    for pair in pairs.order_by("recorded_at", "pk"):
        asked = pair.waits_for
        names = zh(f"{pair.mentor} → {pair.mentee}")
        if asked and getattr(pair.collaboration, f"{asked}_id") in confirms:
            found.append(
                Waiting(
                    "confirm",
                    format_html(_("Mentor pair to confirm: {names}"), names=names),
                    reverse("mentoring:confirm", args=[pair.pk]),
                    answer_due_on(pair),
                    pair.collaboration_id,
                    pair.waits_since,
                )
            )
        elif pair.status == Status.CONFIRMED and not pair.renewed and pair.term_starts_on:
            found.append(
                Waiting(
                    "reconfirm",
                    format_html(_("Does the mentor pair go on? {names}"), names=names),
                    reverse("mentoring:reconfirm"),
                    pair.term_ends_on,
                    pair.collaboration_id,
                    pair.term_starts_on,
                )
            )
    return found


def outputs_waiting_for(actor: Actor) -> list[Waiting]:
    """Outputs to confirm. One query."""
    records = waiting_records(Output.objects.select_related("person"), actor, "mentoring.confirm")
    return [
        Waiting(
            "confirm",
            format_html(
                _("{kind} to confirm: {title}"),
                kind=output.get_kind_display(),
                title=zh(f"{output.person}《{output.title}》"),
            ),
            reverse("mentoring:output_confirm", args=[output.pk]),
            answer_due_on(output),
            output.collaboration_id,
            output.waits_since,
        )
        for output in records
    ]


def panel(collaboration: Collaboration, actor: Actor, term: Term | None) -> Panel:
    """The pairs with their counts of the semester. One query."""
    shown = Mentorship.objects.filter(collaboration=collaboration).exclude(status=Status.WITHDRAWN)
    if term is not None:
        shown = shown.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=term.starts_on), starts_on__lte=term.ends_on
        )
    pairs: list[Any] = list(
        with_counts(shown, term).select_related("mentor", "mentee").order_by("starts_on", "pk")
    )
    done = done_in_term(pairs, term)
    return Panel(
        "mentorships",
        _("Mentor pairs"),
        "mentoring/panel.html",
        {
            "rows": [(pair, done[pair.pk]) for pair in pairs],
            "term": term,
            "new_url": _new_url("mentoring:new", "mentoring.manage", collaboration, actor),
        },
        10,
    )


def outputs_panel(collaboration: Collaboration, actor: Actor, term: Term | None) -> Panel:
    """The outputs of the semester. One query."""
    outputs = Output.objects.filter(collaboration=collaboration).exclude(status=Status.WITHDRAWN)
    if term is not None:
        outputs = outputs.filter(completed_on__gte=term.starts_on, completed_on__lte=term.ends_on)
    return Panel(
        "outputs",
        _("Papers, cases, projects"),
        "mentoring/outputs_panel.html",
        {
            "outputs": list(outputs.select_related("person").order_by("-completed_on", "pk")),
            "new_url": _new_url(
                "mentoring:output_new", "mentoring.record_output", collaboration, actor
            ),
        },
        30,
    )


def _new_url(name: str, verb: str, collaboration: Collaboration, actor: Actor) -> str | None:
    if collaboration.side_of(actor.organisations(verb)) is None:
        return None
    return reverse(name, args=[collaboration.pk])


def register() -> None:
    """Register them."""
    register_panel("mentoring", panel=panel, waiting=waiting_for)
    register_panel("mentoring.outputs", panel=outputs_panel, waiting=outputs_waiting_for)
