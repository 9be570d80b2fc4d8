"""The cluster, once for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.spark.cluster import Cluster

if find_spec("pyspark") is None:
    # without the extra there is nothing to import here: plain pytest passes by
    collect_ignore_glob = ["test_*.py"]

QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For Java: the tests are over before code that is compiled with more care would pay."""


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A Spark master and two workers, stopped at the end whatever happens."""
    from tests.spark.cluster import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", QUICK_START)
        running = Cluster(tmp_path_factory.mktemp("spark"))
        try:
            yield running
        finally:
            running.stop()
