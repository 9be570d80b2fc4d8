"""Evaluating on PostgreSQL: TEMP tables in one transaction that is rolled back at its end."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.rows import COLUMNS, to_findings
from tandem.policy.engines.tables import batches, create_statements, index_statements
from tandem.policy.results import Finding
from tandem.policy.schema import EVALUATION_TABLES

if TYPE_CHECKING:
    import duckdb
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

SETTINGS = ("jit = off", "join_collapse_limit = 1")
"""``SET LOCAL`` wherever compiled SQL runs on PostgreSQL.

The statement is too long for just-in-time compilation ever to pay, and its joins stand in the order
in which they should run: left to itself the planner takes a few hundred rows for one and folds the
participants again for every activity.
"""

SCOPED_SETTINGS = (*SETTINGS, "enable_seqscan = off", "random_page_cost = 1.1")
"""The same for SQL compiled with ``scoped=True``: small tables are searched by index too."""


def evaluate_postgres(
    sql: str,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    scope: tuple[str, ...] = (),
    *,
    url: str,
) -> list[Finding]:
    """Run compiled ``sql`` (dialect ``postgres``) on the schema ``facts`` of a DuckDB connection.

    ``url`` is a PostgreSQL connection string. Everything happens in TEMP tables inside one
    transaction that is rolled back: nothing is left behind, no table of the database is read. The
    role needs no more than the right to make TEMP tables. ``scope`` is read by SQL that was compiled
    with ``scoped=True`` only.

    Raises :class:`EngineError` ``postgres-cannot-connect``, ``postgres-refused`` (no right to make
    TEMP tables) or ``postgres-missing`` (its driver is not installed).
    """
    try:
        import psycopg
    except ImportError as error:
        raise EngineError("postgres-missing") from error
    # closing a connection rolls its transaction back
    with closing(_connect(url)) as connection:
        try:
            fill(connection, facts, as_of, scope)
        except psycopg.errors.InsufficientPrivilege as error:
            raise EngineError("postgres-refused", {"reason": _first_line(error)}) from error
        rows = run(connection, f"SELECT {', '.join(COLUMNS)} FROM ({sql}) AS findings").fetchall()
    return to_findings(rows)


def fill(
    connection: Connection,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    scope: tuple[str, ...] = (),
) -> None:
    """Make, fill, index and analyse the evaluation tables as TEMP tables of the transaction."""
    for setting in ("search_path = pg_temp", *(SCOPED_SETTINGS if scope else SETTINGS)):
        run(connection, f"SET LOCAL {setting}")
    for statement in create_statements():
        run(connection, f"{statement} ON COMMIT DROP")
    for table, rows in batches(facts, as_of, scope):
        _copy(connection, table, rows)
    for statement in index_statements():
        run(connection, statement)
    for table in EVALUATION_TABLES:
        run(connection, f"ANALYZE {table}")


def run(connection: Connection, statement: str) -> psycopg.Cursor[tuple[Any, ...]]:
    """Run a statement that the program itself put together."""
    return connection.execute(statement)


def _copy(connection: Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _connect(url: str) -> Connection:
    import psycopg

    try:
        return psycopg.connect(url)
    except psycopg.Error as error:
        raise EngineError("postgres-cannot-connect", {"reason": _first_line(error)}) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
