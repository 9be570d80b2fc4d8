"""PostgreSQL: a real server, TEMP tables only, nothing left behind."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import psycopg
import pytest
from psycopg import conninfo

from tandem.policy.engines.duckdb_engine import evaluate_duckdb
from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.postgres_engine import evaluate_postgres
from tests.policy.engines.districts import compiled, small_facts

DAYS = (date(2025, 3, 1), date(2026, 1, 31), date(2026, 5, 15))

EVERYTHING = """
    SELECT n.nspname, c.relname, c.relkind, c.relnatts
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY 1, 2
"""


@pytest.fixture
def own_database(postgres_url: str) -> Iterator[str]:
    """The address of a new, empty database."""
    name = f"tandem_{uuid.uuid4().hex}"
    with closing(psycopg.connect(postgres_url, autocommit=True)) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield conninfo.make_conninfo(postgres_url, dbname=name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def ask(url: str, statement: str) -> list[Any]:
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize("as_of", DAYS)
def test_postgresql_finds_what_duckdb_finds(postgres_url: str, as_of: date) -> None:
    expected = evaluate_duckdb(compiled("duckdb"), small_facts(), as_of)
    assert (
        evaluate_postgres(compiled("postgres"), small_facts(), as_of, url=postgres_url) == expected
    )


def test_the_database_is_left_as_it_was_and_its_own_tables_are_not_read(own_database: str) -> None:
    ask(own_database, "CREATE TABLE activities (note TEXT)")
    ask(own_database, "INSERT INTO activities VALUES ('自己的')")
    before = ask(own_database, EVERYTHING)
    found = evaluate_postgres(compiled("postgres"), small_facts(), DAYS[-1], url=own_database)
    assert found == evaluate_duckdb(compiled("duckdb"), small_facts(), DAYS[-1])
    assert ask(own_database, EVERYTHING) == before
    assert ask(own_database, "SELECT note FROM activities") == [("自己的",)]


def test_a_server_that_does_not_answer_is_said_so_without_the_password() -> None:
    url = "postgresql://nobody:secret-word@127.0.0.1:1/nothing"
    with pytest.raises(EngineError) as caught:
        evaluate_postgres(compiled("postgres"), small_facts(), DAYS[-1], url=url)
    assert caught.value.code == "postgres-cannot-connect"
    assert "127.0.0.1" in caught.value.params["reason"]
    assert "secret-word" not in str(caught.value)


def test_an_address_that_is_none_is_said_so() -> None:
    with pytest.raises(EngineError) as caught:
        evaluate_postgres(compiled("postgres"), small_facts(), DAYS[-1], url="postgresql://[")
    assert caught.value.code == "postgres-cannot-connect"


def test_a_role_that_may_not_make_temp_tables_is_told_so(own_database: str) -> None:
    role = f"reader_{uuid.uuid4().hex}"
    name = conninfo.conninfo_to_dict(own_database)["dbname"]
    ask(own_database, f"CREATE ROLE {role} LOGIN")
    ask(own_database, f"REVOKE TEMP ON DATABASE {name} FROM PUBLIC")
    url = conninfo.make_conninfo(own_database, user=role)
    try:
        with pytest.raises(EngineError) as caught:
            evaluate_postgres(compiled("postgres"), small_facts(), DAYS[-1], url=url)
    finally:
        ask(own_database, f"DROP ROLE {role}")
    assert caught.value.code == "postgres-refused"
