"""Where the command's words and files go: odd terminals, full and closed streams, files in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pytest

from tandem.cli.secrets import without_password
from tests.cli.conftest import AS_OF, Tandem
from tests.facts.districts import small_district, write_csv


def _run(
    store: Path,
    *arguments: object,
    before: str = "",
    environment: Mapping[str, str] | None = None,
    stdout: int | IO[bytes] = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own; ``before`` is run first in it."""
    code = f"{before}\nfrom tandem.cli import main; main()"
    own = {"TANDEM_CACHE": str(store), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=own | dict(environment or {}),
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small district as a folder of CSV."""
    return write_csv(tmp_path / "facts", small_district("visits"))


def _evaluate(small: Path) -> list[object]:
    return ["evaluate", small, "--as-of", "2024-06-01", "--out", small.parent / "r"]


def test_a_terminal_that_names_no_encoding_gets_utf8(small: Path, store: Path) -> None:
    environment = {"PYTHONIOENCODING": "ascii:strict"}
    done = _run(store, *_evaluate(small), environment=environment)
    assert done.returncode == 0, done.stderr
    assert "青石桥小学" in done.stdout.decode("utf-8")


def test_a_reader_who_has_had_enough_is_no_failure(small: Path, store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _run(store, *_evaluate(small), stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (small.parent / "r" / "report.xlsx").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_the_output_is_said(small: Path, store: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = _run(store, *_evaluate(small), "--lang", "zh-Hans", stdout=full)
    assert done.returncode == 74
    assert "磁盘已满" in done.stderr.decode("utf-8")


def test_closed_streams_change_nothing(small: Path, store: Path) -> None:
    before = "import sys; sys.stdout = sys.stderr = None"
    assert _run(store, *_evaluate(small), before=before).returncode == 0
    done = _run(store, "evaluate", "nowhere", "--as-of", AS_OF, before=before)
    assert done.returncode == 2


def test_a_folder_in_the_way_of_one_file_leaves_all_as_they_were(
    tandem: Tandem, small: Path
) -> None:
    out = small.parent / "r"
    assert tandem(*_evaluate(small)).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.name != "report.xlsx"}
    (out / "report.xlsx").unlink()
    (out / "report.xlsx").mkdir()
    (small / "visits.csv").unlink()
    done = tandem(*_evaluate(small), lang="zh-Hans")
    assert done.code == 2
    assert f"无法写入 {out / 'report.xlsx'}：这是文件夹" in done.err
    after = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    assert after == before


def test_a_file_that_cannot_be_moved_puts_the_others_back(
    tandem: Tandem, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where report.xlsx is open in a program that holds it."""
    out = small.parent / "r"
    assert tandem(*_evaluate(small)).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (small / "visits.csv").unlink()
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if ".partial-" in str(source) and target == out / "report.xlsx":
            raise PermissionError(13, os.strerror(13), str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    done = tandem(*_evaluate(small))
    assert done.code == 2
    assert "report.xlsx: no permission" in done.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_folder_that_was_made_for_nothing_is_taken_away(tandem: Tandem, small: Path) -> None:
    (small.parent / "file").write_text("", encoding="utf-8")
    arguments = ["evaluate", small, "--as-of", AS_OF, "--out", small.parent / "file" / "r"]
    done = tandem(*arguments)
    assert done.code == 2
    assert "part of the path is a file" in done.err


def test_a_template_never_takes_the_place_of_a_file(tandem: Tandem, tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    path.write_bytes(b"filled in since")
    done = tandem("template", path)
    assert done.code == 2
    assert "is there already" in done.err
    assert path.read_bytes() == b"filled in since"


# --- passwords ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("database", "said"),
    [
        ("postgresql://u:geheim@h/x", 'password "geheim" is wrong'),
        ("postgresql://u:ge%40heim@h/x", "no such user u:ge@heim"),
        ("postgresql://u:ge/heim@h/x", 'invalid port "ge" in "heim@h"'),
        ("host=h password='ge heim'", "cannot read ge heim"),
        ("host=h password=geheim user=u", "geheim"),
        ("postgresql://h/x?password=geheim", "geheim"),
    ],
)
def test_no_part_of_a_password_is_repeated(database: str, said: str) -> None:
    shown = without_password(said, database)
    assert "heim" not in shown
    assert '"ge"' not in shown
    assert "***" in shown


def test_an_address_without_a_password_is_repeated_as_it_is() -> None:
    assert without_password("no host h", "postgresql://u@h/x") == "no host h"
    assert without_password("no host h", None) == "no host h"


def test_a_database_that_cannot_be_opened_is_named_without_its_password(
    tandem: Tandem, small: Path
) -> None:
    address = "postgresql://u:geheim@h/x"
    done = tandem(*_evaluate(small), "--engine", "sqlite", "--database", address)
    assert done.code == 2
    assert "Cannot open" in done.err
    assert "geheim" not in done.err + done.out
    assert not (small.parent / "r").exists()


# --- slips in the arguments ---------------------------------------------------------------------


def test_slips_are_said_in_the_language_that_is_left(tandem: Tandem, small: Path) -> None:
    done = tandem("evaluate", small, "--as-of", AS_OF, "--lang", "fr", lang="en")
    assert done.err.startswith("--lang must be one of")
    done = tandem("evaluate", small, "--as-of", "20.5.2026", lang="zh-Hans")
    assert done.err.startswith("--as-of：“20.5.2026”不是日期")
    done = tandem("policy", "chek")
    assert "check, diff, show" in done.err
    done = tandem("policy", "check", small / "none.toml")
    assert done.err.startswith(f"{small / 'none.toml'}: cannot be read: not found")
    done = tandem("evaluate", "x" * 5000, "--as-of", AS_OF)
    assert done.code == 2
    assert "xxx…: " in done.err


def test_explain_takes_a_requirement_by_its_title(tandem: Tandem, small: Path) -> None:
    arguments = ("--as-of", "2024-06-01")
    by_id = tandem("explain", small, "C1", "heads-exchange", "T1", *arguments)
    by_title = tandem("explain", small, "C1", "一把手交流", "T1", *arguments)
    assert by_id.code == 0
    assert by_title.out == by_id.out
