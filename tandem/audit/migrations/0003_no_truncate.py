"""PostgreSQL can empty a table without touching a row: it refuses that too."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

TABLES = ("audit_auditevent", "audit_seal")


def guard(apps: Any, schema_editor: Any) -> None:
    """Add the triggers; SQLite has no TRUNCATE."""
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
            )


def unguard(apps: Any, schema_editor: Any) -> None:
    """Take them away."""
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")


class Migration(migrations.Migration):
    """Triggers on both tables."""

    dependencies: ClassVar = [("audit", "0002_append_only")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
