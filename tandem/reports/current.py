"""The current semester's duties, collaboration by collaboration: what the board and the to-do list show.

Current are the findings of the round's current term, of that term's year and of the round itself. What
earlier semesters lacked stays in the list of all findings: it can no longer be done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.policy.evaluation import Evaluation
from tandem.policy.results import Finding
from tandem.reports.context import Context, Pair, Term
from tandem.reports.standing import OWED, Standing, standing

_URGENCY: tuple[Standing, ...] = ("short", "near", "open")


@dataclass(frozen=True, slots=True)
class Row:
    """One collaboration now: its current findings and how each stands, by requirement."""

    pair: Pair
    term: Term | None
    findings: Mapping[str, Finding]
    standings: Mapping[str, Standing]

    def to_do(self) -> list[Finding]:
        """Musts that are short or open: overdue first, then those near, then by date and policy order."""
        owed = [
            (_URGENCY.index(self.standings[name]), finding.ends_on, place, finding)
            for place, (name, finding) in enumerate(self.findings.items())
            if finding.severity == "must" and self.standings[name] in OWED
        ]
        return [finding for *_, finding in sorted(owed, key=lambda item: item[:3])]


def current_rows(evaluation: Evaluation, context: Context) -> list[Row]:
    """Every collaboration with its current findings in policy order; by batch and name."""
    found: dict[tuple[str, str, str], Finding] = {
        (f.collaboration_id, f.requirement, f.period): f for f in evaluation.findings
    }
    terms: dict[str, Term | None] = {}
    rows = []
    for pair in context.sorted_pairs():
        if pair.round_id not in terms:
            terms[pair.round_id] = context.current_term(pair.round_id, evaluation.as_of)
        term = terms[pair.round_id]
        periods = {"round": pair.round_id}
        if term is not None:
            periods |= {"term": term.term_id, "year": str(term.year)}
        own = {}
        for rule in evaluation.policy.rules:
            key = (pair.collaboration_id, rule.id, periods.get(rule.per, ""))
            if key in found:
                own[rule.id] = found[key]
        shown = {name: standing(finding, evaluation.as_of) for name, finding in own.items()}
        rows.append(Row(pair, term, own, shown))
    return rows


def count_standings(rows: Sequence[Row]) -> Counter[Standing]:
    """How many of the current findings stand how."""
    return Counter(standing for row in rows for standing in row.standings.values())


def days_left(finding: Finding, as_of: date) -> int:
    """Days from ``as_of`` to the last day on which it can be done; negative once that is past."""
    return days_left_of(finding.ends_on, as_of)


def days_left_of(last: date, as_of: date) -> int:
    """Days from ``as_of`` to a period's last day; negative once that is past."""
    return (last - as_of).days
