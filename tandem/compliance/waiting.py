"""Which records wait for a school's answer: one query a kind of record."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from tandem.accounts.actors import Actor
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import Status


def waits_for_schools(schools: Collection[str]) -> Q:
    """The condition that a record waits for an answer of one of those schools."""
    lead, partner = Q(collaboration__lead__in=schools), Q(collaboration__partner__in=schools)
    entered = Q(status=Status.SUBMITTED, proposed__isnull=True)
    asked = entered & (
        (Q(recorded_side="partner") & lead) | (Q(recorded_side="lead") & partner)
    ) | Q(proposed__isnull=False) & (
        (Q(proposed_side="partner") & lead) | (Q(proposed_side="lead") & partner)
    )
    return of_schools(schools) & asked


def of_schools(schools: Collection[str]) -> Q:
    """The condition that a record is of one of those schools' collaborations.

    Beside a condition that says more, it spares the database to look at everybody else's records.
    """
    own = Collaboration.objects.filter(Q(lead__in=schools) | Q(partner__in=schools))
    return Q(collaboration__in=own.order_by().values("pk"))


def waiting_records(records: QuerySet[Any, Any], actor: Actor, verb: str) -> QuerySet[Any, Any]:
    """Of ``records``, those that wait for an answer of the actor, the longest first."""
    schools = actor.organisations(verb)
    if not schools:
        return records.none()
    return (
        records.filter(waits_for_schools(schools))
        .select_related("collaboration__lead", "collaboration__partner")
        .order_by("recorded_at", "pk")
    )
