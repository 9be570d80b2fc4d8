"""Dates as day numbers, in the database: what the engine counts in (ADR 0002)."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, IntegerField


class DayNumber(Func):
    """Whole days since 1970-01-01 of a date column; null stays null."""

    output_field = IntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Dates are text there; ``julianday`` of midnight ends in .5, and so does the epoch's."""
        return super().as_sql(
            compiler,
            connection,
            template="CAST(julianday(%(expressions)s) - 2440587.5 AS INTEGER)",
            **extra,
        )

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The difference of two dates is a whole number there."""
        return super().as_sql(
            compiler, connection, template="(%(expressions)s - DATE '1970-01-01')", **extra
        )
