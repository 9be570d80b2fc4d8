"""Findings, side years and verdicts of any day, evaluated live on the application's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from tandem.compliance.evaluation import run
from tandem.compliance.models import PinnedPolicy
from tandem.compliance.policies import policy_of
from tandem.exchange.snapshots import one_moment
from tandem.lib.transfers import outlets
from tandem.policy.evaluation import Evaluation
from tandem.policy.judge import judge
from tandem.policy.judge.records import JudgmentRecords, Pair, Term
from tandem.policy.schema import TABLES_BY_NAME


def evaluate_database(as_of: date) -> list[Evaluation]:
    """What each pinned policy says on that day of the rounds that it is pinned to."""
    with one_moment():
        rounds: dict[str, set[str]] = defaultdict(set)
        for round_id, policy_hash in PinnedPolicy.objects.values_list("round_id", "policy_id"):
            rounds[policy_hash].add(round_id)
        return [_evaluate(hash_, own, as_of) for hash_, own in sorted(rounds.items())]


def _evaluate(policy_hash: str, rounds: set[str], as_of: date) -> Evaluation:
    policy = policy_of(policy_hash)
    records = judgment_records(rounds)
    findings = run(policy_hash, as_of, [pair.collaboration_id for pair in records.pairs])
    judged = judge(policy, findings, records, as_of)
    return Evaluation(
        policy, as_of, tuple(findings), judged.side_years, judged.verdicts, judged.final
    )


def judgment_records(rounds: set[str]) -> JudgmentRecords:
    """What judging those rounds needs besides the findings; schools' figures are all of them."""
    pairs = _rows(
        "collaborations",
        "collaboration_id", "round_id", "lead_school_id", "partner_school_id", "starts_on", "ends_on",
    )  # fmt: skip
    terms = _rows("terms", "term_id", "round_id", "year", "starts_on", "ends_on")
    return JudgmentRecords(
        pairs=tuple(Pair(*row) for row in pairs if row[1] in rounds),
        terms=tuple(Term(*row) for row in terms if row[1] in rounds),
        schools={
            key: (stage, bureau)
            for key, stage, bureau in _rows("schools", "school_id", "stage", "bureau_id")
        },
        quality={
            (school, year): value
            for school, year, value in _rows("quality", "school_id", "year", "value")
        },
        checks={
            (pair, side, year): rating
            for pair, side, year, rating in _rows(
                "checks", "collaboration_id", "side", "year", "rating"
            )
        },
    )


def _rows(table: str, *columns: str) -> list[Sequence[Any]]:
    names = [column.name for column in TABLES_BY_NAME[table].columns]
    places = [names.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in outlets()[table]()]
