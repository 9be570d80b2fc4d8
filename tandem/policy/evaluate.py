"""The engine's front door: a policy and the facts in, findings and verdicts out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from tandem.policy.compiled import CompiledPolicy, Compiler, Dialect
from tandem.policy.engines.judgment_records import read_judgment_records
from tandem.policy.evaluation import Evaluation
from tandem.policy.judge import Judged, judge
from tandem.policy.model import Policy
from tandem.policy.results import Finding

if TYPE_CHECKING:
    import duckdb

EngineName = Literal["duckdb", "sqlite", "postgres", "spark"]


def evaluate(
    policy: Policy,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    *,
    engine: EngineName = "duckdb",
    database: str | None = None,
    compiler: Compiler | None = None,
) -> Evaluation:
    """Evaluate and judge the contract's tables in the schema ``facts`` of a DuckDB connection.

    ``engine`` says which database does the work; ``database`` is its address where it needs one (a
    file for SQLite, a URL for PostgreSQL, a master for Spark). Results do not depend on it.
    ``compiler`` may hand over SQL that was compiled before.
    """
    findings = find(policy, facts, as_of, engine=engine, database=database, compiler=compiler)
    judged = judge(policy, findings, read_judgment_records(facts), as_of)
    return _evaluation(policy, as_of, findings, judged)


def find(
    policy: Policy,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    *,
    engine: EngineName = "duckdb",
    database: str | None = None,
    compiler: Compiler | None = None,
) -> list[Finding]:
    """The findings alone, sorted by collaboration, requirement and period."""
    compiler = compiler or _compile
    if engine == "duckdb":
        from tandem.policy.engines.duckdb_engine import evaluate_duckdb

        return evaluate_duckdb(compiler(policy, "duckdb").sql, facts, as_of)
    if engine == "sqlite":
        from tandem.policy.engines.sqlite_engine import evaluate_sqlite

        return evaluate_sqlite(compiler(policy, "sqlite").sql, facts, as_of, database=database)
    if engine == "postgres":
        from tandem.policy.engines.postgres_engine import evaluate_postgres

        return evaluate_postgres(compiler(policy, "postgres").sql, facts, as_of, url=database or "")
    from tandem.policy.engines.spark_engine import evaluate_spark

    return evaluate_spark(compiler(policy, "pyspark").sql, facts, as_of, master=database)


def _compile(policy: Policy, dialect: Dialect) -> CompiledPolicy:
    from tandem.policy.compile import compile_policy  # Ibis takes half a second to import

    return compile_policy(policy, dialect)


def _evaluation(policy: Policy, as_of: date, findings: list[Finding], judged: Judged) -> Evaluation:
    return Evaluation(
        policy, as_of, tuple(findings), judged.side_years, judged.verdicts, judged.final
    )
