"""What makes the findings of many collaborations stale at once."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from tandem.compliance.stored import mark_stale
from tandem.pairings.models import Collaboration


def stage_changed(school_ids: Collection[str]) -> None:
    """A school teaches another stage now: some duties concern its collaborations, others no longer."""
    pairs = Collaboration.objects.filter(Q(lead__in=school_ids) | Q(partner__in=school_ids))
    mark_stale(list(pairs.order_by().values_list("pk", flat=True)))
