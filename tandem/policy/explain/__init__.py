"""Why a finding is as it is: the facts that counted, and those that nearly did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis

from tandem.policy.assembling import HANDED_OVER, Row, assemble, to_rows
from tandem.policy.engines.views import create_views, set_day_and_scope
from tandem.policy.explain.listings import Listing, Listings
from tandem.policy.model import Policy
from tandem.policy.results import (
    ExplainedFact,
    ExplainedShare,
    ExplainedUnit,
    Explanation,
    Finding,
    Missed,
)

if TYPE_CHECKING:
    import duckdb


def explain(
    policy: Policy, facts: duckdb.DuckDBPyConnection, finding: Finding, as_of: date
) -> Explanation:
    """The facts behind ``finding``, from the schema ``facts`` of a DuckDB connection.

    ``finding`` must come from the same policy, facts and day. The sum of what is listed as counted
    is the finding's ``achieved``, but for a share, for different topics or subjects, and for equal
    parts (see ``ExplainedUnit.shares``).
    """
    rule = policy.rule(finding.requirement)
    create_views(facts)
    facts.execute(
        f"CREATE OR REPLACE TEMP VIEW {HANDED_OVER} AS SELECT aid_id,"
        " (handed_over_on - DATE '1970-01-01')::INTEGER AS handed_day FROM facts.aid"
    )
    set_day_and_scope(facts, as_of, (finding.collaboration_id,))
    listings = Listings(rule, finding.period)
    rows = _read(facts, listings.facts())
    owners = listings.owners()
    return assemble(rule, finding, rows, _read(facts, owners) if owners else [])


def _read(facts: duckdb.DuckDBPyConnection, listing: Listing) -> list[Row]:
    sql = ibis.to_sql(listing.rows.order_by("day", "fact_id"), dialect="duckdb")
    return to_rows(facts.execute(str(sql)).fetchall(), listing.table, listing.missed)


__all__ = ["ExplainedFact", "ExplainedShare", "ExplainedUnit", "Explanation", "Missed", "explain"]
