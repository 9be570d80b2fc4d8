"""Text files as they come: encodings, delimiters, quotes, headings, ragged and blank rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.districts import (
    csv_text,
    expected_digest,
    found,
    notices_of,
    problems_of,
    read,
    small_district,
    write_csv,
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A part of the small district as a folder of plain CSV files."""
    return write_csv(tmp_path / "facts", small_district("visits", "plans"))


def _schools() -> str:
    return csv_text(small_district()["schools"], "schools")


@pytest.mark.parametrize(
    ("encoding", "notice"),
    [
        ("gbk", "read_as_gbk"),
        ("gb18030", "read_as_gbk"),
        ("utf-16", "read_as_utf16"),
        ("utf-16-le", "read_as_utf16"),
        ("utf-16-be", "read_as_utf16"),
        ("utf-32", "read_as_utf16"),
        ("utf-8-sig", None),
    ],
)
def test_other_encodings_are_read_and_said(source: Path, encoding: str, notice: str | None) -> None:
    expected = expected_digest("visits", "plans")
    (source / "schools.csv").write_bytes(_schools().encode(encoding))
    digest, notices = read(source)
    assert digest == expected
    told = [(n.code, n.severity, n.place) for n in notices]
    assert told == ([(notice, "note", "schools.csv")] if notice else [])


def test_big5_is_told_from_gbk_by_its_headings(source: Path) -> None:
    expected = expected_digest("visits", "plans")
    text = "調研編號,協作編號,部門,調研日期\nV1,C1,教研室,2024-05-20\n"
    (source / "visits.csv").write_bytes(text.encode("cp950"))
    digest, notices = read(source)
    assert digest == expected
    assert [n.code for n in notices] == ["read_as_big5"]


def test_damaged_text_is_told_with_its_line(source: Path) -> None:
    lines = _schools().encode().split(b"\n")
    lines[2] = lines[2].replace("湾".encode(), "湾".encode()[:2])
    (source / "schools.csv").write_bytes(b"\n".join(lines))
    (source / "visits.csv").write_bytes(b"visit_id,\xff\xfe\xfd\x80\n")
    (source / "plans.csv").write_bytes(csv_text([], "plans").encode("utf-16")[:-1])
    assert found(problems_of(source)) == {
        ("undecodable", "schools.csv", 3, None),
        ("undecodable", "visits.csv", 1, None),
        ("undecodable", "plans.csv", 1, None),
    }


@pytest.mark.parametrize("delimiter", ["\t", ";", "，"])
def test_other_delimiters_are_read_and_said(source: Path, delimiter: str) -> None:
    expected = expected_digest("visits", "plans")
    (source / "schools.csv").write_text(_schools().replace(",", delimiter), encoding="utf-8")
    digest, notices = read(source)
    assert digest == expected
    assert [n.code for n in notices] == ["other_delimiter"]


def test_quotes_line_breaks_and_blank_rows_keep_row_numbers_true(source: Path) -> None:
    text = (
        "\n查访记录,,,\n"
        "visit_id,collaboration_id,department,visited_on\n"
        "说明：每次调研一行,,,\n"
        "\n"
        '"V1","C1","research","2024-05-20"\n'
        ",,,\n"
        '"V2\n",C1,research,2024-05-21\n'
        "  ,　,,\n"
        "V3,C1,research,someday\n"
    )
    (source / "visits.csv").write_text(text, encoding="utf-8")
    assert found(problems_of(source)) == {("bad_date", "visits.csv", 11, "visited_on")}
    (source / "visits.csv").write_text(text.replace("someday", "2024-05-22"), encoding="utf-8")
    assert found(notices_of(source)) == {
        ("heading_found_below", "visits.csv", 3, None),
        ("note_row", "visits.csv", 4, None),
    }


