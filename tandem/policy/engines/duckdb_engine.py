"""Evaluating embedded, on DuckDB: the default engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tandem.policy.engines.rows import COLUMNS, to_findings
from tandem.policy.engines.views import create_views, set_day_and_scope
from tandem.policy.results import Finding

if TYPE_CHECKING:
    import duckdb


def evaluate_duckdb(
    sql: str,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    scope: tuple[str, ...] = (),
) -> list[Finding]:
    """Run compiled ``sql`` (dialect ``duckdb``) on the schema ``facts`` of a connection.

    ``scope`` is read by SQL that was compiled with ``scoped=True`` only.
    """
    create_views(facts)
    set_day_and_scope(facts, as_of, scope)
    rows = facts.execute(f"SELECT {', '.join(COLUMNS)} FROM ({sql})").fetchall()
    return to_findings(rows)


def tune(connection: duckdb.DuckDBPyConnection) -> None:
    """Let scans and writers run in parallel: the findings' order is made at the end, not kept."""
    connection.execute("SET preserve_insertion_order = false")
