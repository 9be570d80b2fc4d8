"""Finding a collaboration by a school's name or code."""

from __future__ import annotations

from tandem.accounts.actors import Actor
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import visible_collaborations
from tandem.reports.context import natural_key
from tandem.schools.queries import search_schools


def found_collaborations(actor: Actor, text: str) -> list[Collaboration]:
    """The visible collaborations with a school that ``text`` finds, by batch and name."""
    pairs = visible_collaborations(actor)
    if text:
        ids = search_schools(text).order_by().values("pk")
        pairs = pairs.filter(lead__in=ids) | pairs.filter(partner__in=ids)
    return sorted(
        pairs,
        key=lambda p: (
            -p.round.starts_on.toordinal(),
            natural_key(p.batch),
            natural_key(p.lead.name),
            natural_key(p.partner.name),
        ),
    )
