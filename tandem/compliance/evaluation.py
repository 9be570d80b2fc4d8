"""Running a pinned policy on the application's own tables: live for any day, stored for today."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction

from tandem.compliance.models import CompiledSql, PinnedPolicy
from tandem.compliance.policies import compiled_sql
from tandem.compliance.registry import columns_of, fact_views
from tandem.pairings.models import Collaboration
from tandem.policy.compiled import Dialect
from tandem.policy.engines.postgres_engine import SCOPED_SETTINGS, SETTINGS
from tandem.policy.engines.rows import COLUMNS, to_findings
from tandem.policy.engines.views import day_number
from tandem.policy.results import Finding
from tandem.policy.schema import EVALUATION_TABLES


def evaluate_live(as_of: date, collaboration_ids: Collection[str] | None = None) -> list[Finding]:
    """The findings of those collaborations (all of them by default) on any day; nothing is stored.

    Collaborations whose round has no pinned policy have no findings.
    """
    findings: list[Finding] = []
    for policy_hash, scope in policy_scopes(collaboration_ids).items():
        findings += run(policy_hash, as_of, scope)
    findings.sort(key=lambda f: (f.collaboration_id, f.requirement, f.period))
    return findings


def policy_scopes(collaboration_ids: Collection[str] | None) -> dict[str, list[str]]:
    """The collaborations by the hash of their round's policy. Two queries."""
    pinned = dict(PinnedPolicy.objects.values_list("round_id", "policy_id"))
    pairs = Collaboration.objects.order_by()
    if collaboration_ids is not None:
        pairs = pairs.filter(pk__in=collaboration_ids)
    scopes: dict[str, list[str]] = defaultdict(list)
    for pk, round_id in pairs.values_list("pk", "round_id"):
        if round_id in pinned:
            scopes[pinned[round_id]].append(pk)
    return scopes


def run(policy_hash: str, as_of: date, scope: Sequence[str]) -> list[Finding]:
    """Run one policy for the collaborations of ``scope`` on ``as_of``."""
    if not scope:
        return []
    few = len(scope) <= FEW
    sql = statement(policy_hash, scoped=few)
    findings = to_findings(run_statement(sql, day_number(as_of), scope, few=few))
    if few:
        return findings
    wanted = set(scope)
    return [finding for finding in findings if finding.collaboration_id in wanted]


FEW = 20
"""Up to so many collaborations the scoped SQL is used; above, all are evaluated in one pass."""


def run_statement(sql: str, day: int, scope: Sequence[str], *, few: bool) -> list[Any]:
    """The rows of a statement with views inlined (:func:`with_views`) for a day and a scope."""
    if connection.vendor == "postgresql":
        return _run_postgres(sql, [day, list(scope)], few)
    with connection.cursor() as cursor:
        cursor.execute(sql, [day, json.dumps(list(scope))])
        return list(cursor.fetchall())


GENERIC = "plan_cache_mode = force_generic_plan"
"""Planning the scoped statement takes three times as long as running it: it is planned once."""


def _run_postgres(sql: str, params: list[Any], few: bool) -> list[Any]:
    """Run it server-side prepared, with the settings that such a statement needs, then reset them."""
    import psycopg  # where there is no PostgreSQL its driver is not loaded

    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        connection.ensure_connection()
        raw = connection.connection
        with psycopg.Cursor(raw) as cursor:
            names = []
            for setting in (*SCOPED_SETTINGS, GENERIC) if few else SETTINGS:
                cursor.execute(f"SET LOCAL {setting}")
                names.append(setting.partition(" ")[0])
            threshold = raw.prepare_threshold
            # Django switches preparing off for its connections, and then prepare= does nothing
            raw.prepare_threshold = 5 if few else None
            try:
                rows = cursor.execute(sql, params, prepare=few).fetchall()
            finally:
                raw.prepare_threshold = threshold
            for name in names:
                cursor.execute(f"SET LOCAL {name} TO DEFAULT")
    return rows


@cache
def _cached(policy_hash: str, vendor: str, scoped: bool) -> str:
    dialect: Dialect = "postgres" if vendor == "postgresql" else "sqlite"
    compiled = compiled_sql(policy_hash, dialect, scoped=scoped)
    return inline_views(compiled, vendor)


def statement(policy_hash: str, *, scoped: bool) -> str:
    """A policy's whole SQL for this database with the fact views inlined; kept in the process."""
    return _cached(policy_hash, connection.vendor, scoped)


def inline_views(sql: str, vendor: str) -> str:
    """Compiled SQL with the fact views, the day and the scope as its first common table expressions.

    Two parameters remain: the day number and the list of collaboration ids (an array on PostgreSQL,
    JSON text on SQLite), so that the text is the same whatever the day and the scope.
    """
    chosen = ", ".join(f'"{column}"' for column in COLUMNS)
    return f"SELECT {chosen} FROM ({with_views(sql, vendor)}) AS findings"


def with_views(sql: str, vendor: str) -> str:
    """Compiled SQL with the fact views, the day and the scope before its own named queries."""
    if vendor == "postgresql":
        given = [
            "as_of(day) AS (SELECT CAST(%s AS INTEGER))",
            "scope(collaboration_id) AS (SELECT unnest(CAST(%s AS TEXT[])))",
        ]
    else:
        given = [
            "as_of(day) AS (SELECT %s)",
            "scope(collaboration_id) AS (SELECT value FROM json_each(%s))",
        ]
    views = fact_views()
    missing = set(EVALUATION_TABLES) - set(views) - {"as_of", "scope"}
    if missing:
        raise LookupError(f"no fact view is registered for {', '.join(sorted(missing))}")
    hint = "NOT MATERIALIZED "
    named = []
    for table, view in views.items():
        text, params = view().query.sql_with_params()
        columns = ", ".join(f'"{column}"' for column in columns_of(table))
        named.append(f"{table}({columns}) AS {hint}({_literal(text, params)})")
    body = sql.strip()
    head = "WITH "
    if not body.upper().startswith(head):
        raise ValueError("compiled SQL begins with its common table expressions")
    body = body[len(head) :].replace("%", "%%")
    return f"WITH {', '.join([*given, *named])}, {body}"


def _literal(sql: str, params: Iterable[Any]) -> str:
    """A view's SQL with its few constants written in: all are texts and numbers of the program."""
    written = []
    for value in params:
        if isinstance(value, str):
            written.append("'" + value.replace("'", "''") + "'")
        elif isinstance(value, int):
            written.append(str(value))
        else:
            raise TypeError(f"a fact view's constant is neither text nor number: {value!r}")
    return sql % tuple(written)


def forget_statements() -> None:
    """Forget the statements kept in this process (after a new engine version or in tests)."""
    _cached.cache_clear()


def next_change(findings: Iterable[Finding], as_of: date) -> date | None:
    """The next day after ``as_of`` on which time alone could change a finding; ``None`` if none.

    A status turns at the first day of its period and on the day after its last; every other change
    that time brings is a fact dated in the future, which :mod:`tandem.compliance.stored` adds.
    """
    days = [
        day
        for finding in findings
        for day in (finding.starts_on, finding.ends_on + timedelta(days=1))
        if day > as_of
    ]
    return min(days, default=None)


__all__ = [
    "CompiledSql",
    "evaluate_live",
    "forget_statements",
    "inline_views",
    "next_change",
    "policy_scopes",
    "run",
    "statement",
]
