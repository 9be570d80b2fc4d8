"""The district of the web tests, committed, so that threads with connections of their own see it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from tests.web.conftest import (  # noqa: F401  (fixtures)
    _trail_is_emptied_between_tests,
    as_user,
    fixed_day,
)
from tests.web.conftest import district as _district

Call = Callable[[], Any]


@pytest.fixture
def district(transactional_db):
    """As in the web tests."""
    assert connection.vendor == "postgresql", "races want TANDEM_TEST_DATABASE=postgres"
    return _district.__wrapped__(None)


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Runs calls in threads that start together; each answer is its result or its exception."""

    def run(*calls: Call) -> list[Any]:
        barrier = Barrier(len(calls))

        def one(call: Call) -> Any:
            try:
                barrier.wait(timeout=30)
                return call()
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(one, calls))

    return run
