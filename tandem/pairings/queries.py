"""Reading rounds, semesters and collaborations: who may see which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.pairings.bundles import models_of, rows_of
from tandem.pairings.models import Collaboration, Round, Term

WITH_SCHOOLS = ("collaboration__lead", "collaboration__partner", "collaboration__round")
"""What is read along with a record whose page names its schools."""


def visible_collaborations(actor: Actor) -> QuerySet[Collaboration]:
    """The collaborations an actor may see, with both schools and the round.

    A school sees its own; the bureau those in which one of the schools belongs to it; a higher
    authority those of the bureaus below it; the program all.
    """
    pairs = Collaboration.objects.select_related("lead", "partner", "round")
    if actor.everything:
        return pairs
    authorities = actor.organisations("pairings.read") & actor.authorities()
    schools = actor.organisations("pairings.read") & actor.schools()
    seen = Q(lead__in=schools) | Q(partner__in=schools) if schools else Q()
    if authorities:
        for side in ("lead", "partner"):
            seen |= Q(**{f"{side}__authority__in": authorities})
            seen |= Q(**{f"{side}__authority__parent__in": authorities})
    return pairs.filter(seen) if seen else pairs.none()


def get_collaboration_for(actor: Actor, pk: str) -> Collaboration:
    """A collaboration that the actor may see. Raises ``Http404`` for everyone else."""
    return get_object_or_404(visible_collaborations(actor), pk=pk)


def visible_rounds(actor: Actor) -> QuerySet[Round]:
    """The rounds of the actor's bureau (or of one below it), or with a collaboration to be seen."""
    rounds = Round.objects.select_related("authority")
    if actor.everything:
        return rounds
    own = actor.organisations("pairings.read") & actor.authorities()
    return rounds.filter(
        Q(authority__in=own)
        | Q(authority__parent__in=own)
        | Q(pk__in=visible_collaborations(actor).order_by().values("round"))
    )


def get_round_for(actor: Actor, pk: str) -> Round:
    """A round that the actor may see. Raises ``Http404`` for everyone else."""
    return get_object_or_404(visible_rounds(actor), pk=pk)


def terms_of(round_id: str) -> list[Term]:
    """The semesters of a round by date."""
    return list(Term.objects.filter(round_id=round_id).order_by("starts_on"))


def terms_of_pair(collaboration: Collaboration) -> list[Term]:
    """The semesters of a collaboration's round by date; asked for once a collaboration in hand.

    No query where they came along (:func:`with_terms`).
    """
    known: list[Term] | None = collaboration.__dict__.get("_terms")
    if known is None:
        brought = collaboration.__dict__.get("term_rows")
        found = terms_of(collaboration.round_id) if brought is None else _terms(brought)
        known = collaboration.__dict__["_terms"] = found
    return known


TERM_FIELDS = ("id", "round_id", "year", "season", "starts_on", "ends_on")


def with_terms(pairs: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Collaborations that bring the semesters of their round along."""
    terms = Term.objects.filter(round=OuterRef("round")).order_by("starts_on")
    return pairs.annotate(term_rows=rows_of(terms, TERM_FIELDS))


def _terms(rows: Sequence[Sequence[Any]]) -> list[Term]:
    terms: list[Term] = models_of(Term, TERM_FIELDS, rows)
    return sorted(terms, key=lambda term: term.starts_on)


def term_on(terms: Sequence[Term], day: date) -> Term | None:
    """Of semesters by date: the one that holds ``day``, else the last that ended, else the first."""
    started = [term for term in terms if term.starts_on <= day]
    if started:
        return started[-1]
    return terms[0] if terms else None


def current_term(round_id: str, day: date) -> Term | None:
    """The semester of ``day`` in a round (see :func:`term_on`); ``None`` in a round without any."""
    return term_on(terms_of(round_id), day)


def batches_of(round_id: str) -> list[tuple[str, int]]:
    """Every batch of a round with the number of its collaborations."""
    counts: dict[str, int] = {}
    for batch in Collaboration.objects.filter(round_id=round_id).values_list("batch", flat=True):
        counts[batch] = counts.get(batch, 0) + 1
    return sorted(counts.items())
