"""The engine on two Spark workers: the work is shared, the results are DuckDB's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from ipaddress import ip_address
from typing import Any

import psutil
import pytest
from pyspark.sql import SparkSession

from tandem.policy.engines.duckdb_engine import evaluate_duckdb
from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.spark_engine import SETTINGS, evaluate_spark
from tandem.policy.evaluate import evaluate
from tests.policy.engines.districts import POLICY, compiled, small_facts
from tests.spark.cluster import Cluster

pytestmark = pytest.mark.spark

DAY = date(2026, 5, 15)


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[SparkSession]:
    """A session of one's own, with both workers' executors there before the first task."""
    builder = SparkSession.builder.master(cluster.url).appName("two workers")
    settings = {
        **SETTINGS,
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "90s",
        "spark.cores.max": "2",
        # small facts would be put together in one task; here the point is that there are several
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    yield spark
    spark.stop()


def tasks_of_executors(spark: SparkSession) -> dict[str, int]:
    """How many tasks each executor has finished; the driver is none."""
    executors: Any = spark.sparkContext._jsc.sc().statusStore().executorList(True)
    each = [executors.apply(index) for index in range(executors.size())]
    return {str(e.id()): int(e.completedTasks()) for e in each if str(e.id()) != "driver"}


def assert_all_on_loopback(processes: list[psutil.Process]) -> None:
    listening = [
        (process.pid, connection.laddr.ip)
        for process in processes
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening
    for pid, address in listening:
        ip = ip_address(address)
        mapped = getattr(ip, "ipv4_mapped", None)
        assert (mapped or ip).is_loopback, (pid, address)


def test_a_machine_without_java_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineError) as caught:
        evaluate_spark(compiled("pyspark"), small_facts(), DAY)
    assert caught.value.code == "spark-no-java"


def test_a_master_that_is_not_there_is_said_so(cluster: Cluster) -> None:
    with pytest.raises(EngineError) as caught:
        evaluate_spark(compiled("pyspark"), small_facts(), DAY, master="nonsense://127.0.0.1")
    assert caught.value.code == "spark-cannot-start"


def test_a_session_of_its_own_is_stopped_again(cluster: Cluster) -> None:
    as_of = date(2026, 1, 31)
    expected = evaluate_duckdb(compiled("duckdb"), small_facts(), as_of)
    found = evaluate_spark(compiled("pyspark"), small_facts(), as_of, master=cluster.url)
    assert found == expected
    assert SparkSession.getActiveSession() is None


def test_both_workers_share_the_work_and_find_what_duckdb_finds(
    cluster: Cluster, session: SparkSession
) -> None:
    states = [(worker["state"], worker["host"]) for worker in cluster.workers()]
    assert states == [("ALIVE", "127.0.0.1")] * 2

    expected = evaluate(POLICY, small_facts(), DAY)
    found = evaluate(POLICY, small_facts(), DAY, engine="spark")
    assert len({finding.status for finding in found.findings}) == 6
    assert found.findings == expected.findings
    assert found.side_years == expected.side_years
    assert found.verdicts == expected.verdicts

    tasks = tasks_of_executors(session)
    assert len(tasks) == 2
    assert all(done > 0 for done in tasks.values()), tasks
    # a session that was there before is used, and not stopped
    assert session.sql("SELECT 1").count() == 1
    java = psutil.Process(os.getpid()).children(recursive=True)
    assert_all_on_loopback([*cluster.processes(), *java])


def test_a_scoped_query_on_spark_reads_its_collaborations_only(session: SparkSession) -> None:
    whole = evaluate_duckdb(compiled("duckdb"), small_facts(), DAY)
    scope = (whole[0].collaboration_id, whole[-1].collaboration_id)
    wanted = [finding for finding in whole if finding.collaboration_id in scope]
    found = evaluate_spark(compiled("pyspark", scoped=True), small_facts(), DAY, scope)
    assert found == wanted
    assert session.catalog.listTables() == []
