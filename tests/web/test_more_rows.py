"""No page asks more queries where there is more to show."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.grid.addresses import path_of
from tests.web.grid.doubling import double_everything
from tests.web.grid.fixtures import browsers, filled, taken_back
from tests.web.test_access_grid import OURS
from tests.web.test_query_counts import readers_of

pytestmark = pytest.mark.django_db

__all__ = ["browsers", "filled"]


def test_twice_as_many_rows_cost_no_more_queries(filled, browsers):
    pages = [(row, name, path_of(row, filled)) for row in sorted(OURS) for name in readers_of(row)]
    before = {(row, name): _queries(browsers[name], path) for row, name, path in pages}
    with taken_back():
        double_everything()
        after = {(row, name): _queries(browsers[name], path) for row, name, path in pages}
    grown = {
        page: f"{len(before[page])} -> {len(queries)}: {_repeated(queries)}"
        for page, queries in after.items()
        if len(queries) > len(before[page])
    }
    assert grown == {}


def _queries(browser, path) -> list[str]:
    with taken_back():
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        return [q["sql"] for q in queries.captured_queries if "SAVEPOINT" not in q["sql"]]


def _repeated(queries: list[str]) -> str:
    """The table that is asked most often."""
    tables = [sql.partition(" FROM ")[2][:40] for sql in queries]
    most = max(set(tables), key=tables.count, default="")
    return f"{tables.count(most)} x {most}"
