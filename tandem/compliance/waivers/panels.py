"""Waivers on a collaboration's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.compliance.panels import Panel, register_panel
from tandem.compliance.waivers.actions import VERB, bureaus_of
from tandem.compliance.waivers.queries import in_words, waivers_of
from tandem.pairings.models import Collaboration, Term


def panel(collaboration: Collaboration, actor: Actor, term: Term | None) -> Panel | None:
    """The waivers, where there are some or the actor may grant one. At most one query."""
    rows = in_words(collaboration, waivers_of(collaboration))
    may_waive = actor.may(VERB, bureaus_of(collaboration))
    if not rows and not may_waive:
        return None
    context = {
        "rows": rows,
        "may_waive": may_waive,
        "new_url": reverse("waivers:new", args=[collaboration.pk]) if may_waive else None,
    }
    return Panel("waivers", _("Waivers"), "compliance/waivers/panel.html", context, 70)


def register() -> None:
    """Register it."""
    register_panel("compliance.waivers", panel=panel)
