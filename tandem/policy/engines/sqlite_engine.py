"""Evaluating on SQLite: a plain connection of the standard library, with no function registered."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.rows import COLUMNS, to_findings
from tandem.policy.engines.tables import batches, create_statements, index_statements
from tandem.policy.results import Finding
from tandem.policy.schema import EVALUATION_TABLES

if TYPE_CHECKING:
    import duckdb

_URL = "sqlite:///"


def evaluate_sqlite(
    sql: str,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    scope: tuple[str, ...] = (),
    *,
    database: str | None = None,
) -> list[Finding]:
    """Run compiled ``sql`` (dialect ``sqlite``) on the schema ``facts`` of a DuckDB connection.

    ``database`` is a file (a path, or ``sqlite:///path``) to run in; it is left as it was, for all is
    done in TEMP tables. Without one the work is done in memory. ``scope`` is read by SQL that was
    compiled with ``scoped=True`` only.

    Raises :class:`EngineError` ``sqlite-cannot-open`` if the file is not a readable database.
    """
    with closing(_connect(database)) as connection:
        fill(connection, facts, as_of, scope)
        rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM ({sql})").fetchall()
    return to_findings(rows)


def fill(
    connection: sqlite3.Connection,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    scope: tuple[str, ...] = (),
) -> None:
    """Make and fill the evaluation tables as TEMP tables of ``connection``, and index them."""
    for statement in create_statements():
        connection.execute(statement)
    connection.execute("BEGIN")
    for table, rows in batches(facts, as_of, scope):
        marks = ", ".join("?" * len(EVALUATION_TABLES[table]))
        connection.executemany(f"INSERT INTO temp.{table} VALUES ({marks})", rows)
    connection.execute("COMMIT")
    for statement in index_statements("temp"):
        connection.execute(statement)


def _connect(database: str | None) -> sqlite3.Connection:
    if database is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
    else:
        path = Path(database.removeprefix(_URL))
        try:
            connection = _open(path)
        except sqlite3.Error as error:
            raise EngineError(
                "sqlite-cannot-open", {"database": str(path), "reason": str(error)}
            ) from error
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _open(path: Path) -> sqlite3.Connection:
    # rw, for it does not make the file (and with ro a write-ahead log is left behind)
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        # opening reads nothing yet: only this tells whether the file is a database
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
