"""Compiling a policy: every rule, once, to one relational expression, and that to SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import ibis
import sqlglot
from ibis.config import Config

from tandem.policy.compile.findings import findings
from tandem.policy.model import Policy

Dialect = Literal["duckdb", "sqlite", "postgres", "pyspark"]

ENGINE_VERSION = "1"
"""Changes whenever the same policy and facts could come out differently, or the SQL reads others."""


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """A policy as one SELECT for one database; reads ``schema.EVALUATION_TABLES`` by bare name.

    It holds no date, no scope and no user-defined function: ``as_of`` and ``scope`` are relations,
    so the text is the same for every day and every collaboration, and may be stored.
    """

    policy_hash: str
    engine_version: str
    dialect: Dialect
    scoped: bool
    sql: str


def compile_policy(policy: Policy, dialect: Dialect, *, scoped: bool = False) -> CompiledPolicy:
    """Compile ``policy`` to SQL in ``dialect``; ``scoped`` reads only what ``scope`` lists."""
    if dialect == "pyspark" and ibis.options.pyspark is None:
        ibis.options.pyspark = _SparkOptions()
    sql = str(ibis.to_sql(findings(policy, scoped=scoped), dialect=dialect))
    if dialect == "sqlite":
        # Ibis writes a remainder as MOD(), which SQLite has only where it was built with mathematics
        sql = sqlglot.transpile(sql, read="sqlite", write="sqlite", pretty=True)[0]
    return CompiledPolicy(policy.hash, ENGINE_VERSION, dialect, scoped, sql)


class _SparkOptions(Config):  # type: ignore[misc]
    """What Ibis reads while it writes Spark's SQL; its own would need Spark to be installed."""

    treat_nan_as_null: bool = False
