"""Contestant: Tandem's own engine, from Parquet to findings, through the policy file and Ibis.

As with the ``tandem`` command, a policy is compiled once and its SQL kept: the step "compile" is the
whole compilation in the first run and next to nothing in the next.
"""

from __future__ import annotations

import duckdb

from bench.contestant import COLUMNS, Stopwatch, Task, run_contestant
from tandem.cli.compiled_store import kept_compiler
from tandem.policy.engines.duckdb_engine import tune
from tandem.policy.engines.views import create_views, set_day_and_scope
from tandem.policy.load import load_policy
from tandem.policy.schema import TABLES
from tandem.policy.shipped import district_policy


def evaluate(task: Task, watch: Stopwatch) -> None:
    """Compile the district policy, read every table as it is, write all findings."""
    with watch.step("compile"):
        sql = kept_compiler()(load_policy(district_policy()), "duckdb").sql
    with watch.step("evaluate"):
        connection = duckdb.connect(config={"threads": task.threads})
        tune(connection)
        connection.execute("CREATE SCHEMA facts")
        for table in TABLES:
            if not (task.facts / f"{table.name}.parquet").exists():
                continue  # people: optional, and no rule asks for names
            connection.execute(
                f"CREATE VIEW facts.{table.name} AS SELECT * FROM {task.table(table.name)}"
            )
        create_views(connection)
        set_day_and_scope(connection, task.as_of)
        connection.execute(
            f"COPY (SELECT {', '.join(COLUMNS)} FROM ({sql})) TO '{task.out}' (FORMAT parquet)"
        )


if __name__ == "__main__":
    run_contestant(evaluate)
