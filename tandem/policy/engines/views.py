"""From the contract's tables to what compiled SQL reads, in DuckDB.

The contract's tables lie in the schema ``facts`` of a DuckDB connection (as ``tandem.facts`` leaves
them). The views here only rename, join a school's stage to its collaborations and turn dates into
day numbers; every engine starts from them, so that there is one such translation.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tandem.policy.schema import EVALUATION_TABLES

if TYPE_CHECKING:
    import duckdb

EPOCH = date(1970, 1, 1)
_DAYS = {"starts_day": "starts_on", "ends_day": "ends_on", "plan_due_day": "plan_due_on"}
_DAYS |= {"held_day": "held_on", "evaluated_day": "evaluated_on", "completed_day": "completed_on"}
_DAYS |= {"submitted_day": "submitted_on", "approved_day": "approved_on"}
_DAYS |= {"accepted_day": "accepted_on", "visited_day": "visited_on"}
_STAGES = {"lead_stage": "lead.stage", "partner_stage": "partner.stage"}


def day_number(day: date) -> int:
    """Whole days since 1970-01-01, as the engine counts them."""
    return (day - EPOCH).days


def from_day_number(day: int) -> date:
    """The date of a day number."""
    return date.fromordinal(EPOCH.toordinal() + day)


def view_sql(table: str) -> str:
    """The SELECT over ``facts`` that gives one evaluation table."""
    columns = []
    for name in EVALUATION_TABLES[table]:
        if name in _DAYS:
            columns.append(f"(t.{_DAYS[name]} - DATE '1970-01-01')::INTEGER AS {name}")
        elif name in _STAGES:
            columns.append(f"{_STAGES[name]} AS {name}")
        else:
            columns.append(f't."{name}"')
    source = f"facts.{table} AS t"
    if table == "collaborations":
        source += (
            " LEFT JOIN facts.schools AS lead ON lead.school_id = t.lead_school_id"
            " LEFT JOIN facts.schools AS partner ON partner.school_id = t.partner_school_id"
        )
    return f"SELECT {', '.join(columns)} FROM {source}"


def fact_tables() -> tuple[str, ...]:
    """The evaluation tables that hold facts (not the day and not the scope)."""
    return tuple(name for name in EVALUATION_TABLES if name not in ("as_of", "scope"))


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every evaluation table of the facts readable under its bare name (temporary views)."""
    for table in fact_tables():
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {view_sql(table)}")


def set_day_and_scope(
    connection: duckdb.DuckDBPyConnection, as_of: date, scope: tuple[str, ...] = ()
) -> None:
    """Fill the relations ``as_of`` and ``scope``."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE as_of AS SELECT ?::INTEGER AS day", [day_number(as_of)]
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE scope (collaboration_id VARCHAR)")
    if scope:
        connection.execute("INSERT INTO scope SELECT unnest(?::VARCHAR[])", [list(scope)])
