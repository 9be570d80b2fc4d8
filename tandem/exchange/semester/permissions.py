"""Who may fill in a semester as a workbook: head and coordinator, for their own school."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.pairings.models import Collaboration


def check_upload(actor: Actor, pair: Collaboration, school: str | None = None) -> str:
    """The school for which the actor uploads. Raises ``PermissionDenied``."""
    own = actor.organisations("exchange.upload_term")
    side = pair.side_of(own if school is None else own & {school})
    if side is None:
        raise PermissionDenied("exchange.upload_term")
    return pair.school_on(side).pk
