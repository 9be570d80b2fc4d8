"""The engine equals the brute-force reading, on every embedded database, on nasty little districts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.demo import District
from tandem.policy.compile import Dialect, compile_policy
from tandem.policy.engines.duckdb_engine import evaluate_duckdb
from tandem.policy.engines.judgment_records import read_judgment_records
from tandem.policy.engines.memory import load_rows
from tandem.policy.engines.postgres_engine import evaluate_postgres
from tandem.policy.engines.sqlite_engine import evaluate_sqlite
from tandem.policy.explain import explain
from tandem.policy.judge import judge
from tandem.policy.load import load_policy
from tandem.policy.results import Finding
from tandem.policy.shipped import district_policy
from tests.reading.brute_force import evaluate as read_by_hand
from tests.reducing import reduce_district
from tests.strategies import as_of_dates, districts

POLICY = load_policy(district_policy())
CONNECTION = duckdb.connect()


def compiled(dialect: Dialect, *, scoped: bool = False) -> str:
    return compile_policy(POLICY, dialect, scoped=scoped).sql


DUCKDB_SQL = compiled("duckdb")
QUICK = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[District, date]:
    district = draw(districts())
    return district, draw(as_of_dates(district))


def assert_same(ours: Iterable[Any], theirs: Iterable[Any], key: Any) -> None:
    """Same rows by key, every field equal, numbers within 1e-9."""
    mine, reading = {key(r): r for r in ours}, {key(r): r for r in theirs}
    assert mine.keys() == reading.keys()
    for k, row in mine.items():
        for name in row.__slots__:
            a, b = getattr(row, name), getattr(reading[k], name)
            if isinstance(a, float) and isinstance(b, int | float):
                assert math.isclose(a, b, abs_tol=1e-9), (k, name, a, b)
            else:
                assert a == b, (k, name, a, b)


def by_finding(f: Finding) -> tuple[str, str, str]:
    return f.collaboration_id, f.requirement, f.period


def check_the_reading(district: District, as_of: date) -> None:
    expected = read_by_hand(district, as_of)
    facts = load_rows(district, CONNECTION)
    findings = evaluate_duckdb(DUCKDB_SQL, facts, as_of)
    assert_same(findings, expected.findings, by_finding)
    judged = judge(POLICY, findings, read_judgment_records(facts), as_of)
    assert_same(
        judged.side_years, expected.side_years, lambda s: (s.collaboration_id, s.year, s.side)
    )
    assert_same(judged.verdicts, expected.verdicts, lambda v: (v.collaboration_id, v.year))


@QUICK
@given(cases())
def test_the_engine_equals_the_reading(case: tuple[District, date]) -> None:
    district, as_of = case
    try:
        check_the_reading(district, as_of)
    except AssertionError:
        # hypothesis shrinks the outline; this cuts the district down to the rows that matter
        small = reduce_district(district, lambda smaller: differs(smaller, as_of))
        check_the_reading(small, as_of)
        raise


def differs(district: District, as_of: date) -> bool:
    try:
        check_the_reading(district, as_of)
    except AssertionError:
        return True
    return False


@settings(QUICK, max_examples=25)
@given(cases())
def test_sqlite_and_postgresql_equal_duckdb(
    other_engines: Any, case: tuple[District, date]
) -> None:
    district, as_of = case
    facts = load_rows(district, CONNECTION)
    findings = evaluate_duckdb(DUCKDB_SQL, facts, as_of)
    for run in other_engines:
        assert run(facts, as_of, ()) == findings


@settings(QUICK, max_examples=15)
@given(cases(), st.data())
def test_a_scoped_query_finds_what_the_whole_one_finds(
    scoped_engines: Any, case: tuple[District, date], data: st.DataObject
) -> None:
    district, as_of = case
    facts = load_rows(district, CONNECTION)
    pairs = [str(row["collaboration_id"]) for row in district["collaborations"]]
    scope = tuple(data.draw(st.lists(st.sampled_from(pairs), unique=True)))
    whole = evaluate_duckdb(DUCKDB_SQL, facts, as_of)
    wanted = [finding for finding in whole if finding.collaboration_id in scope]
    for run in scoped_engines:
        assert run(facts, as_of, scope) == wanted


@settings(QUICK, max_examples=6)
@given(cases())
def test_what_is_explained_as_counted_adds_up(
    case: tuple[District, date],
) -> None:
    district, as_of = case
    facts = load_rows(district, CONNECTION)
    findings = evaluate_duckdb(DUCKDB_SQL, facts, as_of)
    for finding in findings[:: max(1, len(findings) // 12)]:
        rule = POLICY.rule(finding.requirement)
        units = explain(POLICY, facts, finding, as_of).units
        if rule.measure == "share":
            continue  # a share is a quotient of two such sums
        if rule.each == "collaboration":
            counted = sum(fact.amount for fact in units[0].counted)
        else:
            own = [unit for unit in units if unit.table != "collaborations"]
            counted = sum(unit.met for unit in own)
            assert len(own) == finding.required or (not own and finding.required in (0, 1))
        assert counted == finding.achieved, finding


@pytest.fixture(scope="session")
def other_engines(postgres_url: str) -> list[Any]:
    sqlite, postgres = compiled("sqlite"), compiled("postgres")
    return [
        lambda facts, day, scope: evaluate_sqlite(sqlite, facts, day, scope),
        lambda facts, day, scope: evaluate_postgres(postgres, facts, day, scope, url=postgres_url),
    ]


@pytest.fixture(scope="session")
def scoped_engines(postgres_url: str) -> list[Any]:
    duck, sqlite = compiled("duckdb", scoped=True), compiled("sqlite", scoped=True)
    postgres = compiled("postgres", scoped=True)
    return [
        lambda facts, day, scope: evaluate_duckdb(duck, facts, day, scope),
        lambda facts, day, scope: evaluate_sqlite(sqlite, facts, day, scope),
        lambda facts, day, scope: evaluate_postgres(postgres, facts, day, scope, url=postgres_url),
    ]
