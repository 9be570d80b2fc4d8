"""``tandem pair mentors``: who guides whom inside a collaboration, and every slip told plainly."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tandem.cli.pair.headings import headings
from tandem.lib.titles import LANGUAGES, Language
from tests.cli.conftest import Tandem

COLUMNS = ("id", "name", "side", "subjects", "honours", "mentees", "places")
FILES = {"mentors.csv", "mentors.xlsx", "run.json"}
Row = tuple[str, ...]
TEACHERS: tuple[Row, ...] = (
    ("M1", "林舟", "指导教师", "语文", "骨干教师", "", ""),
    ("M2", "苏禾", "指导教师", "数学、科学", "学科带头人", "1", ""),
    ("M3", "叶澜", "mentor", "English", "", "0", "1"),
    ("T1", "江岚", "受指导教师", "语文", "", "", ""),
    ("T2", "白桦", "幫扶對象", "数学", "", "", ""),
    ("T3", "秦川", "mentee", "英语", "", "", ""),
)


def write(path: Path, *rows: Row, language: Language = "zh-Hans", encoding: str = "utf-8") -> Path:
    known = headings("teachers", language)
    lines = [[known[name][0] for name in COLUMNS], *(rows or TEACHERS)]
    path.write_bytes("\n".join(",".join(line) for line in lines).encode(encoding))
    return path


def rows(folder: Path) -> dict[str, list[str]]:
    with (folder / "mentors.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row[0]: row for row in list(csv.reader(file))[1:]}


def test_it_matches_by_subject_and_writes_every_file(tandem: Tandem, tmp_path: Path):
    done = tandem("pair", "mentors", write(tmp_path / "t.csv"), "--out", tmp_path / "r")
    assert done.code == 0, done.err
    assert {path.name for path in (tmp_path / "r").iterdir()} == FILES
    found = {mentee: row[2] for mentee, row in rows(tmp_path / "r").items()}
    assert found == {"T1": "M1", "T2": "M2", "T3": "M3"}
    record = json.loads((tmp_path / "r" / "run.json").read_text(encoding="utf-8"))
    assert (record["results"]["pairs"], record["results"]["core"]) == (3, 2)
    assert record["teachers"] | {"sha256": ""} == {
        "file": "t.csv", "sha256": "", "mentors": 3, "mentees": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh-Hans",
            "都教数学；语文、数学优先；指导教师已指导一人，这是第二人；指导教师是学科带头人",
        ),
        (
            "zh-Hant",
            "都教數學；語文、數學優先；指導教師已指導一人，這是第二人；指導教師是學科帶頭人",
        ),
        ("en", "both teach Mathematics; Chinese and maths come first; the mentor's second mentee"),
    ],
)
def test_reasons_are_said_in_every_language(
    tandem: Tandem, tmp_path: Path, language: str, said: str
):
    out = tmp_path / "r"
    path = write(tmp_path / "t.csv", language=language)
    assert tandem("pair", "mentors", path, "--out", out, lang=language).code == 0
    assert rows(out)["T2"][6].startswith(said)
    book = load_workbook(out / "mentors.xlsx")
    assert len(book.sheetnames) == 4
    shown = str(book.worksheets[0]["E4"].value).splitlines()
    assert shown[0].startswith(said.replace("；", ";").split(";")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_gives_the_same(tandem: Tandem, tmp_path: Path, language: Language):
    known = headings("teachers", language)
    book = Workbook()
    book.active.append([known[name][0] for name in COLUMNS])
    for row in reversed(TEACHERS):
        book.active.append([float(c) if c.isdigit() else c or None for c in row])
    book.save(tmp_path / "t.xlsx")
    assert tandem("pair", "mentors", tmp_path / "t.xlsx", "--out", tmp_path / "r").code == 0
    given = write(tmp_path / "t.csv")
    assert tandem("pair", "mentors", given, "--out", tmp_path / "s").code == 0
    assert rows(tmp_path / "r") == rows(tmp_path / "s")


def test_places_are_kept_and_who_is_left_is_told_why(tandem: Tandem, tmp_path: Path):
    more = (
        ("T4", "石榴", "mentee", "英语", "", "", ""),
        ("T5", "竹影", "mentee", "美术", "", "", ""),
    )
    path = write(tmp_path / "t.csv", *TEACHERS, *more)
    done = tandem("pair", "mentors", path, "--out", tmp_path / "r")
    assert done.code == 1
    said = [row[6] for row in rows(tmp_path / "r").values() if not row[2]]
    assert said == [
        "the 1 mentor who teaches English has no place left: 叶澜",
        "no mentor teaches Art",
    ]
    assert "2 mentees have no mentor" in done.out
    left = load_workbook(tmp_path / "r" / "mentors.xlsx")["Without a mentor"]
    assert [left["A3"].value in ("秦川", "石榴"), left["A4"].value] == [True, "竹影"]


def test_too_few_pairs_are_told_by_subject(tandem: Tandem, tmp_path: Path):
    path = write(tmp_path / "t.csv", TEACHERS[0], TEACHERS[3])
    out = tmp_path / "r"
    done = tandem("pair", "mentors", path, "--out", out, lang="zh-Hans")
    assert done.code == 1
    assert "要求至少 3 个对子（5.1.3），还少 2 个" in done.out
    assert "名单上只有 1 名帮扶对象" in done.out
    assert tandem("pair", "mentors", path, "--at-least", "1", "--out", out).code == 0


def test_two_of_one_name_are_told_apart_and_a_formula_stays_text(tandem: Tandem, tmp_path: Path):
    twin = ("T9", "江岚", "mentee", "语文", "", "", "")
    formula = ("T8", "=1+1", "mentee", "英语", "", "", "")
    path = write(tmp_path / "t.csv", *TEACHERS[:5], twin, formula)
    done = tandem("pair", "mentors", path, "--out", tmp_path / "r")
    assert done.code == 0
    assert "林舟 — 江岚（T9）" in done.out
    assert rows(tmp_path / "r")["T8"][1] == "'=1+1"


def refused(tandem: Tandem, tmp_path: Path, *arguments: object) -> str:
    done = tandem("pair", "mentors", *arguments, "--out", tmp_path / "r")
    assert done.code == 2, done.out + done.err
    assert not (tmp_path / "r").exists()
    return done.err


def test_all_mistakes_are_told_at_once(tandem: Tandem, tmp_path: Path):
    path = write(
        tmp_path / "t.csv",
        *TEACHERS[:1],
        ("", "无号", "mentee", "语文", "", "", ""),
        ("M1", "", "guide", "", "", "", ""),
        ("M4", "多人", "mentor", "语文", "", "3", "NaN"),
        ("M5", "无方", "", "语文", "", "", ""),
    )
    said = refused(tandem, tmp_path, path)
    for part in (
        "row 3, column “教师编号”: must not be empty",
        "row 4, column “一方”: “guide” is unknown; expected one of: mentor | mentee",
        "row 4, column “姓名”: must not be empty",
        "row 4, column “学科”: must not be empty",
        "row 4, column “教师编号”: the id “M1” stands in row 2 already",
        "row 5, column “已有帮扶对象数”: “3” is out of range; expected 0 to 2",
        "row 5, column “最多指导人数”: “NaN” is not a whole number",
        "row 6, column “一方”: must not be empty; expected one of: mentor | mentee",
        "8 mistakes; nothing was written.",
    ):
        assert part in said, said


@pytest.mark.parametrize(
    ("given", "said"),
    [(TEACHERS[:3], "there are no mentees"), (TEACHERS[3:], "there are no mentors")],
)
def test_a_side_without_anybody_is_refused(
    tandem: Tandem, tmp_path: Path, given: tuple[Row, ...], said: str
):
    assert said in refused(tandem, tmp_path, write(tmp_path / "t.csv", *given))


def test_other_slips_are_said(tandem: Tandem, tmp_path: Path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert "empty" in refused(tandem, tmp_path, empty)
    assert "nowhere.csv: not found" in refused(tandem, tmp_path, tmp_path / "nowhere.csv")
    bare = tmp_path / "bare.csv"
    bare.write_text("id,name\nM1,x\n", encoding="utf-8")
    said = refused(tandem, tmp_path, bare)
    assert "“side” is missing" in said
    assert "“subject” is missing" in said
    many = [(f"T{n}", "x", "mentee", "语文", "", "", "") for n in range(2001)]
    said = refused(tandem, tmp_path, write(tmp_path / "t.csv", *many))
    assert "2,001 rows; the teachers of one collaboration are at most 2,000" in said


def test_an_unknown_subject_or_honour_is_told_and_stops_nothing(tandem: Tandem, tmp_path: Path):
    odd = (
        ("M1", "林舟", "mentor", "书法", "名师", "", ""),
        ("T1", "江岚", "mentee", "书法", "", "", ""),
    )
    path = write(tmp_path / "t.csv", *odd)
    done = tandem("pair", "mentors", path, "--at-least", "1", "--out", tmp_path / "r")
    assert done.code == 0
    for said in ("the subject “书法” is unknown", "the honour “名师” is unknown"):
        assert said in done.err
    assert rows(tmp_path / "r")["T1"][4] == "书法"


def test_a_run_can_be_repeated_byte_for_byte(tandem: Tandem, tmp_path: Path):
    path = write(tmp_path / "t.csv")
    for name in ("one", "two"):
        assert tandem("pair", "mentors", path, "--out", tmp_path / name).code == 0
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
