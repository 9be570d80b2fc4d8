"""What an archive says of itself: version, database, rows by table, the hash of every part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

NAME = "manifest.json"
DATABASE = "database.sqlite3"
TABLES = "tables/"
FILES = "files/"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """``parts``: path in the archive to SHA-256; ``tables``: name to number of rows."""

    format: int
    tandem: str
    made_at: str
    database: str
    migrations: list[str]
    tables: Mapping[str, int]
    parts: Mapping[str, str]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(self.tables.values())

    @property
    def files(self) -> int:
        """How many uploaded files there are."""
        return sum(part.startswith(FILES) for part in self.parts)

    def to_json(self) -> bytes:
        """As it lies in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def from_json(text: bytes) -> Manifest:
    """Read it again. Raises ``ValueError`` for anything else."""
    try:
        return Manifest(**json.loads(text))
    except (TypeError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


def migrations() -> list[str]:
    """Every migration of the database, as ``app.name``."""
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def sha256(path: Path) -> str:
    """A file's hash."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def quoted(name: str) -> str:
    """A table's name in SQL."""
    return connection.ops.quote_name(name)
