"""The trail in a few sentences, for whoever audits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from tandem.accounts.actors import Actor
from tandem.audit.models import AuditEvent
from tandem.audit.queries import unsealed_count
from tandem.calendar import now

DAYS = 7


@dataclass(frozen=True, slots=True)
class TrailGlance:
    """How much was written lately, how much waits for its seal, how the chain was found last."""

    lately: int
    unsealed: int
    verified_at: datetime | None
    held: bool


def trail_glance(actor: Actor) -> TrailGlance | None:
    """``None`` for whoever may not read the trail. Four queries."""
    if not actor.may("audit.read"):
        return None
    lately = AuditEvent.objects.filter(at__gt=now() - timedelta(days=DAYS)).count()
    last = AuditEvent.objects.filter(verb="audit.verify").first()
    return TrailGlance(
        lately=lately,
        unsealed=unsealed_count(),
        verified_at=localtime(last.at) if last else None,
        held=bool(last and last.after.get("holds")),
    )
