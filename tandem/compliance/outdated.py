"""What makes many collaborations' findings outdated at once: dates of semesters, a school's stage."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from tandem.compliance.models import Standing


def stage_changed(school_ids: Collection[str]) -> None:
    """Findings of those schools' collaborations are computed before they are read again."""
    own = Q(collaboration__lead__in=school_ids) | Q(collaboration__partner__in=school_ids)
    Standing.objects.filter(own).update(stale=True)


def dates_changed(round_id: str) -> None:
    """Findings of a round are computed before they are read again."""
    Standing.objects.filter(collaboration__round=round_id).update(stale=True)
