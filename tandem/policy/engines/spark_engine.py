"""Evaluating on Apache Spark: facts as Parquet files, temporary views, the same SQL.

PySpark is an optional extra and imported only here; Spark itself needs Java 17.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.rows import COLUMNS, to_findings
from tandem.policy.engines.views import fact_tables, set_day_and_scope, view_sql
from tandem.policy.results import Finding
from tandem.policy.schema import EVALUATION_TABLES

if TYPE_CHECKING:
    import duckdb

LOOPBACK = "127.0.0.1"
"""The only address on which anything is opened."""

SETTINGS = {
    "spark.driver.host": LOOPBACK,
    "spark.driver.bindAddress": LOOPBACK,
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # a few small tasks rather than two hundred empty ones; adaptive execution splits large ones
    "spark.sql.shuffle.partitions": "8",
}
"""How a session made here is set up. One that is already running keeps its own settings."""

LOCAL_MASTER = "local[*]"
_TYPES = {"int32": "INT", "string": "STRING"}


def evaluate_spark(
    sql: str,
    facts: duckdb.DuckDBPyConnection,
    as_of: date,
    scope: tuple[str, ...] = (),
    *,
    master: str | None = None,
) -> list[Finding]:
    """Run compiled ``sql`` (dialect ``pyspark``) on the schema ``facts`` of a DuckDB connection.

    ``master`` is the address of a cluster (``spark://host:port``, whose workers must see this
    machine's temporary folder); without one Spark runs inside this process's own Java. A Spark session
    that is already running is used and left running; one made here is stopped. ``scope`` is read by
    SQL that was compiled with ``scoped=True`` only.

    Raises :class:`EngineError` ``spark-missing`` (the extra is not installed), ``spark-no-java`` or
    ``spark-cannot-start``.
    """
    with warnings.catch_warnings():
        # PySpark warns of newer releases of pandas, which nothing here uses
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        with (
            tempfile.TemporaryDirectory(prefix="tandem-spark-") as folder,
            _session(master) as spark,
        ):
            _write_parquet(facts, Path(folder), as_of, scope)
            rows = _run(spark, Path(folder), sql)
    return to_findings(rows)


def _run(spark: Any, folder: Path, sql: str) -> list[Any]:
    try:
        for table in EVALUATION_TABLES:
            path = (folder / f"{table}.parquet").as_uri()
            # with the columns told, Spark need not start a job to look into each file
            spark.read.schema(_columns(table)).parquet(path).createOrReplaceTempView(table)
        rows: list[Any] = spark.sql(f"SELECT {', '.join(COLUMNS)} FROM ({sql})").collect()
    finally:
        for table in EVALUATION_TABLES:
            spark.catalog.dropTempView(table)
    return rows


def _write_parquet(
    facts: duckdb.DuckDBPyConnection, folder: Path, as_of: date, scope: tuple[str, ...]
) -> None:
    set_day_and_scope(facts, as_of, scope)
    for table in EVALUATION_TABLES:
        query = view_sql(table) if table in fact_tables() else f"FROM {table}"
        path = str(folder / f"{table}.parquet").replace("'", "''")
        facts.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


def _columns(table: str) -> str:
    """A table's columns in Spark's words."""
    return ", ".join(
        f"{column} {_TYPES[type_]}" for column, type_ in EVALUATION_TABLES[table].items()
    )


@contextmanager
def _session(master: str | None) -> Iterator[Any]:
    """A Spark session of that master, stopped at the end if it was made here."""
    try:
        # an optional extra: the checks run with and without it
        from py4j.protocol import Py4JError  # type: ignore[import-not-found,unused-ignore]
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError("spark-missing") from error
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise EngineError("spark-no-java")
    # read by the Java process while it starts: without it Spark looks for an outside address
    os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    builder = SparkSession.builder.appName("tandem").master(master or LOCAL_MASTER)
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise EngineError("spark-cannot-start", {"reason": reason}) from error
    try:
        yield spark
    finally:
        spark.stop()
