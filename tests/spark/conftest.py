"""The cluster, once for all tests here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.spark.cluster import Cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A Spark master and two workers, stopped at the end whatever happens."""
    running = Cluster(tmp_path_factory.mktemp("spark"))
    yield running
    running.stop()
