"""Reading the first page: what waits, what comes up, one's own collaborations."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import language
from tandem.compliance.models import StoredFinding
from tandem.compliance.policies import policy_of_pair
from tandem.compliance.stored import COLUMNS, bring_up_to_date, is_due
from tandem.dashboards.board.names import context_of
from tandem.dashboards.duties import DutyRow, duty_rows
from tandem.dashboards.pace import pace_warnings
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.queries import term_on, terms_of_pair, visible_collaborations, with_terms
from tandem.policy.results import Finding
from tandem.reports.standing import OWED
from tandem.reports.words import Words


@dataclass(frozen=True, slots=True)
class OwnPair:
    """One collaboration of the person's school, with what it still owes this semester."""

    pair: Collaboration
    term: Term | None
    late: list[DutyRow]
    """What will be missed at the pace so far, the soonest first."""
    rows: list[DutyRow]
    """The rest that is owed: what is short first."""


def own_pairs(actor: Actor) -> list[OwnPair]:
    """The running collaborations of the person's schools with their open duties, most urgent first."""
    schools = actor.schools()
    if not schools:
        return []
    seen = visible_collaborations(actor).select_related(
        "lead", "partner", "round__pinned_policy", "standing"
    )
    pairs = [p for p in with_terms(seen) if p.is_active_on(today())]
    pairs = [p for p in pairs if p.lead_id in schools or p.partner_id in schools]
    due = [pair.pk for pair in pairs if is_due(pair)]
    if due:
        bring_up_to_date(due)
    found: dict[str, list[Finding]] = {}
    rows = StoredFinding.objects.filter(collaboration__in=pairs, status__in=("open", "short"))
    for row in rows.order_by().values_list(*COLUMNS):
        found.setdefault(row[0], []).append(Finding(*row))
    return [_own(pair, found.get(pair.pk, []), actor) for pair in pairs]


def _own(pair: Collaboration, findings: list[Finding], actor: Actor) -> OwnPair:
    policy = policy_of_pair(pair)
    terms = terms_of_pair(pair)
    term = term_on(terms, today())
    if policy is None or term is None:
        return OwnPair(pair, term, [], [])
    side = pair.side_of(actor.schools())
    periods = {term.pk, str(term.year), pair.round_id}
    musts = {
        f.requirement: f
        for f in findings
        if f.period in periods and f.severity == "must" and f.duty in (side, "both")
    }
    words = Words(policy, context_of([pair], terms), language(), today())
    soon = [w.finding.requirement for w in pace_warnings(musts.values(), today())]
    rows = {
        row.requirement: row
        for _side, group in duty_rows(words, musts, pair, actor, named=True)
        for row in group
    }
    late = [rows.pop(requirement) for requirement in soon]
    rest = [row for row in rows.values() if row.status in OWED]
    rest.sort(key=lambda row: ("short", "near", "open").index(row.status))
    return OwnPair(pair, term, late, rest)
