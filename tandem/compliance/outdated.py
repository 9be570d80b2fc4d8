"""What makes many collaborations' findings outdated at once: dates of semesters, a school's stage.

Each is called within the transaction that makes the change, and locks the collaborations before it
marks them: a write that evaluated them by what held before has then ended, and its findings are
marked too; one that comes later waits, and evaluates by what holds then.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from tandem.compliance.models import Standing
from tandem.compliance.stored import chunks, lock_collaborations
from tandem.pairings.models import Collaboration


def stage_changed(school_ids: Collection[str]) -> None:
    """Findings of those schools' collaborations are computed before they are read again."""
    for some in chunks(sorted(school_ids)):
        mark_outdated(Collaboration.objects.filter(Q(lead__in=some) | Q(partner__in=some)))


def dates_changed(round_id: str, collaboration_id: str = "") -> None:
    """Findings of a round, or of the one of its collaborations, are computed before they are read."""
    pairs = Collaboration.objects.filter(round=round_id)
    mark_outdated(pairs.filter(pk=collaboration_id) if collaboration_id else pairs)


def mark_outdated(pairs: QuerySet[Collaboration]) -> None:
    """Lock those collaborations until the transaction ends, and mark their findings."""
    ids = list(pairs.order_by().values_list("pk", flat=True))
    lock_collaborations(ids)
    for some in chunks(ids):
        Standing.objects.filter(collaboration__in=some).update(stale=True)
