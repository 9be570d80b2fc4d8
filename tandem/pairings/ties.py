"""A school's collaborations, as the registry shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from tandem.pairings.models import Collaboration
from tandem.schools.dependents import Tie


def ties(school_ids: Collection[str], on: date) -> Sequence[Tie]:
    """The collaborations of those schools that have not ended before ``on``. One query."""
    rows = (
        Collaboration.objects.filter(Q(lead__in=school_ids) | Q(partner__in=school_ids))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), round__ends_on__gte=on)
        .select_related("lead", "partner", "round")
        .order_by("starts_on", "pk")
    )
    return [
        Tie(
            row.pk,
            row.lead_id,
            row.lead.name,
            row.partner_id,
            row.partner.name,
            row.starts_on,
            row.ends_on or row.round.ends_on,
            row.round.name,
            reverse("pairings:detail", args=[row.pk]),
        )
        for row in rows
    ]
