"""Running a pinned policy on the application's own tables: live for any day, stored for today."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db import connection, transaction

from tandem.compliance.models import CompiledSql
from tandem.compliance.policies import compiled_sql, policy_of
from tandem.compliance.registry import columns_of, fact_views
from tandem.pairings.models import Collaboration
from tandem.policy.compiled import Dialect
from tandem.policy.engines.postgres_engine import SCOPED_SETTINGS, SETTINGS
from tandem.policy.engines.rows import COLUMNS, to_findings
from tandem.policy.engines.views import day_number, from_day_number
from tandem.policy.model import Policy
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
    """The collaborations by the hash of their round's policy. One query."""
    pairs = Collaboration.objects.order_by().filter(round__pinned_policy__isnull=False)
    if collaboration_ids is not None:
        pairs = pairs.filter(pk__in=collaboration_ids)
    scopes: dict[str, list[str]] = defaultdict(list)
    for pk, policy_hash in pairs.values_list("pk", "round__pinned_policy__policy_id"):
        scopes[policy_hash].append(pk)
    return scopes


@dataclass(frozen=True, slots=True)
class Part:
    """The periods that a reader asks for, and the days that they span: other years are left alone."""

    periods: tuple[str, ...]
    first_day: date
    last_day: date

    def suits(self, policy: Policy) -> bool:
        """Whether activities of those days alone decide: not where a rule counts a whole round's."""
        counting = [rule for rule in policy.rules if rule.count == "activities"]
        return all(rule.per != "round" and rule.due is None for rule in counting)


def evaluate_part(as_of: date, collaboration_ids: Collection[str], part: Part) -> list[Finding]:
    """As :func:`evaluate_live`, of those periods alone: a third of the time where they are many."""
    findings: list[Finding] = []
    for policy_hash, scope in policy_scopes(collaboration_ids).items():
        suits = len(scope) > FEW and part.suits(policy_of(policy_hash))
        findings += run(policy_hash, as_of, scope, part if suits else None)
    return [finding for finding in findings if finding.period in part.periods]


def run(
    policy_hash: str, as_of: date, scope: Sequence[str], part: Part | None = None
) -> list[Finding]:
    """Run one policy for the collaborations of ``scope`` on ``as_of``."""
    if not scope:
        return []
    few = len(scope) <= FEW
    more: list[Any] = []
    if part is not None:
        more = [day_number(part.first_day), day_number(part.last_day), list(part.periods)]
    sql = statement(policy_hash, scoped=few, narrowed=part is not None)
    findings = to_findings(run_statement(sql, day_number(as_of), scope, few=few, more=more))
    if few:
        return findings
    wanted = set(scope)
    return [finding for finding in findings if finding.collaboration_id in wanted]


FEW = 20
"""Up to so many collaborations the scoped SQL is used; above, all are evaluated in one pass."""


def run_statement(
    sql: str, day: int, scope: Sequence[str], *, few: bool, more: Sequence[Any] = ()
) -> list[Any]:
    """The rows of a statement with views inlined (:func:`with_views`) for a day and a scope.

    ``more``: the other parameters of a narrowed statement.
    """
    connection.ensure_connection()
    if connection.queries_logged:  # a query like any other to whoever counts them
        connection.queries_log.append({"sql": sql, "time": "0"})
    if connection.vendor == "postgresql":
        return _run_postgres(sql, [day, list(scope), *more], few)
    # past Django's cursor, which looks through the whole text for parameters at every call
    with connection.wrap_database_errors:
        given = [json.dumps(v) if isinstance(v, list) else v for v in (day, list(scope), *more)]
        return list(connection.connection.execute(_question_marks(sql, len(given)), given))


@lru_cache(maxsize=128)
def _question_marks(sql: str, count: int) -> str:
    """A statement with its parameters as SQLite itself writes them."""
    return sql % (("?",) * count)


GENERIC = "plan_cache_mode = force_generic_plan"
"""Planning the scoped statement takes three times as long as running it: it is planned once."""


def _run_postgres(sql: str, params: list[Any], few: bool) -> list[Any]:
    """Run it server-side prepared, with the settings that such a statement needs, then reset them."""
    import psycopg  # where there is no PostgreSQL its driver is not loaded

    settings = (*SCOPED_SETTINGS, GENERIC) if few else SETTINGS
    names = [setting.partition(" ")[0] for setting in settings]
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        raw = connection.connection
        with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
            # all of them in one message each way
            cursor.execute("; ".join(f"SET LOCAL {setting}" for setting in settings))
            threshold = raw.prepare_threshold
            # Django switches preparing off for its connections, and then prepare= does nothing
            raw.prepare_threshold = 5 if few else None
            try:
                rows = cursor.execute(sql, params, prepare=few).fetchall()
            finally:
                raw.prepare_threshold = threshold
            cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in names))
    return rows


