"""The command as a whole: help, languages, mistakes, the store of compiled SQL."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tandem.facts.labels import code_label, table_title
from tests.cli.conftest import AS_OF, Tandem

COMMANDS = (
    ["evaluate"],
    ["explain"],
    ["template"],
    ["demo"],
    ["policy", "check"],
    ["policy", "show"],
    ["policy", "diff"],
    ["import"],
    ["export"],
    ["findings"],
    ["nightly"],
    ["audit", "verify"],
    ["backup"],
    ["restore"],
    ["init"],
    ["serve"],
    ["pair", "propose"],
    ["pair", "explain"],
    ["pair", "repair"],
    ["pair", "mentors"],
    ["draw", "freeze"],
    ["draw", "run"],
    ["draw", "assign"],
    ["draw", "verify"],
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
    assert "评估一个区" in tandem("evaluate", "--help", lang="").out


SPOKEN = re.compile(
    r"""--?[a-z][a-z-]*            # options
      | [\w\u4e00-\u9fff./-]+\.(?:csv|json|svg|xlsx|toml|txt|tar\.gz)\b | \.xlsx\b  # files
      | \[[^]\u4e00-\u9fff]*\]\.*  # choices and what may be left out, as click writes them
      | \b[A-Z][A-Z_]+\b          # metavars, formats, environment variables
      | \b(?:Tandem|Excel|Parquet|PostgreSQL|SQLite|Spark)\b  # products
      | \b(?:tandem-results|tandem-pairing|out/demo|zh-Hans|zh-Hant|en|examples|duckdb)\b  # values
      | \b(?:tandem|evaluate|explain|policy|template|demo|check|show|diff)\b  # commands
      | \b(?:pair|propose|repair|mentors|draw|freeze|run|assign|verify)\b  # commands
      | \b(?:tickets|dice|lottery|rfc3797)\b|\bS12@2025  # values and an id of the draw
      | \bE07\b|\bX=N\b  # an id of an example, a metavar
      | \b(?:import|export|findings|nightly|audit|verify|backup|restore|init|serve)\b  # commands
      | \b(?:records-folder|records|results)\b  # folders of examples
      | \b(?:C01|heads-exchange|R1-2026S|lin|spring|autumn)\b  # codes of an example
    """,
    re.VERBOSE,
)


@pytest.mark.parametrize("command", [[], ["policy"], ["pair"], ["draw"], *COMMANDS], ids=" ".join)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_chinese_help_is_chinese_throughout(
    tandem: Tandem, command: list[str], language: str
) -> None:
    said = tandem(*command, "--help", lang=language).out
    assert "--help" in said
    assert re.findall(r"[A-Za-z]+", SPOKEN.sub(" ", said)) == []


def test_help_says_what_is_needed_and_what_holds_otherwise(tandem: Tandem) -> None:
    chinese = tandem("evaluate", "--help", lang="zh-Hans").out
    assert chinese.startswith("用法：tandem evaluate")
    assert "［必填］" in chinese
    assert "［缺省：随附的区级政策］" in chinese
    english = tandem("evaluate", "--help").out
    assert english.startswith("Usage: tandem evaluate")
    assert "[required]" in english
    assert "[default: duckdb]" in " ".join(english.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evaluate", "facts", "--as-of"], "--as-of 后面要写值。"),
        (["template", "a.xlsx", "b", "c"], "多余的参数：b c。"),
        (["template"], "缺少 OUT.xlsx。"),
    ],
)
def test_a_slip_in_the_arguments_is_said_in_the_chosen_language(
    tandem: Tandem, arguments: list[str], said: str
) -> None:
    done = tandem(*arguments, lang="zh-Hans")
    assert done.code == 2
    assert done.err.splitlines()[0] == said


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

    def said(table: str, column: str, code: str) -> str:
        return code_label(table, column, code, "zh-Hans")

    primary, is_open = said("schools", "stage", "primary"), said("schools", "status", "open")
    spring, assigned = (
        said("terms", "season", "spring"),
        said("collaborations", "origin", "assigned"),
    )
    filled: dict[str, list[list[object]]] = {
        "schools": [
            ["A", "澜汀一小", primary, "B", is_open],
            ["P", "澜汀二小", primary, "B", is_open],
        ],
        "terms": [["T1", "R", 2025, spring, "2025-03-01", "2025-07-10"]],
        "collaborations": [["C1", "R", "1", "A", "P", assigned, "2025-03-01", None, "2025-04-30"]],
    }
    for table, rows in filled.items():
        for row in rows:
            book[table_title(table, "zh-Hans")].append(row)
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


@pytest.mark.parametrize("group", ["", "policy", "pair", "draw"])
def test_every_sub_command_is_among_those_whose_help_is_tested(tandem: Tandem, group: str) -> None:
    said = tandem(*group.split(), "--help").out.partition("Commands:")[2]
    listed = set(re.findall(r"^  ([a-z]+) ", said, re.MULTILINE))
    assert listed
    tested = {c[-1] if group else c[0] for c in COMMANDS if not group or c[0] == group}
    assert listed == tested


@pytest.mark.parametrize("command", ["evaluate", "explain", "template", "import", "restore"])
def test_help_never_loads_django(command: str) -> None:
    code = (
        "import sys; from tandem.cli.program import run;"
        f" run(['{command}', '--help'], {{}}); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
