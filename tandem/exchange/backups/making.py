"""Making a backup: the database first, then the files, which go only long after their records."""

from __future__ import annotations

import io
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from tandem import __version__
from tandem.calendar import now
from tandem.evidence.storage import is_passing
from tandem.exchange.backups.manifest import (
    DATABASE,
    FILES,
    FORMAT,
    NAME,
    TABLES,
    Manifest,
    migrations,
    quoted,
    sha256,
)
from tandem.exchange.snapshots import one_moment


def make_backup(target: Path) -> Manifest:
    """Write everything to ``target``, readable by its owner alone; what was there stays until then.

    Raises ``OSError`` where it cannot be written.
    """
    folder = target.absolute().parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tandem-backup-", dir=folder) as name:
        work = Path(name)
        if connection.vendor == "postgresql":
            tables, parts = _from_postgres(work)
        else:
            tables, parts = _from_sqlite(work)
        made = work / "made.tar.gz"
        manifest = None
        while manifest is None:
            manifest = _pack(made, tables, parts | _files())
        with made.open("rb") as whole:
            os.fsync(whole.fileno())
        os.replace(made, target)
    return manifest


def _pack(made: Path, tables: dict[str, int], parts: dict[str, Path]) -> Manifest | None:
    """The archive, its manifest first; ``None`` where an uploaded file went meanwhile.

    The nightly sweep removes what no record refers to any more: the archive is then made without it.
    """
    try:
        manifest = Manifest(
            FORMAT,
            __version__,
            now().isoformat(timespec="seconds"),
            connection.vendor,
            migrations(),
            tables,
            {path: sha256(file) for path, file in parts.items()},
        )
        made.touch(mode=0o600)
        with tarfile.open(made, "w:gz", compresslevel=3) as archive:
            text = manifest.to_json()
            head = tarfile.TarInfo(NAME)
            head.size = len(text)
            archive.addfile(head, io.BytesIO(text))
            for path, file in parts.items():
                archive.add(file, path, recursive=False)
    except FileNotFoundError:
        # each time another file is gone: it ends. Whatever else is missing is a fault
        if all(file.exists() for path, file in parts.items() if path.startswith(FILES)):
            raise
        return None
    return manifest


def _from_sqlite(work: Path) -> tuple[dict[str, int], dict[str, Path]]:
    """A copy by SQLite's own means: one moment's state, writers go on."""
    copy = work / DATABASE
    connection.ensure_connection()
    name = str(connection.settings_dict["NAME"])
    with (
        closing(sqlite3.connect(name, uri=name.startswith("file:"))) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        rows = target.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " ORDER BY name"
        ).fetchall()
        tables = {
            str(table): int(target.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0])
            for (table,) in rows
        }
    return tables, {DATABASE: copy}


def _from_postgres(work: Path) -> tuple[dict[str, int], dict[str, Path]]:
    """Every table by ``COPY``, in one transaction that sees one moment."""
    (work / TABLES).mkdir()
    tables: dict[str, int] = {}
    parts: dict[str, Path] = {}
    with one_moment(), connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        for place, name in enumerate(names):
            file = work / TABLES / str(place)
            with (
                file.open("wb") as out,
                connection.connection.cursor() as raw,
                raw.copy(f"COPY {quoted(name)} TO STDOUT") as copy,
            ):
                for block in copy:
                    out.write(block)
            cursor.execute(f"SELECT count(*) FROM {quoted(name)}")
            tables[name] = cursor.fetchone()[0]
            parts[f"{TABLES}{name}"] = file
    return tables, parts


def _files() -> dict[str, Path]:
    """Every uploaded file by its path in the archive; none that is being written at this moment."""
    root = Path(settings.MEDIA_ROOT)
    found = sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink() and not is_passing(path)
    )
    return {FILES + path.relative_to(root).as_posix(): path for path in found}
