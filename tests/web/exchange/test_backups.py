"""A backup restored is the original: every row of every table, every file."""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tandem.accounts.models import User
from tandem.cli.program import run
from tandem.exchange.backups import making
from tests.web.exchange.made_district import imported, made_folder

pytestmark = pytest.mark.usefixtures("_committed")


def tandem(*arguments: object) -> int:
    return run([str(argument) for argument in arguments], {"TANDEM_LANG": "en"})


def everything() -> dict[str, list[str]]:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.fixture
def _committed(transactional_db, tmp_path: Path) -> Iterator[None]:
    """A database in which tests commit. Emptying it afterwards would meet the guard of the audit trail
    on SQLite: there the empty one is put back."""
    if connection.vendor == "postgresql":
        yield
        return
    name, empty = connection.settings_dict["NAME"], tmp_path / "empty.sqlite3"
    copy_database(name, empty)
    yield
    connection.close()
    copy_database(empty, name)


def copy_database(source: str | Path, target: str | Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


@pytest.fixture
def files(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "home" / "files"
    folder = settings.MEDIA_ROOT / "ab"
    folder.mkdir(parents=True)
    (folder / "ab12").write_bytes(b"photo")
    return settings.MEDIA_ROOT


def test_a_restored_copy_equals_the_original(tmp_path: Path, files: Path, capsys):
    imported(made_folder(tmp_path / "facts", collaborations=2))
    User.objects.create_user("zhou", "周", "pass-word-26")
    before = everything()
    archive = tmp_path / "backup.tar.gz"
    (files / "ab" / ".new-x").write_bytes(b"half of an upload")
    assert tandem("backup", archive) == 0
    (files / "ab" / ".new-x").unlink()
    assert archive.stat().st_mode & 0o077 == 0

    User.objects.create_user("tian", "田")
    (files / "ab" / "ab12").unlink()
    (files / "new").write_bytes(b"later")
    assert tandem("restore", archive) == 2
    assert "--yes" in capsys.readouterr().err
    assert everything() != before

    assert tandem("restore", archive, "--yes") == 0
    assert everything() == before
    assert [p.name for p in files.rglob("*") if p.is_file()] == ["ab12"]
    assert tandem("audit", "verify") == 0
    assert tandem("findings", "--check") == 0
    assert User.objects.create_user("xie", "谢").pk is not None


@pytest.mark.parametrize("moment", ["sha256", "add"])
def test_a_file_that_the_sweep_removes_meanwhile_is_left_out(
    tmp_path: Path, files: Path, monkeypatch, moment: str
):
    for name in ("cd34", "ef56"):
        (files / "ab" / name).write_bytes(name.encode())
    archive = tmp_path / "backup.tar.gz"
    owner = {"sha256": making, "add": tarfile.TarFile}[moment]
    real = getattr(owner, moment)

    def late(*given, **more):
        answer = real(*given, **more)
        if any(Path(str(one)).name == "ab12" for one in given):
            (files / "ab" / "cd34").unlink(missing_ok=True)
        return answer

    monkeypatch.setattr(owner, moment, late)
    assert tandem("backup", archive) == 0
    assert not (files / "ab" / "cd34").exists()
    monkeypatch.undo()
    shutil.rmtree(files)
    assert tandem("restore", archive, "--yes") == 0
    assert sorted(p.name for p in files.rglob("*") if p.is_file()) == ["ab12", "ef56"]


def test_a_damaged_archive_changes_nothing(tmp_path: Path, files: Path, capsys):
    imported(made_folder(tmp_path / "facts", collaborations=1))
    archive = tmp_path / "backup.tar.gz"
    assert tandem("backup", archive) == 0
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    before = everything()
    assert tandem("restore", archive, "--yes") == 2
    assert "Nothing was restored" in capsys.readouterr().err
    assert everything() == before
    assert (files / "ab" / "ab12").is_file()


def test_a_backup_of_another_version_of_the_tables_is_refused(tmp_path: Path, files: Path, capsys):
    imported(made_folder(tmp_path / "facts", collaborations=1))
    archive = tmp_path / "backup.tar.gz"
    assert tandem("backup", archive) == 0
    applied = MigrationRecorder(connection)
    applied.record_applied("exchange", "9999_later")
    try:
        before = everything()
        assert tandem("restore", archive, "--yes") == 2
        assert "another version" in capsys.readouterr().err
        assert everything() == before
        assert (files / "ab" / "ab12").is_file()
    finally:
        applied.record_unapplied("exchange", "9999_later")
