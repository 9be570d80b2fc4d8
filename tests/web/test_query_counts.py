"""The query budget of every page, committed: a page that asks more, or less, shows as a diff.

``TANDEM_WRITE_QUERY_COUNTS=1`` writes ``query_counts.json`` anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.grid.addresses import path_of
from tests.web.grid.fixtures import browsers, filled, taken_back
from tests.web.test_access_grid import GRID, OURS

pytestmark = pytest.mark.django_db

__all__ = ["browsers", "filled"]

FILE = Path(__file__).parent / "query_counts.json"
READERS = ("officer", "lead_coordinator", "partner_teacher", "auditor")
"""Whose reading is counted; of a page that none of them may read, the first who may."""

AT_MOST = {"board": 15, "pairings:detail": 15, "home": 20}


def readers_of(row: str) -> list[str]:
    """Who is sent to read a page; nobody where it leads on for everyone."""
    if row.startswith("POST "):
        return []
    may = [name for name, code in GRID[row].items() if code == 200]
    return [name for name in READERS if name in may] or may[:1]


def test_every_page_asks_as_often_as_is_committed(filled, browsers):
    counts: dict[str, int] = {}
    for row in sorted(OURS):
        for name in readers_of(row):
            path = path_of(row, filled)
            with taken_back():
                browsers[name].get(path)
                with CaptureQueriesContext(connection) as queries:
                    browsers[name].get(path)
            own = [q for q in queries.captured_queries if "SAVEPOINT" not in q["sql"]]
            counts[f"{row} as {name}"] = len(own)
    if os.environ.get("TANDEM_WRITE_QUERY_COUNTS"):
        FILE.write_text(json.dumps(counts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    committed = json.loads(FILE.read_text(encoding="utf-8"))
    assert counts == committed


def test_every_page_has_a_budget():
    """All that anybody is answered 200 for, but for what leads on."""
    counted = {key.rpartition(" as ")[0] for key in json.loads(FILE.read_text(encoding="utf-8"))}
    pages = {row for row, codes in GRID.items() if row in OURS and 200 in codes.values()}
    assert {row for row in pages if not row.startswith("POST ")} == counted


def test_the_main_pages_stay_within_their_bars():
    counts = json.loads(FILE.read_text(encoding="utf-8"))
    over = {
        page: count
        for page, count in counts.items()
        if count > AT_MOST.get(page.split(" as ")[0], 1_000)
    }
    assert over == {}
