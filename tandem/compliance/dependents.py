"""What changes of the registry make stale: the stage of a school decides what its pairs owe."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from tandem.compliance.models import Standing


def stage_changed(school_ids: Collection[str]) -> None:
    """Have the findings of those schools' collaborations computed before they are read again."""
    Standing.objects.filter(
        Q(collaboration__lead__in=school_ids) | Q(collaboration__partner__in=school_ids)
    ).update(stale=True)
