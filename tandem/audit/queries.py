"""Reading the trail and proving its chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
