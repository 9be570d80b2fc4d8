"""Reading visits and ratings: who may see which."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.inspections.models import CheckRating, Visit
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import WITH_SCHOOLS, visible_collaborations


def visible_to(actor: Actor) -> QuerySet[Visit]:
    """The visits to the collaborations that the actor may see."""
    return Visit.objects.filter(collaboration__in=visible_collaborations(actor))


def get_visit_for(actor: Actor, pk: str) -> Visit:
    """One visit with its schools; raises ``Http404`` for outsiders."""
    return get_object_or_404(visible_to(actor).select_related(*WITH_SCHOOLS), pk=pk)


def earlier_comprehensive(visit: Visit) -> list[Visit]:
    """Other comprehensive inspections of one of the two schools in the same calendar year."""
    if not visit.comprehensive:
        return []
    schools = (visit.collaboration.lead_id, visit.collaboration.partner_id)
    return list(
        Visit.objects.filter(
            Q(collaboration__lead__in=schools) | Q(collaboration__partner__in=schools),
            comprehensive=True,
            visited_on__year=visit.visited_on.year,
        )
        .exclude(pk=visit.pk)
        .select_related("collaboration__lead", "collaboration__partner")
        .order_by("visited_on", "pk")
    )


def ratings_of(collaboration: Collaboration, year: int) -> dict[str, float]:
    """The ratings of a year by side; a side without one is missing."""
    rows = CheckRating.objects.filter(collaboration=collaboration, year=year)
    return dict(rows.values_list("side", "rating"))


def years_of(collaboration: Collaboration) -> list[int]:
    """The assessment years of the collaboration's round."""
    first, last = collaboration.round.starts_on.year, collaboration.round.ends_on.year
    known = collaboration.round.terms.order_by().values_list("year", flat=True).distinct()
    return sorted(set(known)) or list(range(first, last + 1))