@cache
def _cached(policy_hash: str, vendor: str, scoped: bool, narrowed: bool) -> str:
    dialect: Dialect = "postgres" if vendor == "postgresql" else "sqlite"
    compiled = compiled_sql(policy_hash, dialect, scoped=scoped)
    return inline_views(compiled, vendor, narrowed=narrowed)


def statement(policy_hash: str, *, scoped: bool, narrowed: bool = False) -> str:
    """A policy's whole SQL for this database with the fact views inlined; kept in the process."""
    return _cached(policy_hash, connection.vendor, scoped, narrowed)


def inline_views(sql: str, vendor: str, *, narrowed: bool = False) -> str:
    """Compiled SQL with the fact views, the day and the scope as its first common table expressions.

    Two parameters remain: the day number and the list of collaboration ids (an array on PostgreSQL,
    JSON text on SQLite), so that the text is the same whatever the day and the scope. ``narrowed``:
    three more, the first and the last day of the activities to look at, and the periods wanted.
    """
    chosen = ", ".join(f'"{column}"' for column in COLUMNS)
    body = f"SELECT {chosen} FROM ({with_views(sql, vendor, narrowed=narrowed)}) AS findings"
    if not narrowed:
        return body
    if vendor == "postgresql":
        return f"{body} WHERE period = ANY(CAST(%s AS TEXT[]))"
    return f"{body} WHERE period IN (SELECT value FROM json_each(%s))"


def with_views(sql: str, vendor: str, *, narrowed: bool = False) -> str:
    """Compiled SQL with the fact views, the day and the scope before its own named queries."""
    body = sql.strip()
    head = "WITH "
    if not body.upper().startswith(head):
        raise ValueError("compiled SQL begins with its common table expressions")
    body = body[len(head) :].replace("%", "%%")
    return f"{_views(vendor, narrowed=narrowed)}, {body}"


def _views(vendor: str, *, narrowed: bool = False) -> str:
    """The day, the scope and every fact view as named queries, and nothing after them yet."""
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
        text = _literal(text, params)
        if narrowed and table == "activities":
            named.append(f"every_activity({columns}) AS {hint}({text})")
            text = (
                "SELECT * FROM every_activity"
                " WHERE held_day BETWEEN CAST(%s AS INTEGER) AND CAST(%s AS INTEGER)"
            )
        named.append(f"{table}({columns}) AS {hint}({text})")
    return f"WITH {', '.join([*given, *named])}"


FACT_DAYS = {
    "activities": ("held_day",),
    "mentorships": ("starts_day",),
    "secondments": ("ends_day", "evaluated_day"),
    "outputs": ("completed_day",),
    "visits": ("visited_day",),
    "aid": ("accepted_day",),
    "plans": ("submitted_day", "approved_day"),
}
"""The day on which a fact begins to exist (the reading, "As of D"): one in the future changes things."""


def next_fact_days(collaboration_ids: Sequence[str], as_of: date) -> dict[str, date]:
    """For each collaboration the first day after ``as_of`` on which a recorded fact begins to exist."""
    rows = run_statement(
        _next_days(connection.vendor),
        day_number(as_of),
        collaboration_ids,
        few=len(collaboration_ids) <= FEW,
    )
    return {pk: from_day_number(first) for pk, first in rows}


@cache
def _next_days(vendor: str) -> str:
    # CROSS JOIN: SQLite then keeps the order and begins with the few collaborations
    parts = [
        f"SELECT f.collaboration_id, f.{column} AS day FROM scope AS s"
        f" CROSS JOIN {table} AS f CROSS JOIN as_of AS d"
        f" WHERE f.collaboration_id = s.collaboration_id AND f.{column} > d.day"
        for table, columns in FACT_DAYS.items()
        for column in columns
    ]
    return (
        f"{_views(vendor)} SELECT collaboration_id, min(day)"
        f" FROM ({' UNION ALL '.join(parts)}) AS days GROUP BY collaboration_id"
    )


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
    _next_days.cache_clear()


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
    "Part",
    "evaluate_live",
    "evaluate_part",
    "forget_statements",
    "inline_views",
    "next_change",
    "next_fact_days",
    "policy_scopes",
    "run",
    "statement",
]
