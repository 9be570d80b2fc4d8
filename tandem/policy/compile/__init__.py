"""Compiling a policy: every rule, once, to one relational expression, and that to SQL."""

from __future__ import annotations

import ibis
from ibis.config import Config

from tandem.policy.compile.findings import findings
from tandem.policy.compile.for_sqlite import for_sqlite
from tandem.policy.compiled import ENGINE_VERSION, CompiledPolicy, Dialect
from tandem.policy.model import Policy

__all__ = ["ENGINE_VERSION", "CompiledPolicy", "Dialect", "compile_policy"]


def compile_policy(policy: Policy, dialect: Dialect, *, scoped: bool = False) -> CompiledPolicy:
    """Compile ``policy`` to SQL in ``dialect``; ``scoped`` reads only what ``scope`` lists."""
    if dialect == "pyspark" and ibis.options.pyspark is None:
        ibis.options.pyspark = _SparkOptions()
    # Spark has the aggregate, but Ibis does not know that
    has_bit_or = dialect in ("duckdb", "postgres")
    rows = findings(policy, scoped=scoped, has_bit_or=has_bit_or)
    sql = str(ibis.to_sql(rows, dialect=dialect))
    if dialect == "sqlite":
        sql = for_sqlite(sql)
    return CompiledPolicy(policy.hash, ENGINE_VERSION, dialect, scoped, sql)


# Ibis carries no types, so its base class is Any to the checker
class _SparkOptions(Config):  # type: ignore[misc]
    """What Ibis reads while it writes Spark's SQL; its own would need Spark to be installed."""

    treat_nan_as_null: bool = False
