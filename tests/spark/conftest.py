"""The cluster, once for all tests here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.spark.cluster import Cluster

QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For Java: the tests are over before code that is compiled with more care would pay."""


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A Spark master and two workers, stopped at the end whatever happens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", QUICK_START)
        running = Cluster(tmp_path_factory.mktemp("spark"))
        try:
            yield running
        finally:
            running.stop()
