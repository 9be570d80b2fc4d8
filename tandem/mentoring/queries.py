"""Reading mentor pairs and outputs: who may see which, whose turn it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.mentoring.models import Mentorship, Output, Renewal
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.queries import WITH_SCHOOLS, visible_collaborations
from tandem.pairings.two_sided import Status
from tandem.schools.models import Person

LIVE = (Status.SUBMITTED, Status.CONFIRMED)
"""A pair that has been sent or confirmed takes up its mentor's time."""


def visible_to(actor: Actor) -> QuerySet[Mentorship]:
    """The mentor pairs of the collaborations that the actor may see."""
    return Mentorship.objects.filter(collaboration__in=visible_collaborations(actor))


def visible_outputs(actor: Actor) -> QuerySet[Output]:
    """The outputs of the collaborations that the actor may see."""
    return Output.objects.filter(collaboration__in=visible_collaborations(actor))


def get_mentorship_for(actor: Actor, pk: str) -> Mentorship:
    """One mentor pair with its people and schools; raises ``Http404`` for outsiders."""
    pairs = visible_to(actor).select_related("mentor", "mentee", *WITH_SCHOOLS)
    return get_object_or_404(pairs, pk=pk)


def get_output_for(actor: Actor, pk: str) -> Output:
    """One output with its person and schools; raises ``Http404`` for outsiders."""
    outputs = visible_outputs(actor).select_related("person", *WITH_SCHOOLS)
    return get_object_or_404(outputs, pk=pk)


def mentees_at_the_same_time(
    mentor_id: str, first: date, last: date | None, but: str = ""
) -> list[Mentorship]:
    """The mentor's other pairs, of any collaboration, that share a day with ``first`` to ``last``."""
    pairs = Mentorship.objects.filter(mentor_id=mentor_id, status__in=LIVE).exclude(pk=but)
    pairs = pairs.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    if last is not None:
        pairs = pairs.filter(starts_on__lte=last)
    return list(pairs.select_related("mentee").order_by("starts_on", "pk"))


def running_pairs(collaboration: Collaboration, day: date) -> QuerySet[Mentorship]:
    """The pairs of a collaboration, sent or confirmed, that run on ``day``."""
    return (
        Mentorship.objects.filter(collaboration=collaboration, status__in=LIVE)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
        .select_related("mentor", "mentee")
        .order_by("starts_on", "pk")
    )


def people_in_pairs(collaboration: Collaboration) -> list[Person]:
    """Those who are in a mentor pair of the collaboration, mentees first."""
    pairs = Mentorship.objects.filter(collaboration=collaboration, status__in=LIVE)
    mentees, mentors = {}, {}
    for pair in pairs.select_related("mentor", "mentee").order_by("-starts_on", "pk"):
        mentees[pair.mentee_id] = pair.mentee
        mentors[pair.mentor_id] = pair.mentor
    return list({**mentees, **mentors}.values()) if mentees else []


def outputs_of(mentorship: Mentorship) -> QuerySet[Output]:
    """The mentee's outputs in the same collaboration, the latest first."""
    return (
        Output.objects.filter(
            collaboration_id=mentorship.collaboration_id, person_id=mentorship.mentee_id
        )
        .exclude(status=Status.WITHDRAWN)
        .select_related("person")
        .order_by("-completed_on", "pk")
    )


def names_of(keys: Collection[str]) -> dict[str, str]:
    """The names of people by their ids."""
    return {p.pk: str(p) for p in Person.objects.filter(pk__in=[k for k in keys if k])}


def with_renewal(pairs: QuerySet[Any, Any], day: date) -> QuerySet[Any, Any]:
    """Each pair with ``term_id``, ``term_starts_on`` and ``term_ends_on`` of ``day`` and ``renewed``."""
    term = Term.objects.filter(
        round=OuterRef("collaboration__round"), starts_on__lte=day, ends_on__gte=day
    ).order_by("starts_on")
    renewals = Renewal.objects.filter(
        mentorship=OuterRef("pk"), term__starts_on__lte=day, term__ends_on__gte=day
    )
    return pairs.annotate(
        term_id=Subquery(term.values("pk")[:1]),
        term_starts_on=Subquery(term.values("starts_on")[:1]),
        term_ends_on=Subquery(term.values("ends_on")[:1]),
        renewed=Exists(renewals),
    )


def to_reconfirm_q(day: date) -> Q:
    """Of :func:`with_renewal`: confirmed pairs of an earlier semester that nobody renewed in this one."""
    return Q(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        status=Status.CONFIRMED,
        renewed=False,
        term_starts_on__gt=F("starts_on"),
    )


def to_reconfirm(actor: Actor) -> list[Mentorship]:
    """The pairs of the actor's schools that still wait for this semester's word."""
    schools = actor.organisations("mentoring.manage")
    if not schools:
        return []
    day = today()
    pairs = with_renewal(Mentorship.objects.all(), day).filter(
        Q(collaboration__lead__in=schools) | Q(collaboration__partner__in=schools),
        to_reconfirm_q(day),
    )
    return list(
        pairs.select_related("mentor", "mentee", *WITH_SCHOOLS).order_by(
            "collaboration", "starts_on"
        )
    )


def renewals_of(mentorship: Mentorship) -> list[Renewal]:
    """Every semester in which it was said that the pair goes on."""
    return list(mentorship.renewals.select_related("term").order_by("-term__starts_on"))
