"""The fixed districts and the compiled policy that the tests of the engines share."""

from __future__ import annotations

from functools import cache

import duckdb

from tandem.demo import make_demo_district
from tandem.policy.compile import Dialect, compile_policy
from tandem.policy.engines.memory import load_rows
from tandem.policy.load import load_policy
from tandem.policy.shipped import district_policy

POLICY = load_policy(district_policy())


@cache
def compiled(dialect: Dialect, *, scoped: bool = False) -> str:
    """The district policy as SQL."""
    return compile_policy(POLICY, dialect, scoped=scoped).sql


@cache
def small_facts() -> duckdb.DuckDBPyConnection:
    """Twenty-four collaborations in their third term, every status present."""
    return load_rows(make_demo_district())


@cache
def large_facts() -> duckdb.DuckDBPyConnection:
    """200 collaborations over three years: some 40,000 activities and 240,000 participations."""
    return load_rows(make_demo_district(collaborations=200, terms=6, density=1.15))
