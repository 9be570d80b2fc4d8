"""The trail's triggers out of the way: for tests that tamper, and for emptying the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLES = ("audit_auditevent", "audit_seal")


@contextmanager
def without_triggers() -> Iterator[None]:
    """As somebody would tamper who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND name LIKE 'audit_%'"
            )
            kept = cursor.fetchall()
            for name, _sql in kept:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _name, sql in kept:
                cursor.execute(sql)
