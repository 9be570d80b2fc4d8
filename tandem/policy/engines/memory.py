"""Facts from rows in memory: a DuckDB connection with the contract's tables in schema ``facts``.

For rule examples, tests and whoever has facts as Python rows already; nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from tandem.policy.schema import TABLES, Table

SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "INTEGER",
    "date": "DATE",
    "decimal": "DECIMAL(18,2)",
    "number": "DOUBLE",
}
"""The DuckDB type of each type of column in the contract."""


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table of the contract, empty, in the schema ``facts``."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS facts")
    for table in TABLES:
        columns = ", ".join(f'"{c.name}" {SQL_TYPES[c.type]}' for c in table.columns)
        connection.execute(f"CREATE OR REPLACE TABLE facts.{table.name} ({columns})")


def load_rows(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    connection: duckdb.DuckDBPyConnection | None = None,
) -> duckdb.DuckDBPyConnection:
    """Rows by table name into the schema ``facts``; absent tables and columns stay empty.

    An empty cell takes the contract's default (one session). A given connection is used again, its
    old facts replaced.
    """
    connection = duckdb.connect() if connection is None else connection
    create_tables(connection)
    for table in TABLES:
        rows = tables.get(table.name, ())
        if rows:
            _insert(connection, table, rows)
    return connection


def _insert(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    # one list a column: a statement a table, however many rows
    values = [
        [column.default if row.get(column.name) is None else row[column.name] for row in rows]
        for column in table.columns
    ]
    columns = ", ".join(f"unnest(?::{SQL_TYPES[c.type]}[])" for c in table.columns)
    connection.execute(f"INSERT INTO facts.{table.name} SELECT {columns}", values)
