"""The command as a whole: help, languages, mistakes, the store of compiled SQL."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import AS_OF, Tandem

COMMANDS = (
    ["evaluate"],
    ["explain"],
    ["template"],
    ["demo"],
    ["policy", "check"],
    ["policy", "show"],
    ["policy", "diff"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_command_has_help_with_an_example(
    tandem: Tandem, command: list[str], language: str
) -> None:
    done = tandem(*command, "--help", lang=language)
    assert done.code == 0
    assert f"  tandem {' '.join(command)}" in done.out
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in done.out)
    assert chinese == (language != "en")


def test_the_language_may_be_asked_for_anywhere(tandem: Tandem) -> None:
    assert "Evaluate a district" in tandem("--lang", "en", "evaluate", "--help", lang="").out
    assert "Evaluate a district" in tandem("evaluate", "--lang=en", "--help", lang="").out
    assert "评估一个学区" in tandem("evaluate", "--help", lang="").out


def test_an_unknown_command_names_those_there_are(tandem: Tandem) -> None:
    done = tandem("evalute")
    assert done.code == 2
    assert "evaluate, explain, policy, template, demo" in done.err


def test_the_demo_shows_a_district_and_how_to_go_on(tandem: Tandem, tmp_path: Path) -> None:
    done = tandem("demo", "--out", tmp_path)
    assert done.code == 0
    assert (tmp_path / "results" / "report.xlsx").exists()
    assert f"tandem evaluate {tmp_path}" in done.out.replace("\n", "")
    assert f"--as-of {AS_OF}" in done.out


def test_a_template_is_filled_in_and_evaluates(tandem: Tandem, tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    assert tandem("template", path, lang="zh-Hans").code == 0
    book = load_workbook(path)
    filled = {
        "学校": [["A", "澜汀一小", "小学", "B", "开办"], ["P", "澜汀二小", "小学", "B", "开办"]],
        "学期": [["T1", "R", 2025, "春季", "2025-03-01", "2025-07-10"]],
    }
    sheets = {name: book[name] for name in book.sheetnames}
    for name, rows in filled.items():
        assert name in sheets, sheets.keys()
        for row in rows:
            sheets[name].append(row)
    pairs = next(sheet for name, sheet in sheets.items() if "结对" in name or "协作" in name)
    pairs.append(["C1", "R", "1", "A", "P", "统筹安排", "2025-03-01", None, "2025-04-30"])
    book.save(path)
    done = tandem("evaluate", path, "--as-of", "2025-06-01", "--out", tmp_path / "r")
    assert done.code == 0, done.err
    findings = (tmp_path / "r" / "findings.csv").read_text(encoding="utf-8")
    assert "C1,collaboration-meeting,T1,both,must,0,1,open,5.1.2" in findings


def test_a_template_must_be_a_workbook(tandem: Tandem, tmp_path: Path) -> None:
    done = tandem("template", tmp_path / "records.csv")
    assert done.code == 2
    assert "must end in .xlsx" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_needs_no_compiler(facts: Path, tmp_path: Path, store: Path) -> None:
    """Proved by taking the compiler's library away from the second run."""
    call = [sys.executable, "-c", "from tandem.cli import main; main()", "evaluate", str(facts)]
    call += ["--as-of", AS_OF, "--out", str(tmp_path / "r")]
    environment = {"TANDEM_CACHE": str(store), "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    first = subprocess.run(call, env=environment, capture_output=True, text=True)
    assert first.returncode == 0, first.stderr
    blocked = "import sys; sys.modules['ibis'] = None; "
    call[2] = blocked + call[2]
    second = subprocess.run(call, env=environment, capture_output=True, text=True)
    assert second.returncode == 0, second.stderr
    assert second.stdout == first.stdout


def test_a_damaged_store_is_not_believed(
    tandem: Tandem, facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANDEM_CACHE", str(tmp_path / "store"))
    arguments = ("evaluate", facts, "--as-of", AS_OF, "--out")
    assert tandem(*arguments, tmp_path / "one").code == 0
    (kept,) = (tmp_path / "store").iterdir()
    kept.write_text(kept.read_text(encoding="utf-8").replace("'met'", "'short'"), encoding="utf-8")
    assert tandem(*arguments, tmp_path / "two").code == 0
    one, two = tmp_path / "one" / "findings.csv", tmp_path / "two" / "findings.csv"
    assert one.read_bytes() == two.read_bytes()


def test_a_store_that_cannot_be_written_does_no_harm(
    tandem: Tandem, facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TANDEM_CACHE", str(tmp_path / "file" / "store"))
    done = tandem("evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / "r")
    assert done.code == 0, done.err
