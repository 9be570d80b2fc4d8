"""The evaluation tables as a database holds them: statements that make, index and fill them.

SQLite and PostgreSQL share them. They are TEMP tables, so that whatever else lies in the database is
left as it was, and a table of the same name there is neither read nor touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tandem.policy.engines.views import day_number, fact_tables, view_sql
from tandem.policy.schema import EVALUATION_TABLES

if TYPE_CHECKING:
    import duckdb

INDEXES: MappingProxyType[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "collaborations": (("collaboration_id",),),
        "terms": (("round_id",),),
        "activities": (("collaboration_id",),),
        "activity_topics": (("activity_id",),),
        "participations": (("activity_id",),),
        "mentorships": (("collaboration_id",),),
        "secondments": (("collaboration_id",),),
        "outputs": (("collaboration_id",),),
        "plans": (("collaboration_id",),),
        "aid": (("collaboration_id",),),
        "visits": (("collaboration_id",),),
        "waivers": (("collaboration_id",),),
    }
)
"""The columns to index in each table, so that a scoped query never reads a whole table.

A database that keeps its facts in tables of its own wants the same.
"""

_TYPES = {"int32": "INTEGER", "string": "TEXT"}
BATCH_ROWS = 50_000
"""How many rows of a table are in memory at a time."""


def create_statements() -> list[str]:
    """``CREATE TEMP TABLE`` for every evaluation table, in SQL that both databases read."""
    return [
        f"CREATE TEMP TABLE {name} ("
        + ", ".join(f'"{column}" {_TYPES[type_]}' for column, type_ in columns.items())
        + ")"
        for name, columns in EVALUATION_TABLES.items()
    ]


def index_statements(schema: str = "") -> list[str]:
    """``CREATE INDEX`` for :data:`INDEXES`; to be run once the tables are filled.

    ``schema`` is where SQLite wants the table and the index looked for (``temp``); PostgreSQL finds
    the table by itself.
    """
    prefix = f"{schema}." if schema else ""
    return [
        f"CREATE INDEX {prefix}{table}_by_{'_'.join(columns)} ON {table} ({', '.join(columns)})"
        for table, indexes in INDEXES.items()
        for columns in indexes
    ]


def batches(
    facts: duckdb.DuckDBPyConnection, as_of: date, scope: tuple[str, ...]
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """The rows of every evaluation table, table by table, at most :data:`BATCH_ROWS` at a time."""
    yield "as_of", [(day_number(as_of),)]
    if scope:
        yield "scope", [(collaboration_id,) for collaboration_id in scope]
    for table in fact_tables():
        cursor = facts.execute(view_sql(table))
        while rows := cursor.fetchmany(BATCH_ROWS):
            yield table, rows
