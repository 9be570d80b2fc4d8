"""Reading one collaboration's page: its semester, its duties, who is who, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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
from tandem.dashboards.collaboration.contacts import SchoolContacts, contacts_of
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
from tandem.reports.standing import OWED, STANDINGS
from tandem.reports.words import Words

RECENT_WEEKS = 4
"""How many weeks of what happened stand open; the earlier ones are folded."""


@dataclass(slots=True)
class DutyGroup:
    """The duties of one side: what is owed first, the most pressing on top, the rest folded."""

    side: str
    owed: list[DutyRow] = field(default_factory=list)
    settled: list[DutyRow] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(row.status == "met" for row in self.settled)

    @property
    def idle(self) -> int:
        """How many nobody has to do now: not due, advice, waived or not applicable."""
        return len(self.settled) - self.done


@dataclass(frozen=True, slots=True)
class CollaborationPage:
    """Everything that the page of one semester shows."""

    pair: Collaboration
    terms: Sequence[Term]
    term: Term | None
    policy: Policy | None
    words: Words | None
    row: Row | None
    groups: Sequence[DutyGroup]
    contacts: Sequence[SchoolContacts]
    weeks: Sequence[tuple[str, list[Entry]]]

    @property
    def recent(self) -> Sequence[tuple[str, list[Entry]]]:
        """The latest weeks in which something happened."""
        return self.weeks[:RECENT_WEEKS]

    @property
    def earlier(self) -> Sequence[tuple[str, list[Entry]]]:
        """The weeks before them."""
        return self.weeks[RECENT_WEEKS:]

    @property
    def earlier_count(self) -> int:
        """How many things happened in the weeks before."""
        return sum(len(entries) for _label, entries in self.earlier)

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
    words, row = None, None
    groups: list[DutyGroup] = []
    if is_due(pair):
        bring_up_to_date([pair.pk])
    if policy is not None and term is not None:
        context = context_of([pair], terms)
        words = Words(policy, context, language(), today())
        row = rows_of(read_findings([pair.pk], term), context, policy, term, today())[0]
        groups = [_group(*found) for found in duty_rows(words, row.findings, pair, actor)]
    first, last = _span(pair, term)
    return CollaborationPage(
        pair=pair,
        terms=terms,
        term=term,
        policy=policy,
        words=words,
        row=row,
        groups=groups,
        contacts=contacts_of(pair),
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


def _group(side: str, rows: list[DutyRow]) -> DutyGroup:
    group = DutyGroup(side)
    for row in sorted(rows, key=lambda row: STANDINGS.index(row.status)):
        (group.owed if row.status in OWED else group.settled).append(row)
    return group


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
