"""A contract folder or workbook into the database: all of it or nothing, evaluated once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from tandem.accounts.actors import Actor
from tandem.audit.actions import record_event
from tandem.compliance.models import PinnedPolicy
from tandem.compliance.policies import add_policy, pin_policy, policy_of
from tandem.compliance.stored import lock_collaborations, reevaluate
from tandem.exchange.limits import check_limits
from tandem.exchange.loading import Count, FactsLoading
from tandem.facts import Facts
from tandem.lib.transfers import loaders
from tandem.pairings.models import Collaboration, Round
from tandem.policy.model import Policy


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A policy file and the clauses beside it, as texts."""

    text: str
    clauses: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: counts by table of the contract, collaborations evaluated, rounds pinned."""

    counts: Mapping[str, Count]
    evaluated: int
    pinned: int

    @property
    def touched(self) -> int:
        """How many rows are not as they were."""
        return sum(count.touched for count in self.counts.values())


def policy_in_use() -> Policy | None:
    """The one policy by which the rounds are judged; ``None`` where there is none, or several."""
    hashes = set(PinnedPolicy.objects.values_list("policy_id", flat=True))
    return policy_of(hashes.pop()) if len(hashes) == 1 else None


def import_facts(*, by: Actor, facts: Facts, policy: PolicyText) -> Imported:
    """Load checked facts: new rows are added, known ones (by the contract's ids) brought up to date.

    Rows that the file does not hold stay as they are, but for the topics and people of an activity that
    it does hold. A round without a policy is judged by ``policy`` from now on. One transaction, one
    audit event. Raises :class:`tandem.exchange.limits.LimitError` where a value does not fit.
    """
    check_limits(facts)
    loading = FactsLoading(facts, by.name)
    with transaction.atomic():
        in_file = [
            str(row[0])
            for row in loading.rows("SELECT collaboration_id FROM facts.collaborations ORDER BY 1")
        ]
        lock_collaborations(in_file)
        for load in loaders():
            load(loading)
        pinned = _pin(by, loading, policy)
        concerned = _concerned(loading, pinned)
        _tell_planner(loading.written)
        reevaluate(concerned)
        done = Imported(loading.counts, len(concerned), len(pinned))
        if done.touched or pinned:
            record_event(
                by=by,
                verb="exchange.import",
                object_type="import",
                object_id=facts.digest,
                after={
                    table: {"new": c.new, "changed": c.changed, "removed": c.removed}
                    for table, c in done.counts.items()
                    if c.touched
                },
            )
    return done


def _tell_planner(tables: Collection[str]) -> None:
    """Have PostgreSQL count what was just written: without that its plan for so much takes minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in sorted(tables):
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _pin(by: Actor, loading: FactsLoading, policy: PolicyText) -> list[str]:
    """Pin the policy to the file's rounds that have none; which those are."""
    in_file = [str(row[0]) for row in loading.rows("SELECT DISTINCT round_id FROM facts.terms")]
    bare = list(Round.objects.filter(pk__in=in_file, pinned_policy__isnull=True))
    if bare:
        version = add_policy(by=by, text=policy.text, clauses=policy.clauses)
        for round_ in bare:
            pin_policy(by=by, round_=round_, version=version)
    return [round_.pk for round_ in bare]


def _concerned(loading: FactsLoading, pinned: list[str]) -> list[str]:
    """The collaborations to evaluate: those that something changed for, by a fact or by the calendar."""
    pairs = Collaboration.objects.order_by("pk").values_list("pk", flat=True)
    concerned = set(loading.touched)
    calendar = ("rounds", "terms")
    if any(loading.counts[table].touched for table in calendar if table in loading.counts):
        rounds = [row[0] for row in loading.rows("SELECT DISTINCT round_id FROM facts.terms")]
        concerned.update(pairs.filter(round_id__in=rounds))
    if loading.counts["schools"].touched:
        schools = {str(row[0]) for row in loading.rows("SELECT school_id FROM facts.schools")}
        for pk, lead, partner in pairs.values_list("pk", "lead_id", "partner_id"):
            if lead in schools or partner in schools:
                concerned.add(pk)
    concerned.update(pairs.filter(round_id__in=pinned))
    return sorted(concerned)
