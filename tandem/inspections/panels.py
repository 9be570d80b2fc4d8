"""Visits and ratings on a collaboration's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.compliance.panels import Panel, register_panel
from tandem.inspections.models import Visit
from tandem.inspections.permissions import can_rate, can_visit
from tandem.pairings.models import Collaboration, Term


def panel(collaboration: Collaboration, actor: Actor, term: Term | None) -> Panel:
    """The visits of the semester. One query."""
    visits = Visit.objects.filter(collaboration=collaboration)
    if term is not None:
        visits = visits.filter(visited_on__gte=term.starts_on, visited_on__lte=term.ends_on)
    own = [collaboration.pk]
    return Panel(
        "visits",
        _("Department visits"),
        "inspections/panel.html",
        {
            "visits": list(visits),
            "new_url": reverse("inspections:new", args=own)
            if can_visit(actor, collaboration)
            else None,
            "ratings_url": reverse("inspections:ratings", args=own)
            if can_rate(actor, collaboration)
            else None,
        },
        60,
    )


def register() -> None:
    """Register it."""
    register_panel("inspections", panel=panel)
