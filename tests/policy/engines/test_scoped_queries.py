"""One collaboration of a large district: the same findings, and no table is read as a whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import psycopg
import pytest

from tandem.policy.engines.duckdb_engine import evaluate_duckdb
from tandem.policy.engines.postgres_engine import evaluate_postgres, run
from tandem.policy.engines.postgres_engine import fill as fill_postgres
from tandem.policy.engines.sqlite_engine import evaluate_sqlite
from tandem.policy.engines.sqlite_engine import fill as fill_sqlite
from tandem.policy.engines.views import fact_tables
from tests.policy.engines.districts import compiled, large_facts

DAY = date(2027, 11, 12)
FACTS = frozenset(fact_tables()) - {"terms"}
"""The tables that must be searched; terms are a handful."""


@pytest.fixture(scope="module")
def one() -> str:
    """The collaboration asked for: neither the first nor the last."""
    rows = large_facts().execute("SELECT collaboration_id FROM facts.collaborations").fetchall()
    return str(sorted(rows)[len(rows) // 2][0])


@pytest.fixture(scope="module")
def sqlite_facts(one: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fill_sqlite(connection, large_facts(), DAY, (one,))
        yield connection


@pytest.fixture(scope="module")
def postgres_facts(postgres_url: str, one: str) -> Iterator[psycopg.Connection[Any]]:
    with closing(psycopg.connect(postgres_url)) as connection:
        fill_postgres(connection, large_facts(), DAY, (one,))
        yield connection


def scanned_by_sqlite(connection: sqlite3.Connection, sql: str) -> set[str]:
    """The evaluation tables that SQLite means to read as a whole."""
    tables: dict[str, str] = {}
    for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)" AS "(t\d+)"', sql):
        assert tables.setdefault(alias, table) == table, "an alias names two tables"
    plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    assert any("SEARCH" in detail for *_, detail in plan)
    scans = (detail.split()[1] for *_, detail in plan if detail.startswith("SCAN"))
    return {tables[alias] for alias in scans if alias in tables} & FACTS


def scanned_by_postgres(connection: psycopg.Connection[Any], sql: str) -> set[str]:
    """The evaluation tables that PostgreSQL means to read as a whole, by an index or without."""
    (row,) = run(connection, f"EXPLAIN (FORMAT JSON) {sql}").fetchall()
    scanned = set()

    def walk(node: dict[str, Any], searched: bool) -> None:
        searched = searched or "Index Cond" in node
        if "Relation Name" in node:
            below = node.get("Plans", [])
            if not (searched or any("Index Cond" in child for child in below)):
                scanned.add(node["Relation Name"])
        for child in node.get("Plans", []):
            walk(child, False)

    walk(row[0][0]["Plan"], False)
    return scanned & FACTS


def test_a_scoped_query_on_sqlite_searches_every_table_by_index(
    sqlite_facts: sqlite3.Connection,
) -> None:
    assert scanned_by_sqlite(sqlite_facts, compiled("sqlite", scoped=True)) == set()
    # the whole district, on the other hand, has to be read: the check can tell
    assert "activities" in scanned_by_sqlite(sqlite_facts, compiled("sqlite"))


def test_a_scoped_query_on_postgresql_searches_every_table_by_index(
    postgres_facts: psycopg.Connection[Any],
) -> None:
    assert scanned_by_postgres(postgres_facts, compiled("postgres", scoped=True)) == set()
    assert "activities" in scanned_by_postgres(postgres_facts, compiled("postgres"))


def test_one_collaboration_is_found_alike_everywhere(postgres_url: str, one: str) -> None:
    facts = large_facts()
    whole = evaluate_duckdb(compiled("duckdb"), facts, DAY)
    wanted = [finding for finding in whole if finding.collaboration_id == one]
    assert len(wanted) > 100
    scope = (one,)
    assert evaluate_duckdb(compiled("duckdb", scoped=True), facts, DAY, scope) == wanted
    assert evaluate_sqlite(compiled("sqlite", scoped=True), facts, DAY, scope) == wanted
    postgres = compiled("postgres", scoped=True)
    assert evaluate_postgres(postgres, facts, DAY, scope, url=postgres_url) == wanted
