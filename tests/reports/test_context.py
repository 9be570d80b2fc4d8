"""Names, the current semester and the order of collaborations."""

from __future__ import annotations

from datetime import date

import duckdb

from tandem.policy.schema import TABLES
from tandem.reports.context import Context, read_context
from tests.reports.small_district import CONTEXT, pair

_TYPES = {"text": "VARCHAR", "integer": "INTEGER", "date": "DATE", "decimal": "DECIMAL(18,2)"}


def facts() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA facts")
    for table in TABLES:
        columns = (f"{c.name} {_TYPES.get(c.type, 'DOUBLE')}" for c in table.columns)
        connection.execute(f"CREATE TABLE facts.{table.name} ({', '.join(columns)})")
    connection.execute(
        "INSERT INTO facts.schools VALUES ('S1', '青石一小', 'primary', 'B', 'open', NULL),"
        " ('S2', '云溪小学', 'primary', 'B', 'open', NULL)"
    )
    connection.execute(
        "INSERT INTO facts.collaborations VALUES"
        " ('C1', 'R1', NULL, 'S1', 'S2', 'assigned', '2023-03-01', NULL, '2023-04-30')"
    )
    connection.execute(
        "INSERT INTO facts.terms VALUES ('T1', 'R1', 2023, 'spring', '2023-03-01', '2023-07-10')"
    )
    connection.execute("INSERT INTO facts.people VALUES ('P1', '周老师', 'S1'), ('P2', NULL, NULL)")
    return connection


def test_names_are_read_from_the_facts():
    with facts() as connection:
        context = read_context(connection)
    found = context.pairs["C1"]
    assert (found.lead, found.partner, found.batch) == ("青石一小", "云溪小学", None)
    assert context.people == {"P1": "周老师"}
    term = context.current_term("R1", date(2023, 5, 1))
    assert term is not None
    assert (term.year, term.season) == (2023, "spring")


def test_the_current_semester_is_the_running_one_else_the_last_that_ended():
    def current(day: date) -> str | None:
        term = CONTEXT.current_term("R1", day)
        return None if term is None else term.term_id

    assert current(date(2024, 3, 1)) == "T3"
    assert current(date(2024, 1, 20)) == "T2"
    assert current(date(2024, 2, 10)) == "T2"  # winter holidays
    assert current(date(2027, 1, 1)) == "T3"  # the round is over
    assert current(date(2022, 1, 1)) == "T1"  # it has not begun
    assert CONTEXT.current_term("R9", date(2024, 3, 1)) is None


def test_collaborations_are_ordered_by_batch_and_name_as_people_count():
    made = [
        pair("a", "学校10", "甲", "第二批"),
        pair("b", "学校2", "甲", "第二批"),
        pair("c", "学校1", "甲", "第三批"),
        pair("d", "学校1", "甲", None),
        pair("e", "学校1", "甲", "第十一批"),
        pair("f", "学校9", "甲", "第一批"),
    ]
    context = Context(pairs={p.collaboration_id: p for p in made}, terms={})
    assert [p.collaboration_id for p in context.sorted_pairs()] == ["f", "b", "a", "c", "e", "d"]
