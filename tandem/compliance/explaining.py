"""Why a finding is as it is, from the application's own tables: the engine's listings, compiled before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from tandem.compliance.evaluation import run_statement, with_views
from tandem.compliance.models import StoredListing
from tandem.compliance.policies import policy_of
from tandem.policy.assembling import PERIOD, Row, assemble, to_rows
from tandem.policy.compiled import ENGINE_VERSION, Dialect
from tandem.policy.engines.views import day_number
from tandem.policy.results import Explanation, Finding, Missed

if TYPE_CHECKING:
    from tandem.policy.explain.compiling import CompiledListing


def explain_finding(policy_hash: str, finding: Finding, as_of: date) -> Explanation:
    """The facts that counted for ``finding`` and those that nearly did, on ``as_of``. Two queries."""
    rule = policy_of(policy_hash).rule(finding.requirement)
    rows: dict[str, list[Row]] = {"facts": [], "owners": []}
    for which, table, missed, sql in _listings(policy_hash, _dialect(), finding.requirement):
        records = _run(sql, as_of, finding)
        rows[which] = to_rows(records, table, missed)
    return assemble(rule, finding, rows["facts"], rows["owners"])


def _run(sql: str, as_of: date, finding: Finding) -> list[Any]:
    literal = finding.period.replace("'", "''").replace("%", "%%")
    return run_statement(
        sql.replace(PERIOD, literal), day_number(as_of), [finding.collaboration_id], few=True
    )


@cache
def _listings(
    policy_hash: str, dialect: Dialect, requirement: str
) -> tuple[tuple[str, str, tuple[Missed, ...], str], ...]:
    keep_listings(policy_hash, dialect)
    rows = StoredListing.objects.filter(
        policy_id=policy_hash,
        dialect=dialect,
        engine_version=ENGINE_VERSION,
        requirement=requirement,
    )
    return tuple(
        (row.which, row.table, _missed(row.missed), with_views(row.sql, connection.vendor))
        for row in rows
    )


def _missed(stored: Sequence[Sequence[Any]]) -> tuple[Missed, ...]:
    return tuple(Missed(code, tuple(expected)) for code, expected in stored)


def keep_listings(policy_hash: str, dialect: Dialect) -> None:
    """Compile and store a policy's listings where they are not yet (two seconds)."""
    known = StoredListing.objects.filter(
        policy_id=policy_hash, dialect=dialect, engine_version=ENGINE_VERSION
    )
    if known.exists():
        return
    with transaction.atomic():
        StoredListing.objects.bulk_create(
            (
                StoredListing(
                    policy_id=policy_hash,
                    dialect=dialect,
                    engine_version=ENGINE_VERSION,
                    requirement=listing.requirement,
                    which=listing.which,
                    table=listing.table,
                    missed=[[m.code, list(m.expected)] for m in listing.missed],
                    sql=listing.sql,
                )
                for listing in _compiled(policy_hash, dialect)
            ),
            ignore_conflicts=True,
        )


@cache
def _compiled(policy_hash: str, dialect: Dialect) -> tuple[CompiledListing, ...]:
    """Compiled once in a process, whatever becomes of the transaction that asked for it."""
    # the compiler is slow to import: done when a policy is pinned, not while a page waits
    from tandem.policy.explain.compiling import compile_listings

    return tuple(compile_listings(policy_of(policy_hash), dialect))


def _dialect() -> Dialect:
    return "postgres" if connection.vendor == "postgresql" else "sqlite"


__all__ = ["explain_finding", "keep_listings"]
