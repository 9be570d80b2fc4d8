"""Reading plans: who may see which, and what took place before the approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import WITH_SCHOOLS, visible_collaborations
from tandem.pairings.two_sided import Status
from tandem.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Early:
    """Activities that took place before the plan's approval: they count, and draw a warning."""

    count: int
    first_on: date | None
    approved_on: date | None


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans of the collaborations that the actor may see."""
    return Plan.objects.filter(collaboration__in=visible_collaborations(actor))


def get_plan_for(actor: Actor, pk: str) -> Plan:
    """One plan with its schools; raises ``Http404`` for outsiders."""
    return get_object_or_404(visible_to(actor).select_related(*WITH_SCHOOLS), pk=pk)


def approval_of(plans: list[Plan]) -> date | None:
    """The first approval among those plans."""
    return min((plan.approved_on for plan in plans if plan.approved_on), default=None)


def plans_with_early(collaboration: Collaboration) -> tuple[list[Plan], Early]:
    """The plans of a collaboration, and what took place before the first approval. One query."""
    # the app of activities lies above: its table is reached through the collaboration
    items: Any = collaboration.activities.model._default_manager
    approved = (
        Plan.objects.filter(collaboration=OuterRef("collaboration"))
        .order_by()
        .values("collaboration")
        .annotate(first=Min("approved_on"))
        .values("first")
    )
    early = (
        items.filter(
            collaboration=OuterRef("pk"),
            status__in=(Status.SUBMITTED, Status.CONFIRMED),
            held_on__lt=Coalesce(Subquery(approved), date.max),
        )
        .order_by()
        .values("collaboration")
    )
    names = [field.attname for field in Plan._meta.concrete_fields]
    rows = list(
        Collaboration.objects.filter(pk=collaboration.pk)
        .order_by("plans__submitted_on", "plans__pk")
        .annotate(
            early_n=Coalesce(Subquery(early.annotate(n=Count("pk")).values("n")), 0),
            early_first=Subquery(early.annotate(first=Min("held_on")).values("first")),
        )
        .values_list("early_n", "early_first", *(f"plans__{name}" for name in names))
    )
    # without a plan the collaboration's row still tells what took place
    plans = [Plan(**dict(zip(names, row[2:], strict=True))) for row in rows if row[2] is not None]
    count, first = rows[0][:2] if rows else (0, None)
    return plans, Early(count, first, approval_of(plans))


def before_approval(collaboration: Collaboration, approved_on: date | None) -> Early:
    """What took place before that day (all of it, where nothing is approved). One query."""
    # the app of activities lies above: its table is reached through the collaboration
    items: Any = collaboration.activities
    rows = items.filter(status__in=(Status.SUBMITTED, Status.CONFIRMED))
    if approved_on is not None:
        rows = rows.filter(held_on__lt=approved_on)
    found = rows.order_by().aggregate(n=Count("pk"), first=Min("held_on"))
    return Early(found["n"], found["first"], approved_on)
