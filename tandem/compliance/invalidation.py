"""What makes stored findings stale besides facts and time: a school's stage, a round's dates."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from tandem.compliance.models import Standing


def stage_changed(school_ids: Collection[str]) -> None:
    """The schools' collaborations are judged anew before they are read again."""
    Standing.objects.filter(
        Q(collaboration__lead__in=school_ids) | Q(collaboration__partner__in=school_ids)
    ).update(stale=True)


def dates_changed(round_id: str) -> None:
    """The round's collaborations are judged anew before they are read again."""
    Standing.objects.filter(collaboration__round_id=round_id).update(stale=True)
