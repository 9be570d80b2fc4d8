"""Imports that were begun and not taken over yet, on the first page of whoever began them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.compliance.cards import zh
from tandem.compliance.panels import Waiting
from tandem.exchange.models import ImportRun
from tandem.exchange.wizard.queries import visible_runs

MOST = 5
"""Older ones were given up: a file is quickly uploaded again."""


def waiting_for(actor: Actor) -> list[Waiting]:
    """The latest of one's own. One query."""
    if not (actor.may("exchange.import") or actor.may("schools.manage_people")):
        return []
    begun = (ImportRun.State.UPLOADED, ImportRun.State.MAPPED)
    runs = visible_runs(actor).filter(user_id=actor.user_id or 0, state__in=begun)
    return [
        Waiting(
            "import",
            format_html(_("Finish the import of {file}"), file=zh(run.file_name)),
            reverse(_step(run), args=[run.pk]),
            None,
            "",
            run.created_at,
        )
        for run in runs.order_by("-created_at")[:MOST]
    ]


def _step(run: ImportRun) -> str:
    mapped = run.state == ImportRun.State.MAPPED
    return "exchange:wizard_check" if mapped else "exchange:wizard_columns"
