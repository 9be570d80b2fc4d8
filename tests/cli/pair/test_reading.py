"""School lists and mapping files: what is understood, and every mistake with its place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from tandem.cli.failure import Failure
from tandem.cli.pair.headings import headings
from tandem.cli.pair.lists import pair_messages
from tandem.cli.pair.mapping import ListMapping, parse_mapping, usual_mapping
from tandem.cli.pair.schools import SchoolList, read_schools
from tandem.lib.titles import LANGUAGES, Language
from tandem.lib.toml_problems import TomlError
from tandem.policy.load import load_policy
from tandem.policy.shipped import district_policy
from tests.cli.pair.registry import HEADINGS, LEADS, NAMES, PARTNERS, ROWS, changed, write_registry

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "taiwan-primary-schools.toml"
MINISTRY = Path(__file__).with_name("ministry_list.csv")
SUBJECTS = load_policy(district_policy()).codes()
ENGLISH = pair_messages("en")


def read(path: Path, mapping: ListMapping | None = None) -> SchoolList:
    return read_schools(path, mapping or usual_mapping("en"), SUBJECTS, ENGLISH)


def faults(path: Path, mapping: ListMapping | None = None) -> list[str]:
    with pytest.raises(Failure) as failure:
        read(path, mapping)
    return list(failure.value.lines)


def ids(schools: SchoolList) -> tuple[list[str], list[str]]:
    return [s.id for s in schools.leads], [s.id for s in schools.partners]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "cp950", "utf-16"])
def test_traditional_headings_are_read_in_any_encoding(tmp_path: Path, encoding: str):
    schools = read(write_registry(tmp_path / "list.csv", encoding=encoding))
    assert ids(schools) == (["A1", "A2"], ["B1", "B2", "B3", "B4"])
    lead, partner = schools.leads[0], schools.partners[0]
    assert (lead.name, lead.stage, lead.pupils, lead.teachers) == ("鏡湖一小", "primary", 900, 60)
    assert (partner.latitude, partner.longitude) == (27.05, 118.05)
    assert (lead.strengths, partner.needs) == (("chinese", "maths"), ("maths",))
    assert schools.rows["B1"] == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_with_headings_of_any_language_gives_the_same(
    tmp_path: Path, language: Language
):
    known = headings("schools", language)
    book = Workbook()
    book.active.append([known[name][0] for name in NAMES])
    for row in ROWS:
        book.active.append([float(c) if c.replace(".", "").isdigit() else c or None for c in row])
    book.save(tmp_path / "list.xlsx")
    expected = read(write_registry(tmp_path / "list.csv"))
    found = read(tmp_path / "list.xlsx")
    assert (found.leads, found.partners) == (expected.leads, expected.partners)


def test_what_is_not_known_is_none_and_never_zero(tmp_path: Path):
    row = changed(PARTNERS[0], pupils="", teachers="", needs="")
    school = read(write_registry(tmp_path / "list.csv", LEADS[0], row)).partners[0]
    assert (school.pupils, school.teachers, school.mentors, school.needs) == (None, None, None, ())


def test_all_mistakes_are_told_with_row_column_and_what_would_do(tmp_path: Path):
    path = write_registry(
        tmp_path / "list.csv",
        LEADS[0],
        changed(LEADS[1], side="領頭"),
        changed(PARTNERS[0], stage="大學", pupils="many"),
        changed(PARTNERS[1], latitude="north"),
        changed(PARTNERS[2], id="A1"),
        changed(PARTNERS[3], name=""),
    )
    said = faults(path)
    assert len(said) == 7
    for line, parts in zip(
        said,
        (
            ("row 3", "一方", "領頭", "lead | partner"),
            ("row 4", "學段", "大學", "primary"),
            ("row 4", "學生人數", "many"),
            ("row 5", "緯度", "north"),
            ("row 6", "學校編號", "A1", "row 2"),
            ("row 7", "學校名稱", "empty"),
            ("6 mistakes", "nothing was written"),
        ),
        strict=True,
    ):
        assert [part for part in parts if part not in line] == []


def test_wishes_and_earlier_partners_are_found_by_name(tmp_path: Path):
    head = (*HEADINGS, "意願學校", "以前結對學校")
    rows = [
        (*LEADS[0], "", ""),
        (*LEADS[1], "", ""),
        (*PARTNERS[0], "鏡湖二小、A1、無名小學", "A2"),
    ]
    schools = read(write_registry(tmp_path / "list.csv", *rows, headings=head))
    assert schools.partners[0].wishes == ("A2", "A1")
    assert schools.partners[0].earlier == ("A2",)
    assert len(schools.notices) == 1
    assert "無名小學" in schools.notices[0]


def test_figures_stand_under_headings_that_name_a_year(tmp_path: Path):
    head = (*HEADINGS, "2024年品質綜合評估值", "quality 2025")
    rows = [(*LEADS[0], "81.5", ""), (*PARTNERS[0], "64", "66.5")]
    schools = read(write_registry(tmp_path / "list.csv", *rows, headings=head))
    assert schools.leads[0].figures == {2024: 81.5}
    assert schools.partners[0].figures == {2024: 64.0, 2025: 66.5}


FOREIGN = """
[columns]
id = "代碼"
name = "校名"
latitude = "緯"
longitude = "經"
pupils = ["男", "女"]
[figures]
2024 = "評等"
[side]
column = "地區"
partner = ["偏遠", "特偏"]
others = "lead"
[stage]
column = "級別"
values = { "國民小學" = "primary" }
[only]
"縣市" = ["甲縣"]
[leave_out]
"男" = ["0"]
[units]
coordinates = "millionths"
"""
FOREIGN_HEAD = ("代碼", "校名", "地區", "級別", "緯", "經", "男", "女", "評等", "縣市", "備註")
FOREIGN_ROWS = (
    ("001", "甲小", "", "國民小學", "27000000", "118100000", "300", "280", "7", "甲縣", "x"),
    ("002", "乙小", "偏遠", "國民小學", "27050000", "118050000", "40", "", "", "甲縣", ""),
    ("003", "丙小", "特偏", "國民小學", "27050000", "118050000", "0", "0", "", "甲縣", ""),
    ("004", "丁小", "偏遠", "國民小學", "27050000", "118050000", "40", "40", "", "乙縣", ""),
)


def test_a_mapping_says_which_column_is_what(tmp_path: Path):
    path = write_registry(tmp_path / "list.csv", *FOREIGN_ROWS, headings=FOREIGN_HEAD)
    schools = read(path, parse_mapping(FOREIGN))
    assert ids(schools) == (["001"], ["002"])
    lead, partner = schools.leads[0], schools.partners[0]
    assert (lead.pupils, lead.latitude, lead.longitude) == (580, 27.0, 118.1)
    assert (lead.figures, lead.stage) == ({2024: 7.0}, "primary")
    assert partner.pupils is None  # one of the two columns is empty
    assert (schools.left_out, schools.notices) == (2, ())


def test_conditions_can_be_changed_without_editing_the_mapping(tmp_path: Path):
    path = write_registry(tmp_path / "list.csv", *FOREIGN_ROWS, headings=FOREIGN_HEAD)
    mapping = parse_mapping(FOREIGN).narrowed({"縣市": ("乙縣",)})
    assert ids(read(path, mapping)) == ([], ["004"])
    assert "none of 4 rows" in faults(path, mapping.narrowed({"縣市": ("丙縣",)}))[0]


def test_a_column_that_the_mapping_names_must_be_there(tmp_path: Path):
    head = tuple("別" if name == "緯" else name for name in FOREIGN_HEAD)
    path = write_registry(tmp_path / "list.csv", *FOREIGN_ROWS, headings=head)
    assert any("緯" in line for line in faults(path, parse_mapping(FOREIGN)))


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ('id = "代碼"', "", "columns.id", "missing"),
        ('name = "校名"', 'name = ["校名", "別名"]', "columns.name", "not-text"),
        ('name = "校名"', 'name = "校名"\nteecher = "師"', "columns.teecher", "unknown-key"),
        ('others = "lead"', 'others = "leads"', "side.others", "unknown-choice"),
        ('column = "地區"', "", "side.column", "missing"),
        ('= "primary"', '= "primery"', "stage.values.國民小學", "unknown-choice"),
        ('2024 = "評等"', '24 = "評等"', "figures.24", "out-of-range"),
        ('"millionths"', '"feet"', "units.coordinates", "unknown-choice"),
        ("[only]", "[onyl]", "onyl", "unknown-key"),
    ],
)
def test_a_mistake_in_the_mapping_names_its_key_and_line(old: str, new: str, key: str, code: str):
    assert old in FOREIGN
    text = FOREIGN.replace(old, new)
    with pytest.raises(TomlError) as error:
        parse_mapping(text)
    assert (key, code) in [(p.key, p.code) for p in error.value.problems]
    assert all(p.line > 1 for p in error.value.problems)


def ministry_rows() -> list[dict[str, str]]:
    """Invented schools in exactly the columns of the ministry's list, with its oddities."""
    with MINISTRY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_invented_list_has_the_oddities_of_the_real_one():
    rows = ministry_rows()
    assert (len(rows), len(rows[0])) == (31, 66)
    assert {row["Unnamed: 12"] + row["體系別"] for row in rows} == {""}
    assert {row["地區屬性"] for row in rows} == {"", "偏遠", "特偏", "極偏"}
    without = [row for row in rows if not row["縣市別"]]
    assert len(without) == 2
    for row in without:
        assert [row[name] for name in ("地址", "X 坐標", "Y 坐標")] == [""] * 3
        assert row["經度"]
        assert row["學校級別"] == "附設國民小學"
    assert [row["學校名稱_ref"] for row in rows if row["學校名稱_ref"] != row["學校名稱"]]
    assert sum("國(中)小" in row["學校名稱"] for row in rows) == 3
    assert sum(row["學生人數"] == "0" for row in rows) == 1
    assert len({(row["經度"], row["緯度"]) for row in rows}) == len(rows) - 1


