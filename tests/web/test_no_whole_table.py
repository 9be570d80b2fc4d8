"""What is asked most reads by index: no big table is gone through from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tandem.compliance.evaluation import policy_scopes, statement
from tandem.policy.engines.views import day_number
from tests.web.conftest import TODAY
from tests.web.grid.addresses import path_of
from tests.web.grid.fixtures import browsers, filled, taken_back

pytestmark = pytest.mark.django_db

__all__ = ["browsers", "filled"]

BIG = {
    "activities_activity",
    "activities_activitytopic",
    "activities_outing",
    "activities_participation",
    "aid_aid",
    "audit_auditevent",
    "compliance_storedfinding",
    "mentoring_mentorship",
    "mentoring_output",
    "schools_person",
    "secondments_logentry",
    "secondments_secondment",
}
"""Tables that grow with every day of work."""


def test_evaluating_one_collaboration_goes_through_no_big_table(filled):
    (policy,) = policy_scopes(["c1"])
    scope = "ARRAY['c1']" if connection.vendor == "postgresql" else "'[\"c1\"]'"
    sql = statement(policy, scoped=True) % (day_number(TODAY), scope)
    assert set(whole_tables(sql)) & BIG == set()


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("board", "officer"),
        ("pairings:detail", "officer"),
        ("pairings:detail", "lead_coordinator"),
        ("home", "lead_coordinator"),
        ("finding", "partner_teacher"),
        ("activities:detail", "partner_coordinator"),
    ],
)
def test_a_main_page_goes_through_no_big_table(filled, browsers, page, name):
    with taken_back():
        browsers[name].get(path_of(page, filled))
        with CaptureQueriesContext(connection) as queries:
            browsers[name].get(path_of(page, filled))
        asked = [q["sql"] for q in queries.captured_queries if q["sql"].startswith("SELECT")]
    # the engine's own statements have places for values; they are looked at above
    found = {t: sql for sql in asked if "%s" not in sql for t in whole_tables(sql) if t in BIG}
    assert found == {}


def test_a_whole_table_is_noticed(filled):
    assert "activities_outing" in set(whole_tables("SELECT note FROM activities_outing o"))


def whole_tables(sql: str) -> Iterator[str]:
    """The tables that a statement goes through from end to end for want of an index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # forbidden where there is another way: what is left has none, however small the table
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}")
            lines = [row[0] for row in cursor.fetchall()]
            cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
            yield from (m[1] for line in lines if (m := re.search(r"Seq Scan on (\w+)", line)))
            return
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        for *_numbers, line in cursor.fetchall():
            if scan := re.match(r"SCAN (\w+)", line):
                named = re.search(rf'"?(\w+)"? (?:AS )?"?{scan[1]}"?\b', sql)
                alias = named and named[1].upper() not in ("FROM", "JOIN", "SELECT")
                yield named[1] if named and alias else scan[1]
