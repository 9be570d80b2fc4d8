"""The bundled assessment: from findings to side years, verdicts and the final evaluation (6.1)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.policy.judge.awards import judge_pair, shortlist
from tandem.policy.judge.progress import change, slope, z_scores
from tandem.policy.judge.records import JudgmentRecords, Pair, Term
from tandem.policy.judge.sides import SIDES, Tally, judge_side, tally_findings
from tandem.policy.model import Policy
from tandem.policy.results import FinalEvaluation, Finding, SideYear, Verdict

__all__ = ["Judged", "JudgmentRecords", "Pair", "Term", "judge"]


@dataclass(frozen=True, slots=True)
class Judged:
    """All that was judged, sorted by collaboration and year."""

    side_years: tuple[SideYear, ...]
    verdicts: tuple[Verdict, ...]
    final: tuple[FinalEvaluation, ...]


def judge(
    policy: Policy, findings: Sequence[Finding], records: JudgmentRecords, as_of: date
) -> Judged:
    """Judge every collaboration for every year of its round that is over on ``as_of``.

    A year is over after the last day of its last term; a pair that owed no term of it is not judged.
    """
    terms = _terms_by_year(records.terms)
    year_of_term = {term.term_id: term.year for term in records.terms}
    tallies = tally_findings(policy, findings, year_of_term)
    overdue = _overdue(policy, findings)
    scores = z_scores(records, policy.judgment.progress_group_min)

    side_years: list[SideYear] = []
    groups: dict[tuple[str, int], list[Verdict]] = defaultdict(list)
    for pair in sorted(records.pairs, key=lambda p: p.collaboration_id):
        for year in sorted(year for round_id, year in terms if round_id == pair.round_id):
            own = terms[pair.round_id, year]
            first, last = min(t.starts_on for t in own), max(t.ends_on for t in own)
            if as_of <= last or not any(pair.owes(term) for term in own):
                continue
            lead, partner = (
                judge_side(
                    policy.judgment,
                    pair.collaboration_id,
                    year,
                    side,
                    tallies.get((pair.collaboration_id, year, side), Tally()).fulfilment,
                    records.checks.get((pair.collaboration_id, side, year)),
                    change(scores, pair.school(side), year),
                )
                for side in SIDES
            )
            side_years += [lead, partner]
            late = [
                code for code, day in overdue.get(pair.collaboration_id, []) if first <= day <= last
            ]
            verdict = judge_pair(policy.judgment, lead, partner, late)
            groups[pair.round_id, year].append(verdict)
    verdicts = [v for group in groups.values() for v in shortlist(policy.judgment, group)]
    verdicts.sort(key=lambda v: (v.collaboration_id, v.year))
    final = _final(records, terms, verdicts, scores)
    return Judged(tuple(side_years), tuple(verdicts), tuple(final))


def _terms_by_year(terms: Iterable[Term]) -> dict[tuple[str, int], list[Term]]:
    result: dict[tuple[str, int], list[Term]] = defaultdict(list)
    for term in terms:
        result[term.round_id, term.year].append(term)
    return result


def _overdue(policy: Policy, findings: Iterable[Finding]) -> dict[str, list[tuple[str, date]]]:
    """Blocking rules that are short, by collaboration: (obstacle code, the day they were due)."""
    result: dict[str, list[tuple[str, date]]] = defaultdict(list)
    blocking = set(policy.judgment.blocking)
    for finding in findings:
        if finding.requirement in blocking and finding.status == "short":
            code = f"{finding.duty}:{finding.requirement}"
            result[finding.collaboration_id].append((code, finding.ends_on))
    return result


def _final(
    records: JudgmentRecords,
    terms: Mapping[tuple[str, int], Sequence[Term]],
    verdicts: Iterable[Verdict],
    scores: Mapping[tuple[str, int], float],
) -> list[FinalEvaluation]:
    """Mean of the yearly scores, and each school's slope of z-scores over the round's years."""
    yearly: dict[str, list[float]] = defaultdict(list)
    judged = set()
    for verdict in verdicts:
        judged.add(verdict.collaboration_id)
        if verdict.score is not None:
            yearly[verdict.collaboration_id].append(verdict.score)
    result = []
    for pair in sorted(records.pairs, key=lambda p: p.collaboration_id):
        if pair.collaboration_id not in judged:
            continue
        years = sorted(year for round_id, year in terms if round_id == pair.round_id)
        own = yearly[pair.collaboration_id]
        lead, partner = (
            slope(
                [
                    (year, scores[pair.school(side), year])
                    for year in years
                    if (pair.school(side), year) in scores
                ]
            )
            for side in SIDES
        )
        mean = math.fsum(own) / len(own) if own else None
        result.append(FinalEvaluation(pair.collaboration_id, mean, lead, partner))
    return result
