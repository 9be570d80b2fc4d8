"""Listings as SQL text that can be stored: what explains a finding without the compiler at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import ibis

from tandem.policy.assembling import PERIOD
from tandem.policy.compile.for_sqlite import for_sqlite
from tandem.policy.compiled import Dialect
from tandem.policy.explain.listings import Listing, Listings
from tandem.policy.model import Policy, Rule
from tandem.policy.results import Missed

Which = Literal["facts", "owners"]


@dataclass(frozen=True, slots=True)
class CompiledListing:
    """One listing of a rule as a SELECT; reads the evaluation tables, ``as_of``, ``scope``."""

    requirement: str
    which: Which
    table: str
    missed: tuple[Missed, ...]
    sql: str


def compile_listings(policy: Policy, dialect: Dialect) -> list[CompiledListing]:
    """Every rule's listings in one dialect."""
    return [listing for rule in policy.rules for listing in _of_rule(rule, dialect)]


def _of_rule(rule: Rule, dialect: Dialect) -> list[CompiledListing]:
    listings = Listings(rule, PERIOD, has_bit_or=dialect in ("duckdb", "postgres"))
    found: list[tuple[Which, Listing | None]] = [
        ("facts", listings.facts()),
        ("owners", listings.owners()),
    ]
    return [
        CompiledListing(rule.id, which, made.table, made.missed, _sql(made, dialect))
        for which, made in found
        if made is not None
    ]


def _sql(listing: Listing, dialect: Dialect) -> str:
    sql = str(ibis.to_sql(listing.rows.order_by("day", "fact_id"), dialect=dialect))
    return for_sqlite(sql) if dialect == "sqlite" else sql
