"""The manual is true: what it tells a stranger to run confirms a record, and finds a false one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tandem.cli.draw.lists import headings
from tandem.matching.draw import (
    Earlier,
    Record,
    SizeRule,
    assign_inspectors,
    canonical_text,
    digest,
    file_text,
    freeze,
    rfc3797_key,
    rfc3797_positions,
    run_draw,
    stand,
    ticket_order,
)
from tandem.matching.draw.shape import to_json
from tests.matching.draw.small import DRAWN_ON, INSPECTORS, OBJECTS, SEED, TERMS, small_record

MANUAL = Path(__file__).parents[3] / "docs" / "draw.md"
TEXT = MANUAL.read_text(encoding="utf-8")
SCHOOLS, TEAMS = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def covering_record() -> Record:
    """A later draw of a round in which everybody comes up, several objects an inspector."""
    first = run_draw(freeze(OBJECTS, INSPECTORS, TERMS), ["1" * 20], DRAWN_ON)
    terms = replace(
        TERMS,
        size=SizeRule("number", number=4, draws_left=2),
        earlier=(Earlier(first.sha256, tuple(stand(first).ids)),),
        per_inspector=2,
    )
    return assign_inspectors(
        run_draw(freeze(OBJECTS, INSPECTORS, terms), [SEED], DRAWN_ON), DRAWN_ON
    )


def by_hand(script: str, record: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "record.json").write_text(record, encoding="utf-8", newline="")
    (folder / "check.py").write_text(script, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", "check.py", "record.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_one_has_twenty_lines() -> None:
    assert len([line for line in SCHOOLS.splitlines() if line.strip()]) <= 20


@pytest.mark.parametrize("make", [small_record, covering_record])
def test_both_confirm_a_record(make: Callable[[], Record], tmp_path: Path) -> None:
    record = make()
    done = by_hand(SCHOOLS, file_text(record), tmp_path)
    assert done.returncode == 0, done.stderr
    assert record.frozen_sha256 in done.stdout
    assert by_hand(TEAMS, file_text(record), tmp_path).returncode == 0


def test_they_find_a_false_one(tmp_path: Path) -> None:
    record = small_record()
    changed = file_text(record).replace("澜汀一小", "澜汀一中")
    assert by_hand(SCHOOLS, changed, tmp_path).returncode != 0
    members = to_json(record)
    members["draw"]["drawn"][1]["ids"].reverse()
    members["steps"][0]["drawings"][0]["tries"] += 1
    del members["sha256"]
    members["sha256"] = digest(members)
    assert by_hand(SCHOOLS, canonical_text(members), tmp_path).returncode != 0
    assert by_hand(TEAMS, canonical_text(members), tmp_path).returncode != 0


@pytest.mark.skipif(not shutil.which("jq") or not shutil.which("sha256sum"), reason="needs jq")
def test_two_common_tools_give_the_fingerprints(tmp_path: Path) -> None:
    record = small_record()
    (tmp_path / "record.json").write_text(file_text(record), encoding="utf-8", newline="")
    (tmp_path / "frozen.json").write_text(file_text(record.frozen), encoding="utf-8", newline="")
    (commands,) = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    shell = shutil.which("sh")
    assert shell
    done = subprocess.run(
        [shell, "-ec", commands], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    printed = [line.split()[0] for line in done.stdout.splitlines()]
    assert printed == [record.sha256, record.frozen_sha256, record.frozen_sha256]


def test_the_known_draws_in_the_manual_are_those_of_the_program() -> None:
    tickets = ", ".join(ticket_order("41", map(str, range(100)))[:10])
    assert f"give {tickets}." in TEXT
    key = rfc3797_key([[9319], [2, 5, 8, 10, 12], [9, 18, 26, 34, 41, 45]])
    assert f"`{key}`" in TEXT
    assert f"give {', '.join(map(str, rfc3797_positions(key, 25, 16)))}." in TEXT


def test_every_heading_in_the_manual_is_understood() -> None:
    for table in ("objects", "inspectors"):
        part = TEXT.partition(f"| {table} | 列 |")[2].partition("\n\n")[0]
        english: list[str] = []
        chinese: list[str] = []
        for row in part.splitlines()[2:]:
            english += re.findall(r"`([a-z]+)`", row.split("|")[1])
            chinese += row.split("|")[2].strip().split("、")
        known = headings(table, "zh-Hans")
        assert len(english) == len(chinese) == len(known)
        for word, heading in zip(english, chinese, strict=True):
            assert any(word in names and heading in names for names in known.values()), word
