"""``tandem explain``: what counted, what nearly did, and what is said of unknown names."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tandem.lib.titles import LANGUAGES
from tests.cli.conftest import AS_OF, Tandem


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One pair, one term, two heads' exchanges of which one lacks the partner's head."""
    folder = tmp_path_factory.mktemp("small")
    tables = {
        "schools": [
            "school_id,name,stage,bureau_id,status,successor_id",
            "A,澜汀一小,primary,B,open,",
            "P,澜汀二小,primary,B,open,",
        ],
        "terms": [
            "term_id,round_id,year,season,starts_on,ends_on",
            "T1,R,2025,spring,2025-03-01,2025-07-10",
        ],
        "collaborations": [
            "collaboration_id,round_id,batch,lead_school_id,partner_school_id,origin,starts_on,"
            "ends_on,plan_due_on",
            "C1,R,1,A,P,assigned,2025-03-01,,2025-04-30",
        ],
        "activities": [
            "activity_id,event_id,collaboration_id,kind,held_on,host_side,sessions,mentorship_id,"
            "subject,status",
            "X1,,C1,heads_exchange,2025-04-01,lead,,,,confirmed",
            "X2,,C1,heads_exchange,2025-05-01,lead,,,,confirmed",
            "X3,,C1,heads_exchange,2025-05-20,lead,,,,submitted",
        ],
        "activity_topics": ["activity_id,topic", "X1,brand", "X2,brand", "X3,other"],
        "participations": [
            "activity_id,person_id,side,post,honour,part",
            "X1,a,lead,head,,chair",
            "X1,p,partner,head,,speaker",
            "X2,a,lead,head,,chair",
            "X2,q,partner,deputy_head,,speaker",
        ],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_what_counted_and_what_nearly_did(tandem: Tandem, small: Path) -> None:
    done = tandem("explain", small, "C1", "heads-exchange", "T1", "--as-of", "2025-06-01")
    assert done.code == 0
    counted, near = done.out.split("Nearly counted")
    assert "X1" in counted
    assert "Clause 5.1.2" in counted
    assert "X2" not in counted
    about_two, about_three = near.split("X2")[1].split("X3")
    assert "nobody on record who is" in about_two
    assert "not confirmed" in about_three
    assert "topics" in about_three


def test_it_speaks_chinese(tandem: Tandem, small: Path) -> None:
    done = tandem(
        "explain", small, "C1", "heads-exchange", "T1", "--as-of", "2025-06-01", lang="zh-Hans"
    )
    assert "计入的记录（1）" in done.out
    assert "没有这样的参加者" in done.out
    assert "对方尚未确认" in done.out


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (("C9", "heads-exchange", "T1"), "no collaboration “C9”"),
        (("C1", "head-exchange", "T1"), "Similar: heads-exchange"),
        (("C1", "heads-exchange", "T9"), "Possible: T1"),
    ],
)
def test_unknown_names_are_said_with_the_nearest(
    tandem: Tandem, small: Path, key: tuple[str, str, str], said: str
) -> None:
    done = tandem("explain", small, *key, "--as-of", "2025-06-01")
    assert done.code == 2
    assert said in done.err


def test_a_pair_that_owes_nothing_is_told_why(tandem: Tandem, small: Path, tmp_path: Path) -> None:
    late = tmp_path / "late"
    shutil.copytree(small, late)
    path = late / "collaborations.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",2025-03-01,,", ",2025-03-02,,"), encoding="utf-8")
    done = tandem("explain", late, "C1", "lecture", "T1", "--as-of", "2025-06-01")
    assert "Not applicable" in done.out
    assert "began on 2025-03-02, after the first day of the period (2025-03-01)" in " ".join(
        done.out.split()
    )


SAMPLE = ("heads-exchange", "core-subjects", "open-lesson", "secondment-evaluation", "plan", "aid")
"""One requirement of every thing that is counted."""


def test_requirements_of_every_sort_can_be_explained(
    tandem: Tandem, facts: Path, tmp_path: Path
) -> None:
    assert tandem("evaluate", facts, "--as-of", AS_OF, "--out", tmp_path).code == 0
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as file:
        findings = {row["requirement"]: row for row in csv.DictReader(file)}
    for number, requirement in enumerate(SAMPLE):
        row = findings[requirement]
        key = (row["collaboration_id"], requirement, row["period"])
        done = tandem("explain", facts, *key, "--as-of", AS_OF, lang=LANGUAGES[number % 3])
        assert done.code == 0, done.err
        assert row["clause"] in done.out
        assert not [line for line in done.out.splitlines() if line != line.rstrip()]
