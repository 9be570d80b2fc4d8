"""The running semester in a few sentences: for the bureau, its leading group, a higher authority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import language
from tandem.compliance.models import StoredFinding
from tandem.compliance.policies import pinned_policy
from tandem.compliance.stored import COLUMNS, bring_up_to_date
from tandem.dashboards.board.names import context_of
from tandem.dashboards.board.queries import board_pairs, board_terms, choose_term
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.queries import visible_collaborations
from tandem.policy.results import Finding
from tandem.reports.standing import standing
from tandem.reports.words import Words

MOST = 3
"""So many duties are named as those that most collaborations are behind with."""


@dataclass(frozen=True, slots=True)
class Line:
    """A number of collaborations, what they have in common, and the board that shows them."""

    count: int
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """A semester on this day. Every line leads to the board that is filtered in the same way."""

    term: str
    day: str
    total: int
    short: Line
    near: Line
    done: Line
    duties: list[Line]


@dataclass(frozen=True, slots=True)
class Unvisited:
    """A collaboration that no department has visited this semester."""

    pair: Collaboration
    url: str
    due_on: date


def glance(actor: Actor) -> Glance | None:
    """``None`` for whoever may not see the board, and while there is nothing to judge."""
    if not actor.may("compliance.board"):
        return None
    terms = board_terms(actor)
    try:
        term = choose_term(terms, "", today())
    except Http404:
        return None
    pairs = set(board_pairs(actor, term.round_id).values_list("pk", flat=True))
    policy = pinned_policy(term.round_id)
    if policy is None or not pairs:
        return None
    bring_up_to_date(pairs)
    words = Words(policy, context_of([], terms), language(), today())
    short: set[str] = set()
    near: set[str] = set()
    open_: set[str] = set()
    met: set[str] = set()
    behind: dict[str, int] = {}
    sets = {"short": short, "near": near, "open": open_, "met": met}
    for finding in _findings(term, pairs):
        shown = standing(finding, today())
        if finding.severity != "must" and shown != "met":
            continue
        sets[shown].add(finding.collaboration_id)
        if shown in ("short", "near"):
            behind[finding.requirement] = behind.get(finding.requirement, 0) + 1
    most = sorted(behind.items(), key=lambda item: -item[1])[:MOST]
    return Glance(
        term=words.term(words.context.terms[term.pk]),
        day=words.long_day(today()),
        total=len(pairs),
        short=Line(len(short), _board(standing="short")),
        near=Line(len(near), _board(standing="near")),
        done=Line(len(met - short - near - open_), _board(standing="met")),
        duties=[
            Line(count, _board(duty=name, standing="behind"), words.title(name))
            for name, count in most
        ],
    )


def _board(**filters: str) -> str:
    return f"{reverse('board')}?{urlencode(filters)}"


def _findings(term: Term, pairs: set[str]) -> Iterable[Finding]:
    """What is open, short or met in the semester, its year and its round. One query."""
    rows = StoredFinding.objects.filter(
        collaboration__round=term.round_id,
        period__in=(term.pk, str(term.year), term.round_id),
        status__in=("open", "short", "met"),
    ).order_by()
    return (Finding(*row) for row in rows.values_list(*COLUMNS) if row[0] in pairs)


def unvisited(actor: Actor) -> list[Unvisited]:
    """The collaborations still to be visited, for those who visit. Two queries."""
    bureaus = actor.organisations("inspections.record_visit")
    if not bureaus:
        return []
    pairs = {
        pair.pk: pair
        for pair in visible_collaborations(actor)
        if {pair.lead.authority_id, pair.partner.authority_id} & bureaus
        and pair.is_active_on(today())
    }
    bring_up_to_date(list(pairs))
    duties: dict[str, list[str]] = {}
    for round_id in {pair.round_id for pair in pairs.values()}:
        policy = pinned_policy(round_id)
        duties[round_id] = [r.id for r in policy.rules if r.count == "visits"] if policy else []
    names = {name for own in duties.values() for name in own}
    rows: Any = StoredFinding.objects.filter(
        requirement__in=names, status="open", starts_on__lte=today(), ends_on__gte=today()
    ).order_by("ends_on", "collaboration_id")
    return [
        Unvisited(pairs[pk], reverse("inspections:new", args=[pk]), due)
        for pk, due in rows.values_list("collaboration_id", "ends_on")
        if pk in pairs
    ]
