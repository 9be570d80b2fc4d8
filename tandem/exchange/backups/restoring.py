"""Restoring a backup: everything is checked first, then all of it takes the place of what was there."""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction

from tandem.exchange.backups.manifest import (
    DATABASE,
    FILES,
    FORMAT,
    NAME,
    TABLES,
    Manifest,
    from_json,
    migrations,
    quoted,
    sha256,
)

MADE_BY_MIGRATING = frozenset({"django_migrations", "django_content_type", "auth_permission"})
"""Tables that are not empty in a database that nobody has used yet."""


class RestoreError(Exception):
    """Why nothing was restored: a code, and what belongs into its sentence."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def restore_backup(source: Path, *, replace: bool) -> Manifest:
    """Restore an archive into the (migrated) database and the folder of files.

    Raises :class:`RestoreError`: ``no-archive``, ``damaged``, ``other-database``, ``other-version``,
    ``not-empty`` (unless ``replace``); ``OSError`` where the archive cannot be read.
    """
    root = Path(settings.MEDIA_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tandem-restore-", dir=root.parent) as name:
        work = Path(name)
        manifest = _unpack(source, work)
        if manifest.database != connection.vendor:
            raise RestoreError("other-database", database=manifest.database)
        if manifest.migrations != migrations():
            raise RestoreError("other-version", version=manifest.tandem)
        if not replace and _in_use(root):
            raise RestoreError("not-empty")
        (work / FILES).mkdir(exist_ok=True)
        with _files_in_place(root, work / FILES, work / "before"):
            if connection.vendor == "postgresql":
                _to_postgres(manifest, work)
            else:
                _to_sqlite(work)
    return manifest


def _extract(archive: tarfile.TarFile, work: Path) -> None:
    """Every plain file of the archive, under ``work`` alone.

    By hand, as Python before 3.11.4 has no filter for what an archive may do.
    """
    for member in archive:
        target = (work / member.name).resolve()
        if not member.isfile() or not target.is_relative_to(work.resolve()):
            raise RestoreError("no-archive")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = archive.extractfile(member)
        if part is None:
            raise RestoreError("no-archive")
        with target.open("wb") as out:
            shutil.copyfileobj(part, out)


def _unpack(source: Path, work: Path) -> Manifest:
    """Every part into ``work``, each as its hash says."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            first = archive.next()
            file = archive.extractfile(first) if first and first.name == NAME else None
            if file is None:
                raise RestoreError("no-archive")
            manifest = from_json(file.read())
            if manifest.format != FORMAT:
                raise RestoreError("other-version", version=str(manifest.tandem))
            _extract(archive, work)
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.filename is not None:
            raise
        raise RestoreError("no-archive") from error
    for part, expected in manifest.parts.items():
        path = work / part
        if not path.is_file() or sha256(path) != expected:
            raise RestoreError("damaged", part=part)
    return manifest


def _in_use(root: Path) -> bool:
    if root.is_dir() and any(path.is_file() for path in root.rglob("*")):
        return True
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in MADE_BY_MIGRATING:
                cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {quoted(table)})")
                if cursor.fetchone()[0]:
                    return True
    return False


@contextmanager
def _files_in_place(root: Path, new: Path, before: Path) -> Iterator[None]:
    """Put the new folder in place while the block runs; an exception in it puts the old one back."""
    had = root.exists()
    if had:
        root.rename(before)
    try:
        shutil.move(str(new), root)
        yield
    except BaseException:
        shutil.rmtree(root, ignore_errors=True)
        if had:
            before.rename(root)
        raise


def _to_sqlite(work: Path) -> None:
    """By SQLite's own means: one transaction of the target, which runs on meanwhile."""
    with closing(sqlite3.connect(work / DATABASE)) as source:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise RestoreError("damaged", part=DATABASE)
        name = str(connection.settings_dict["NAME"])
        connections.close_all()
        with closing(sqlite3.connect(name, timeout=20, uri=name.startswith("file:"))) as target:
            source.backup(target)


def _to_postgres(manifest: Manifest, work: Path) -> None:
    """Every table emptied and filled by ``COPY``, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        here = set(connection.introspection.table_names(cursor))
        if here != set(manifest.tables):
            raise RestoreError("other-version", version=manifest.tandem)
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        )
        guarded = [row[0] for row in cursor.fetchall()]
        for name in guarded:  # the audit trail refuses to be emptied
            cursor.execute(f"ALTER TABLE {quoted(name)} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(quoted(name) for name in sorted(here))}")
        for name in guarded:
            cursor.execute(f"ALTER TABLE {quoted(name)} ENABLE TRIGGER USER")
        for name in sorted(here):
            with (
                (work / TABLES / name).open("rb") as file,
                connection.connection.cursor() as raw,
                raw.copy(f"COPY {quoted(name)} FROM STDIN") as copy,
            ):
                while block := file.read(1 << 20):
                    copy.write(block)
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE is_identity = 'YES' AND table_schema = current_schema()"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({quoted(column)}), 1),"
                f" max({quoted(column)}) IS NOT NULL) FROM {quoted(table)}",
                [quoted(table), column],
            )
