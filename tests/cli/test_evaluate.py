"""``tandem evaluate`` as an officer uses it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import AS_OF, Tandem

RESULTS = {"findings.csv", "side_years.csv", "verdicts.csv", "run.json", "report.xlsx"}
COLUMNS = {
    "findings.csv": "collaboration_id,requirement,period,duty,severity,achieved,required,status,clause",
    "side_years.csv": "collaboration_id,year,side,fulfilment,lagging,delta_z,progress,check_rating,score",
    "verdicts.csv": "collaboration_id,year,score,band,eligible,blocked_by,shortlist",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_writes_the_contracts_files_and_a_report(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    done = tandem("evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / "r")
    assert done.code == 0
    assert {path.name for path in (tmp_path / "r").iterdir()} == RESULTS
    for name, heading in COLUMNS.items():
        text = (tmp_path / "r" / name).read_text(encoding="utf-8")
        assert text.partition("\n")[0] == heading
    findings = rows(tmp_path / "r" / "findings.csv")
    assert {row["status"] for row in findings} == {
        "met",
        "open",
        "short",
        "not_due",
        "waived",
        "not_applicable",
    }
    assert load_workbook(tmp_path / "r" / "report.xlsx").sheetnames[1] == "Board"


def test_a_run_can_be_repeated_and_says_on_what_it_stands(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        assert tandem("evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / name).code == 0
    for name in RESULTS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    record = json.loads((tmp_path / "one" / "run.json").read_text(encoding="utf-8"))
    assert record["as_of"] == AS_OF
    assert record["engine"]["name"] == "duckdb"
    assert len(record["policy"]["sha256"]) == len(record["facts"]["sha256"]) == 64
    assert record["results"]["findings"] == len(rows(tmp_path / "one" / "findings.csv"))


def test_the_facts_hash_changes_with_a_fact_and_not_with_their_order(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    def facts_hash(folder: Path, name: str) -> str:
        assert tandem("evaluate", folder, "--as-of", AS_OF, "--out", tmp_path / name).code == 0
        record = json.loads((tmp_path / name / "run.json").read_text(encoding="utf-8"))
        return str(record["facts"]["sha256"])

    other = tmp_path / "facts"
    shutil.copytree(facts, other)
    visits = other / "visits.csv"
    heading, *lines = visits.read_text(encoding="utf-8").splitlines()
    visits.write_text("\n".join([heading, *reversed(lines)]) + "\n", encoding="utf-8")
    before = facts_hash(facts, "a")
    assert facts_hash(other, "b") == before
    visits.write_text("\n".join([heading, *lines[1:]]) + "\n", encoding="utf-8")
    assert facts_hash(other, "c") != before


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_other_engines_give_the_same_files(
    tandem: Tandem, facts: Path, tmp_path: Path, engine: str, postgres_url: str
) -> None:
    extra = ["--database", postgres_url] if engine == "postgres" else []
    assert tandem("evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / "duckdb").code == 0
    arguments = ["evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / engine]
    assert tandem(*arguments, "--engine", engine, *extra).code == 0
    for name in COLUMNS:
        assert (tmp_path / engine / name).read_bytes() == (tmp_path / "duckdb" / name).read_bytes()


def test_the_summary_is_plain_text_when_nobody_is_at_a_terminal(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    done = tandem("evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / "r", lang="zh-Hans")
    assert "\x1b" not in done.out
    assert "还有 49 天" in done.out
    assert "未达标" in done.out
    assert str(tmp_path / "r") in done.out.replace("\n", "")


def test_bad_facts_are_listed_all_at_once_and_nothing_is_written(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(facts, bad)
    with (bad / "visits.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("VX,C999,education,2026-13-01\n")
    with (bad / "quality.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("S999,2025,eighty\n")
    done = tandem("evaluate", bad, "--as-of", AS_OF, "--out", tmp_path / "r")
    assert done.code == 2
    assert not (tmp_path / "r").exists()
    for said in ("visits.csv", "C999", "2026-13-01", "quality.csv", "S999", "eighty", "4 mistakes"):
        assert said in done.err
    assert "Traceback" not in done.err


def test_earlier_results_stay_when_the_new_facts_are_bad(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    out = tmp_path / "r"
    assert tandem("evaluate", facts, "--as-of", AS_OF, "--out", out).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert tandem("evaluate", tmp_path / "nowhere", "--as-of", AS_OF, "--out", out).code == 2
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_an_out_folder_that_cannot_be_made_is_said(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = tandem("evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / "taken" / "r")
    assert done.code == 2
    assert "Cannot write" in done.err
    assert str(tmp_path / "taken") in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "2026-02-30"], "“2026-02-30” is not a date"),
        (["--as-of", "20260215"], "“20260215” is not a date"),
        ([], "--as-of is missing"),
        (["--as-of", AS_OF, "--engine", "oracle"], "duckdb | sqlite | postgres | spark"),
        (["--as-of", AS_OF, "--colour"], "no option --colour"),
        (["--as-of", AS_OF, "--engine", "postgres"], "PostgreSQL needs --database"),
        (
            ["--as-of", AS_OF, "--engine", "postgres", "--database", "postgresql://127.0.0.1:1/x"],
            "Cannot connect to PostgreSQL",
        ),
        (
            ["--as-of", AS_OF, "--engine", "sqlite", "--database", "/nowhere/at/all.db"],
            "Cannot open the SQLite database",
        ),
    ],
)
def test_mistakes_in_the_arguments_are_said_plainly(
    tandem: Tandem, facts: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = tandem("evaluate", facts, "--out", tmp_path / "r", *arguments)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "r").exists()


def test_a_policy_with_mistakes_names_file_line_and_key(
    tandem: Tandem, facts: Path, tmp_path: Path, changed_policy: Path
) -> None:
    text = changed_policy.read_text(encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text(text.replace("at_least = 3", "at_least = -3"), encoding="utf-8")
    line = text[: text.index("at_least = 3")].count("\n") + 1
    done = tandem("evaluate", facts, "--as-of", AS_OF, "--policy", broken, "--out", tmp_path / "r")
    assert done.code == 2
    assert f"{broken}, line {line}" in done.err
    assert "at_least" in done.err
    assert not (tmp_path / "r").exists()


def test_comparing_with_another_policy_says_what_changes_and_for_whom(
    tandem: Tandem, facts: Path, tmp_path: Path, changed_policy: Path
) -> None:
    out = tmp_path / "r"
    done = tandem("evaluate", facts, "--as-of", AS_OF, "--out", out, "--compare", changed_policy)
    assert done.code == 0
    assert "at_least: 2 → 3" in done.out
    changes = rows(out / "changes.csv")
    assert changes
    assert {row["subject"] for row in changes} <= {"lecture", "verdict"}
    before = {
        (r["collaboration_id"], r["period"]): r
        for r in rows(out / "findings.csv")
        if r["requirement"] == "lecture"
    }
    lost = [r for r in changes if r["subject"] == "lecture" and r["field"] == "status"]
    assert lost
    for row in lost:
        finding = before[row["collaboration_id"], row["period"]]
        assert finding["status"] == row["before"] == "met"
        assert finding["achieved"] == "2"
        assert row["after"] in ("short", "open")
    assert "Lectures" in done.out


def test_comparing_with_the_same_policy_finds_nothing(
    tandem: Tandem, facts: Path, tmp_path: Path, same_policy: Path
) -> None:
    done = tandem(
        "evaluate", facts, "--as-of", AS_OF, "--out", tmp_path / "r", "--compare", same_policy
    )
    assert done.code == 0
    assert "nothing comes out differently" in done.out
    assert rows(tmp_path / "r" / "changes.csv") == []


@pytest.fixture
def changed_policy(tmp_path: Path) -> Path:
    """The district policy with three lectures asked for instead of two."""
    from tandem.policy.shipped import district_policy

    text = district_policy().read_text(encoding="utf-8")
    head, mark, tail = text.partition('id = "lecture"')
    path = tmp_path / "three-lectures.toml"
    changed = tail.replace("at_least = 2", "at_least = 3", 1)
    path.write_text(head + mark + changed, encoding="utf-8")
    return path


@pytest.fixture
def same_policy(tmp_path: Path) -> Path:
    """The district policy with another comment."""
    from tandem.policy.shipped import district_policy

    path = tmp_path / "same.toml"
    text = district_policy().read_text(encoding="utf-8")
    path.write_text(f"# another comment\n{text}", encoding="utf-8")
    return path
