"""The shared pages of two-sided records, told about outings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.activities import actions
from tandem.activities.cards import card_of
from tandem.activities.models import Outing
from tandem.activities.queries import get_outing_for
from tandem.compliance.forms import RecordForm
from tandem.compliance.views_confirming import RecordPages


def more(actor: Actor, outing: Outing) -> Mapping[str, Any]:
    """Nothing more yet: files and observation notes are panels of their own."""
    return {}


PAGES = RecordPages(
    kind=actions.OUTING,
    app="activities",
    get=get_outing_for,
    card=card_of,
    form=RecordForm,
    heading=lambda: _("Outing"),
    submit=actions.record_outing,
    revise=actions.revise_outing,
    detail="activities/outing.html",
    more=more,
    enter=False,
)
"""Seeing and answering; entering and correcting are the steps of ``views/recording.py``."""