def test_the_example_mapping_reads_the_ministrys_list_as_it_is():
    schools = read(MINISTRY, parse_mapping(EXAMPLE.read_text(encoding="utf-8")))
    here = [r for r in ministry_rows() if r["縣市名稱"] == "花蓮縣" and r["學生人數"] != "0"]
    remote = {row["學校代碼"] for row in here if row["地區屬性"]}
    assert (len(schools.leads), len(schools.partners)) == (12, 16)
    assert {school.id for school in schools.partners} == remote
    assert schools.left_out == 3
    assert schools.notices == ()
    by_id = {school.id: school for school in schools.schools}
    for row in here:
        school = by_id[row["學校代碼"]]
        assert school.name == row["學校名稱"]
        assert (school.longitude, school.latitude) == (float(row["經度"]), float(row["緯度"]))
        assert school.pupils == int(row["學生人數"])
        assert school.teachers == int(row["男專任教師"]) + int(row["女專任教師"])


@pytest.mark.parametrize(
    ("written", "degrees"),
    [("118.25", 118.25), ("118°15′0″E", 118.25), ("118度15分", 118.25), ("１１８．２５", 118.25)],
)
def test_degrees_are_read_as_people_write_them(tmp_path: Path, written: str, degrees: float):
    path = write_registry(tmp_path / "list.csv", LEADS[0], changed(PARTNERS[0], longitude=written))
    assert read(path).partners[0].longitude == pytest.approx(degrees)


def test_a_list_that_does_not_exist_is_said(tmp_path: Path):
    assert "nowhere.csv" in faults(tmp_path / "nowhere.csv")[0]


@pytest.mark.parametrize("heading", ["id", "School ID", "学校代码", "編號"])
def test_a_mistake_names_the_heading_as_the_file_has_it(tmp_path: Path, heading: str):
    head = (heading, *HEADINGS[1:])
    path = write_registry(tmp_path / "list.csv", LEADS[0], LEADS[0], PARTNERS[0], headings=head)
    assert f"column “{heading}”" in faults(path)[0]
