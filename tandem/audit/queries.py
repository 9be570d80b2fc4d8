"""Reading the trail and proving its chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from tandem.audit.actions import FIRST, seal_of
from tandem.audit.models import AuditEvent, Seal


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a look over the whole chain found; ``broken_at`` is the first place that does not hold."""

    sealed: int
    unsealed: int
    broken_at: int | None
    broken_event: int | None
    reason: str
    head: str

    @property
    def holds(self) -> bool:
        """Whether every seal is as it must be."""
        return self.broken_at is None


def verify_chain() -> ChainReport:
    """Compute every seal anew, in order, and compare. Reads the whole trail, in batches.

    Reasons: ``gap`` (a position is missing), ``missing`` (a sealed event is gone), ``changed`` (an
    event, or a seal, is not what was sealed).
    """
    chain, position, broken = FIRST, 0, None
    total = AuditEvent.objects.count()
    sealed = Seal.objects.count()
    for seals in _batches():
        events = AuditEvent.objects.in_bulk([seal.event_id for seal in seals])
        for seal in seals:
            position += 1
            event = events.get(seal.event_id)
            if seal.position != position:
                broken = (position, seal.event_id, "gap")
            elif event is None:
                broken = (position, seal.event_id, "missing")
            else:
                chain = seal_of(chain, event)
                if chain != seal.hash:
                    broken = (position, seal.event_id, "changed")
            if broken:
                return ChainReport(sealed, max(total - sealed, 0), *broken, "")
    return ChainReport(sealed, max(total - sealed, 0), None, None, "", chain)


def _batches(size: int = 2_000) -> Iterator[list[Seal]]:
    """The seals in order, so many at a time."""
    after = -1
    while seals := list(Seal.objects.filter(position__gt=after)[:size]):
        yield seals
        after = seals[-1].position


def last_seal() -> Seal | None:
    """The head of the chain: whoever noted its hash elsewhere can prove the trail up to it."""
    return Seal.objects.order_by("-position").first()


def unsealed_count() -> int:
    """How many events wait for the sealer."""
    return max(AuditEvent.objects.count() - Seal.objects.count(), 0)


def search_events(
    *,
    who: str = "",
    verb: str = "",
    record: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEvent]:
    """The events that match everything that was asked for, the latest first."""
    events = AuditEvent.objects.order_by("-id")
    if who:
        events = events.filter(actor_name__icontains=who)
    if verb:
        events = events.filter(verb__startswith=verb)
    if record:
        events = events.filter(
            Q(object_id__icontains=record)
            | Q(collaboration_id__icontains=record)
            | Q(object_type=record)
        )
    if since:
        events = events.filter(at__gte=_midnight(since))
    if until:
        events = events.filter(at__lt=_midnight(until + timedelta(days=1)))
    return events


def known_verbs() -> list[str]:
    """Every verb that stands in the trail."""
    return list(AuditEvent.objects.order_by("verb").values_list("verb", flat=True).distinct())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