def test_headings_missing_repeated_unknown_and_nameless(source: Path) -> None:
    (source / "visits.csv").write_text(
        "visit_id,调研编号,department,visited_on,天气,\nV1,V1,research,2024-05-20,晴,好\n",
        encoding="utf-8",
    )
    assert found(problems_of(source)) == {
        ("repeated_column", "visits.csv", 1, "visit_id"),
        ("missing_column", "visits.csv", 1, "collaboration_id"),
    }
    (source / "visits.csv").write_text(
        "visit_id,collaboration_id,department,visited_on,天气,\nV1,C1,research,2024-05-20,晴,好\n",
        encoding="utf-8",
    )
    assert [(n.code, n.value) for n in notices_of(source)] == [
        ("unknown_column", "天气"),
        ("nameless_column", "好"),
    ]


def test_ragged_rows(source: Path) -> None:
    (source / "visits.csv").write_text(
        "visit_id,collaboration_id,department,visited_on\n"
        "V1,C1,research,2024-05-20,,\n"
        "V2,C1,research,2024-05-20,多\n"
        "V3\n"
        "V4,C1,research\n",
        encoding="utf-8",
    )
    assert found(problems_of(source)) == {
        ("too_many_cells", "visits.csv", 3, None),
        ("too_few_cells", "visits.csv", 4, None),
        ("empty_cell", "visits.csv", 5, "visited_on"),
    }


def test_a_quotation_mark_left_open(source: Path) -> None:
    head = "collaboration_id,period,requirement,reason\n"
    row = "C1,T2,lecture,校舍\n"
    text = head + row + 'C1,T1,lecture,"灾情\n' + row * 70_000
    (source / "waivers.csv").write_text(text, encoding="utf-8")
    assert found(problems_of(source)) == {("broken_quotes", "waivers.csv", 3, None)}


def test_a_cell_without_end(source: Path) -> None:
    text = "visit_id,collaboration_id,department,visited_on\n" + "x" * 2_200_000 + ",C1,,\n"
    (source / "visits.csv").write_text(text, encoding="utf-8")
    assert found(problems_of(source)) == {("cell_too_large", "visits.csv", 2, None)}


def test_control_characters_and_overlong_cells(source: Path) -> None:
    district = small_district("waivers", "plans", "visits")
    district["waivers"][0]["reason"] = "停\x00电"
    district["waivers"][1]["reason"] = "长" * 5000
    district["plans"][0]["plan_id"] = "L" * 300
    district["visits"][0]["visit_id"] = "V\x1f1"
    write_csv(source, district)
    assert found(problems_of(source)) == {
        ("control_character", "waivers.csv", 2, "reason"),
        ("too_long", "waivers.csv", 3, "reason"),
        ("too_long", "plans.csv", 2, "plan_id"),
        ("control_character", "visits.csv", 2, "visit_id"),
    }


