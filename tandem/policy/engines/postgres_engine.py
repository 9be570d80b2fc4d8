"""Evaluating on PostgreSQL: TEMP tables in one transaction that is rolled back at its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, LiteralString, cast

from tandem.policy.engines.errors import EngineError
from tandem.policy.engines.rows import COLUMNS, to_findings
from tandem.policy.engines.tables import batches, create_statements, index_statements
from tandem.policy.results import Finding
from tandem.policy.schema import EVALUATION_TABLES

if TYPE_CHECKING:
    import duckdb
    import psycopg

SETTINGS = MappingProxyType({})
