"""Reading one collaboration's page: its semester, its duties, who is who, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import language
from tandem.compliance.policies import policy_of_pair
from tandem.compliance.stored import bring_up_to_date, is_due
from tandem.compliance.waivers.queries import with_waivers
from tandem.dashboards.board.names import context_of
from tandem.dashboards.board.queries import read_findings, rows_of
from tandem.dashboards.duties import DutyRow, duty_rows
from tandem.dashboards.timeline import Entry, timeline
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.queries import (
    term_on,
    terms_of_pair,
    visible_collaborations,
    with_terms,
)
from tandem.policy.model import Policy
from tandem.reports.current import Row
from tandem.reports.words import Words
from tandem.schools.models import Person


@dataclass(frozen=True, slots=True)
class CollaborationPage:
    """Everything that the page of one semester shows."""

    pair: Collaboration
    terms: Sequence[Term]
    term: Term | None
    policy: Policy | None
    words: Words | None
    row: Row | None
    groups: Sequence[tuple[str, list[DutyRow]]]
    contacts: Sequence[tuple[str, list[Person]]]
    weeks: Sequence[tuple[str, list[Entry]]]

    @property
    def past(self) -> bool:
        """Whether the semester is over."""
        return self.term is not None and self.term.ends_on < today()


def get_page_of(actor: Actor, pk: str) -> Collaboration:
    """A collaboration that the actor may see, with all that its page needs of it in one query.

    Raises ``Http404``.
    """
    pairs = visible_collaborations(actor).select_related(
        "lead", "partner", "round__pinned_policy", "standing"
    )
    return get_object_or_404(with_waivers(with_terms(pairs)), pk=pk)


def read_page(actor: Actor, pair: Collaboration, wanted: str) -> CollaborationPage:
    """The page of one semester (the current one by default). Raises ``Http404`` for another round's."""
    terms = terms_of_pair(pair)
    term = _chosen(terms, wanted)
    policy = policy_of_pair(pair)
    words, row, groups = None, None, []
    if is_due(pair):
        bring_up_to_date([pair.pk])
    if policy is not None and term is not None:
        context = context_of([pair], terms)
        words = Words(policy, context, language(), today())
        row = rows_of(read_findings([pair.pk], term), context, policy, term, today())[0]
        groups = duty_rows(words, row.findings, pair, actor)
    first, last = _span(pair, term)
    return CollaborationPage(
        pair=pair,
        terms=terms,
        term=term,
        policy=policy,
        words=words,
        row=row,
        groups=groups,
        contacts=_contacts(pair),
        weeks=timeline(pair, policy, first, last),
    )


def _chosen(terms: Sequence[Term], wanted: str) -> Term | None:
    if not wanted:
        return term_on(terms, today())
    for term in terms:
        if term.pk == wanted:
            return term
    raise Http404(wanted)


def _span(pair: Collaboration, term: Term | None) -> tuple[date, date]:
    if term is None:
        return pair.starts_on, today()
    # the holidays after a semester belong to what happened in it
    return term.starts_on, term.ends_on + timedelta(days=60)


def _contacts(pair: Collaboration) -> list[tuple[str, list[Person]]]:
    """Head and whoever holds a phone among the managers, of both schools. One query."""
    people: dict[str, list[Person]] = {pair.lead_id: [], pair.partner_id: []}
    found = Person.objects.filter(
        school__in=people, left_on__isnull=True, post__in=("head", "deputy_head", "middle_manager")
    )
    order = {"head": 0, "deputy_head": 1, "middle_manager": 2}
    for person in sorted(found, key=lambda p: (order[p.post], p.name)):
        if person.school_id and (person.post == "head" or person.phone):
            people[person.school_id].append(person)
    return [(pair.lead.name, people[pair.lead_id]), (pair.partner.name, people[pair.partner_id])]


def summary_line(page: CollaborationPage) -> dict[str, Any]:
    """How many duties of the semester stand how, for the sentence on top."""
    counts: dict[str, int] = {}
    if page.row is not None:
        for name, shown in page.row.standings.items():
            if page.row.findings[name].severity == "must":
                counts[shown] = counts.get(shown, 0) + 1
    return {
        "met": counts.get("met", 0),
        "total": sum(counts.values()) - counts.get("not_applicable", 0) - counts.get("waived", 0),
        "short": counts.get("short", 0),
        "near": counts.get("near", 0),
    }
