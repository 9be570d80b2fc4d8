"""Reading the board: the semester, its collaborations, their findings on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.evaluation import FEW, Part, evaluate_part
from tandem.compliance.models import PinnedPolicy, StoredFinding
from tandem.compliance.policies import policy_of
from tandem.compliance.stored import COLUMNS, bring_up_to_date
from tandem.dashboards.board.choice import Choice
from tandem.dashboards.board.names import context_of, named_term
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.queries import term_on, visible_collaborations, visible_rounds
from tandem.policy.model import Policy, Rule
from tandem.policy.results import Finding
from tandem.reports.context import Context
from tandem.reports.current import Row
from tandem.reports.sheets.board import DUTIES
from tandem.reports.standing import standing


@dataclass(frozen=True, slots=True)
class Board:
    """One semester's board on one day: all rows, and those that the filters leave.

    ``policy`` is ``None`` while none is pinned to the round; then there are no rows. ``live`` says
    that the findings were computed for another day than today.
    """

    terms: Sequence[Term]
    term: Term
    as_of: date
    live: bool
    policy: Policy | None
    context: Context
    pairs: Mapping[str, Collaboration]
    rows: Sequence[Row]
    shown: Sequence[Row] = ()
    choice: Choice = field(default_factory=Choice)

    @property
    def rules(self) -> list[Rule]:
        """The columns: duties by who owes them, in the policy's order."""
        if self.policy is None:
            return []
        rules = [r for r in self.policy.rules if self.choice.duty in ("", r.id)]
        return sorted(rules, key=lambda rule: DUTIES.index(rule.duty))


def board_terms(actor: Actor) -> list[Term]:
    """Every semester of the rounds that the actor may see, by date. One query."""
    rounds = visible_rounds(actor).order_by().values("pk")
    terms = Term.objects.filter(round__in=rounds).select_related("round")
    return list(terms.order_by("starts_on", "round_id"))


def choose_term(terms: Sequence[Term], wanted: str, day: date) -> Term:
    """The semester asked for, else that of ``day`` in the round that runs (the latest begun one).

    Raises ``Http404`` for a semester that is not among them, and where there is none at all.
    """
    if wanted:
        for term in terms:
            if term.pk == wanted:
                return term
        raise Http404(wanted)
    rounds = {term.round_id: term.round for term in terms}
    begun = [r for r in rounds.values() if r.starts_on <= day] or list(rounds.values())
    if not begun:
        raise Http404("no semester")
    running = [r for r in begun if day <= r.ends_on] or begun
    latest = max(running, key=lambda r: (r.starts_on, r.pk))
    found = term_on([term for term in terms if term.round_id == latest.pk], day)
    if found is None:
        raise Http404("no semester")
    return found


def board_pairs(actor: Actor, round_id: str) -> QuerySet[Collaboration]:
    """A round's collaborations of the bureaus for which the actor may see the board."""
    pairs = visible_collaborations(actor).filter(round=round_id).order_by()
    if actor.everything:
        return pairs
    own = actor.organisations("compliance.board")
    seen = Q()
    for side in ("lead", "partner"):
        seen |= Q(**{f"{side}__authority__in": own}) | Q(**{f"{side}__authority__parent__in": own})
    return pairs.filter(seen)


def read_board(actor: Actor, terms: Sequence[Term], term: Term, as_of: date) -> Board:
    """The board of a semester on a day: today's findings are the stored ones, others are computed."""
    pairs = {pair.pk: pair for pair in board_pairs(actor, term.round_id)}
    pinned = PinnedPolicy.objects.filter(round=term.round_id).values_list("policy_id", flat=True)
    hash_ = pinned.first()
    context = context_of(pairs.values(), [t for t in terms if t.round_id == term.round_id])
    policy = policy_of(hash_) if hash_ else None
    live = as_of != today()
    rows: list[Row] = []
    if policy is not None and pairs:
        ids = list(pairs)
        part = part_of(terms, term)
        findings = evaluate_part(as_of, ids, part) if live else stored_findings(ids, term)
        rows = rows_of(findings, context, policy, term, as_of)
    return Board(terms, term, as_of, live, policy, context, pairs, rows, rows)


def periods_of(term: Term) -> tuple[str, ...]:
    """A semester, its year and its round."""
    return (term.pk, str(term.year), term.round_id)


def part_of(terms: Sequence[Term], term: Term) -> Part:
    """Those periods, and the days of the year: nothing but the round's plans lies outside them."""
    year = [t for t in terms if (t.round_id, t.year) == (term.round_id, term.year)]
    first, last = min(t.starts_on for t in year), max(t.ends_on for t in year)
    return Part(periods_of(term), first, last)


def stored_findings(pair_ids: Sequence[str], term: Term) -> list[Finding]:
    """Today's findings of a semester, its year and its round; brought up to date first."""
    bring_up_to_date(pair_ids)
    return read_findings(pair_ids, term)


def read_findings(pair_ids: Sequence[str], term: Term) -> list[Finding]:
    """Those findings as they are stored. One query."""
    found = StoredFinding.objects.filter(period__in=periods_of(term)).order_by()
    if len(pair_ids) <= FEW:
        found = found.filter(collaboration__in=pair_ids)
    else:  # far more ids than a statement may have parameters: the round's, and of them those
        found = found.filter(collaboration__round=term.round_id)
    wanted = set(pair_ids)
    return [Finding(*row) for row in found.values_list(*COLUMNS) if row[0] in wanted]


def rows_of(
    findings: Sequence[Finding], context: Context, policy: Policy, term: Term, as_of: date
) -> list[Row]:
    """One row a collaboration for a chosen semester, by batch and names: never by any figure."""
    periods = {"term": term.pk, "year": str(term.year), "round": term.round_id}
    per = {rule.id: periods[rule.per] for rule in policy.rules}
    found: dict[str, dict[str, Finding]] = {}
    for finding in findings:
        if per.get(finding.requirement) == finding.period:
            found.setdefault(finding.collaboration_id, {})[finding.requirement] = finding
    rows = []
    for pair in context.sorted_pairs():
        own = found.get(pair.collaboration_id, {})
        own = {rule.id: own[rule.id] for rule in policy.rules if rule.id in own}
        shown = {name: standing(finding, as_of) for name, finding in own.items()}
        rows.append(Row(pair, named_term(term), own, shown))
    return rows
