"""SQLite: a bare connection is enough, and a user's file stays as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tandem.policy.engines.duckdb_engine import evaluate_duckdb
from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.sqlite_engine import evaluate_sqlite, fill
from tests.policy.engines.districts import compiled, small_facts

DAYS = (date(2025, 3, 1), date(2026, 1, 31), date(2026, 5, 15))

_SCALAR = (
    "abs changes char coalesce format glob hex ifnull iif instr last_insert_rowid length like"
    " likelihood likely lower ltrim max min nullif printf quote random randomblob replace round"
    " rtrim sign substr substring total_changes trim typeof unicode unlikely upper zeroblob"
)
_AGGREGATE = "avg count group_concat max min sum total"
BUILT_IN = frozenset(f"{_SCALAR} {_AGGREGATE}".split())
"""What every SQLite 3.40 has, whatever it was built with: no mathematics, no JSON."""


@pytest.mark.parametrize("scoped", [False, True])
def test_the_sql_runs_on_a_bare_connection_with_functions_that_every_sqlite_has(
    scoped: bool,
) -> None:
    called = set()

    def note(action: int, _first: str | None, second: str | None, *_rest: str | None) -> int:
        if action == sqlite3.SQLITE_FUNCTION:
            called.add(str(second).lower())
        return sqlite3.SQLITE_OK

    with closing(sqlite3.connect(":memory:")) as connection:
        fill(connection, small_facts(), DAYS[-1], ("C001",))
        connection.set_authorizer(note)
        connection.execute(compiled("sqlite", scoped=scoped)).fetchall()
    assert {"count", "max", "coalesce"} <= called
    assert called <= BUILT_IN


@pytest.mark.parametrize("as_of", DAYS)
def test_sqlite_finds_what_duckdb_finds(as_of: date) -> None:
    expected = evaluate_duckdb(compiled("duckdb"), small_facts(), as_of)
    assert evaluate_sqlite(compiled("sqlite"), small_facts(), as_of) == expected


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
def test_a_file_is_left_as_it_was_and_its_own_tables_are_not_read(
    tmp_path: Path, journal: str, prefix: str
) -> None:
    path = tmp_path / "区 1?.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("CREATE TABLE activities (note TEXT)")
        connection.execute("CREATE TABLE findings (note TEXT)")
        connection.execute("INSERT INTO activities VALUES ('自己的')")
        connection.commit()
    before = path.read_bytes()
    found = evaluate_sqlite(compiled("sqlite"), small_facts(), DAYS[-1], database=f"{prefix}{path}")
    assert found == evaluate_sqlite(compiled("sqlite"), small_facts(), DAYS[-1])
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_file_that_is_missing_is_said_so_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.db"
    with pytest.raises(EngineError) as caught:
        evaluate_sqlite(compiled("sqlite"), small_facts(), DAYS[-1], database=str(path))
    assert caught.value.code == "sqlite-cannot-open"
    assert caught.value.params["database"] == str(path)
    assert not path.exists()


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(EngineError) as caught:
        evaluate_sqlite(compiled("sqlite"), small_facts(), DAYS[-1], database=str(path))
    assert caught.value.code == "sqlite-cannot-open"