def test_all_files_are_told_at_once(source: Path) -> None:
    write_csv(source, small_district())
    (source / "plans.csv").write_bytes(b"")
    (source / "outputs.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (source / "terms.csv").unlink()
    (source / "aid.csv").unlink()
    (source / "aid.csv").mkdir()
    (source / "visits.csv").unlink()
    (source / "visits.csv").symlink_to(source / "visits.csv")
    (source / "quality.parquet").write_bytes(b"PAR1 no more")
    (source / "quality.csv").unlink()
    (source / "secondments.csv").write_text("\n\n  \n", encoding="utf-8")
    assert found(problems_of(source)) == {
        ("empty_file", "plans.csv", None, None),
        ("no_heading", "outputs.csv", 1, None),
        ("missing_table", "facts", None, None),
        ("not_a_file", "aid.csv", None, None),
        ("not_a_file", "visits.csv", None, None),
        ("not_parquet", "quality.parquet", None, None),
        ("empty_file", "secondments.csv", None, None),
    }


def test_files_that_are_no_tables_are_noted(source: Path) -> None:
    (source / "读我.txt").write_text("你好", encoding="utf-8")
    (source / "budget.csv").write_text("a,b\n", encoding="utf-8")
    (source / "photo.jpg").write_bytes(b"\xff\xd8")
    assert found(notices_of(source)) == {
        ("unknown_file", "budget.csv", None, None),
        ("unknown_file", "读我.txt", None, None),
    }


def test_sources_with_nothing_to_read(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (tmp_path / "empty").mkdir()
    (tmp_path / "facts.csv").write_text("a\n", encoding="utf-8")
    told = {
        name: [p.code for p in problems_of(tmp_path / name)]
        for name in ("empty", "absent", "absent.xlsx", "facts.csv", "loop")
    }
    assert told == {
        "empty": ["no_tables"],
        "absent": ["no_such_source"],
        "absent.xlsx": ["no_such_source"],
        "facts.csv": ["unknown_source"],
        "loop": told["loop"],
    }
    assert told["loop"][0] in ("no_such_source", "unreadable")


def test_a_table_with_only_headings_is_empty(source: Path) -> None:
    (source / "visits.csv").write_text("visit_id,collaboration_id,department,visited_on")
    assert notices_of(source) == ()


def test_a_second_heading_with_the_codes_is_no_record(source: Path) -> None:
    expected = expected_digest("visits", "plans")
    (source / "visits.csv").write_text(
        "调研编号,协作编号,部门,调研日期\nvisit_id,collaboration_id,department,visited_on\n"
        "V1,C1,教研室,2024-05-20\n",
        encoding="utf-8",
    )
    digest, notices = read(source)
    assert digest == expected
    assert notices == ()


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("白鹭湾小学", '"白鹭湾小学', 3),  # never closed
        ("school_id", '"school_id', 1),  # in the headings
        ("青石桥小学,", '"青石桥小学,', 2),
    ],
)
def test_a_quotation_mark_left_open_is_told_where_it_stands(
    source: Path, old: str, new: str, row: int
) -> None:
    (source / "schools.csv").write_text(_schools().replace(old, new), encoding="utf-8")
    assert found(problems_of(source)) == {("broken_quotes", "schools.csv", row, None)}


def test_records_swallowed_between_two_stray_quotation_marks_are_not_lost(source: Path) -> None:
    text = _schools().replace("青石桥小学", '"青石桥小学').replace("云水小学", '云水小学"')
    (source / "schools.csv").write_text(text, encoding="utf-8")
    assert found(problems_of(source)) == {("broken_quotes", "schools.csv", 2, None)}


def test_a_text_of_several_lines_is_no_swallowed_record(source: Path) -> None:
    text = _schools().replace("青石桥小学", '"青石桥小学\n（东校区, 西校区）"')
    (source / "schools.csv").write_text(text, encoding="utf-8")
    assert problems_of(source) == ()


def test_rows_of_blanks_are_no_records(source: Path) -> None:
    text = _schools().replace("\n", "\n   \n, ,\n")
    (source / "schools.csv").write_text(text, encoding="utf-8")
    assert problems_of(source) == ()


def test_a_file_of_zeros_is_empty(source: Path) -> None:
    (source / "schools.csv").write_bytes(bytes(3000))
    assert [p.code for p in problems_of(source)] == ["empty_file"]


def test_a_workbook_beside_no_tables_is_pointed_at(tmp_path: Path) -> None:
    (tmp_path / "记录.xlsx").write_bytes(b"")
    (problem,) = problems_of(tmp_path)
    assert (problem.code, problem.params["book"]) == ("workbook_in_folder", "记录.xlsx")
    (tmp_path / "旧.xls").write_bytes(b"")
    assert [p.code for p in problems_of(tmp_path / "旧.xls")] == ["other_workbook"]


@pytest.mark.parametrize("between", ["\n", ""])
def test_totals_and_signatures_under_the_records_are_no_records(source: Path, between: str) -> None:
    closing = "合计,4 所,,,,\n注：以上均为公办学校\n填表人：李四,,,审核：王五,,\n"
    (source / "schools.csv").write_text(_schools() + between + closing, encoding="utf-8")
    rows = (7, 8, 9) if between else (6, 7, 8)
    digest, notices = read(source)
    assert digest == expected_digest("visits", "plans")
    assert found(notices) == {("note_row", "schools.csv", row, None) for row in rows}
