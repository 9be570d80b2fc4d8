"""Spark without Spark: its SQL is written all the same, and its absence is said."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.spark_engine import evaluate_spark
from tests.policy.engines.districts import compiled, small_facts


def test_a_missing_extra_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.errors", "pyspark.sql", "py4j", "py4j.protocol"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(EngineError) as caught:
        evaluate_spark(compiled("pyspark"), small_facts(), date(2026, 5, 15))
    assert caught.value.code == "spark-missing"


def test_the_sql_for_spark_is_the_same_whether_or_not_spark_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert compiled("pyspark").startswith(("WITH", "SELECT"))
