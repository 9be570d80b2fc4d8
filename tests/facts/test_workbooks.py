"""Workbooks as officers hand them in, and workbooks that must not be opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.facts.districts import (
    digest_of,
    expected_digest,
    found,
    notices_of,
    problems_of,
    read,
    small_district,
    write_csv,
    write_workbook,
)

_TABLES = ("activities", "participations", "mentorships", "outputs", "plans", "visits")
_DATED = ("collaborations", "activities", "mentorships", "visits", "aid")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The small district as a workbook."""
    return write_workbook(tmp_path / "district.xlsx", small_district(*_TABLES))


def _change(path: Path, change: Callable[[openpyxl.Workbook], None]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def test_dates_as_dates_numbers_and_text(source: Path) -> None:
    expected = expected_digest(*_TABLES)

    def change(book: openpyxl.Workbook) -> None:
        book["outputs"]["E2"] = 45444.604166666664  # 1 June 2024, half past two
        book["outputs"]["E2"].number_format = "yyyy-mm-dd hh:mm"
        book["visits"]["D2"] = 45432
        book["visits"]["D2"].number_format = "0"
        book["plans"]["C2"] = "2024年4月1日"

    _change(source, change)
    digest, notices = read(source)
    assert digest == expected
    assert found(notices) == {("date_as_number", "visits", 2, "visited_on")}


def test_dates_counted_from_1904(tmp_path: Path) -> None:
    expected = expected_digest(*_DATED)
    district = small_district(*_DATED)
    book = xlsxwriter.Workbook(tmp_path / "mac.xlsx", {"date_1904": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for table, rows in district.items():
        sheet = book.add_worksheet(table)
        sheet.write_row(0, 0, list(rows[0]))
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row.values()):
                if isinstance(value, date):
                    # The first date column as a bare number, as a lost cell format leaves it.
                    bare = table == "visits"
                    sheet.write_datetime(r, c, value, None if bare else day)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    assert digest_of(tmp_path / "mac.xlsx") == expected


def test_numbers_in_id_columns_are_ids(tmp_path: Path) -> None:
    district = small_district("outputs", "waivers")
    district["outputs"][0]["output_id"] = "12"
    expected = digest_of(write_csv(tmp_path / "csv", district))
    source = write_workbook(tmp_path / "d.xlsx", district)

    def change(book: openpyxl.Workbook) -> None:
        book["outputs"]["A2"] = 12.0
        book["waivers"]["B3"] = 2024

    _change(source, change)
    digest, notices = read(source)
    assert digest == expected
    assert notices == ()


def test_an_id_that_became_a_date_is_told(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["outputs"]["A2"] = date(2024, 3, 1)
        book["collaborations"]["C3"] = time(2, 30)

    _change(source, change)
    assert found(problems_of(source)) == {
        ("id_is_date", "outputs", 2, "output_id"),
        ("id_is_date", "collaborations", 3, "batch"),
    }


def test_formula_errors_are_not_taken_for_empty_cells(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for cell in ("D2", "C2"):
            book["plans"][cell] = "#REF!"
            book["plans"][cell].data_type = "e"
        book["plans"]["H9"] = "#N/A"
        book["plans"]["H9"].data_type = "e"

    _change(source, change)
    assert found(problems_of(source)) == {
        ("error_cell", "plans", 2, "submitted_on"),
        ("error_cell", "plans", 2, "approved_on"),
    }


def _shifted(sheet: Worksheet, rows: int, columns: int) -> None:
    sheet.insert_rows(1, rows)
    sheet.insert_cols(1, columns)


def test_stray_rows_columns_titles_and_notes(source: Path) -> None:
    expected = expected_digest(*_TABLES)

    def change(book: openpyxl.Workbook) -> None:
        participations = book["participations"]
        participations.insert_rows(4, 2)
        _shifted(participations, 3, 2)
        participations["C2"] = "参加人员登记表"
        participations.merge_cells("C2:H2")
        participations.insert_rows(5)
        participations["C5"] = "说明：每人一行"
        participations.merge_cells("C5:H5")
        participations["C40"] = "  "
        book["activities"].insert_cols(3)
        book.create_sheet("备忘")["A1"] = "随便写写"
        book.create_sheet("rounds")

    _change(source, change)
    digest, notices = read(source)
    assert digest == expected
    assert found(notices) == {
        ("unknown_sheet", "备忘", None, None),
        ("heading_found_below", "participations", 4, None),
        ("note_row", "participations", 5, None),
    }


def test_rows_are_numbered_as_the_sheet_shows_them(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["visits"]
        sheet["D2"] = "昨天"
        _shifted(sheet, 4, 1)
        sheet.insert_rows(6, 3)

    _change(source, change)
    assert found(problems_of(source)) == {("bad_date", "visits", 9, "visited_on")}


def test_cells_merged_downwards_hold_for_every_row(source: Path) -> None:
    expected = expected_digest(*_TABLES)

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["participations"]
        # A1 stands in rows 2 and 3, A3 in rows 5 and 6.
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("A5:A6")

    _change(source, change)
    assert digest_of(source) == expected
    told = notices_of(source)
    assert [(n.code, n.row) for n in told] == [("merged_filled", 2), ("more_alike", None)]


def test_cells_merged_across_columns_are_refused(source: Path) -> None:
    _change(source, lambda book: book["mentorships"].merge_cells("C2:D3"))
    problems = problems_of(source)
    assert ("merged_cells", "mentorships", 2, "mentor_id") in found(problems)


def test_sheets_named_in_chinese_and_one_table_twice(source: Path) -> None:
    expected = expected_digest(*_TABLES)

    def rename(book: openpyxl.Workbook) -> None:
        book["schools"].title = "学校"
        book["visits"].title = "部門調研"

    _change(source, rename)
    assert digest_of(source) == expected
    _change(source, lambda book: book.copy_worksheet(book["学校"]).__setattr__("title", "Schools"))
    (problem,) = problems_of(source)
    assert (problem.code, problem.place, problem.params["others"]) == (
        "table_twice", "学校", "Schools"
    )  # fmt: skip


def test_a_sheet_without_its_headings(source: Path) -> None:
    _change(source, lambda book: book["visits"].delete_rows(1))
    assert found(problems_of(source)) == {("no_heading", "visits", 1, None)}


def test_a_workbook_without_any_table(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(path)
    assert [p.code for p in problems_of(path)] == ["no_tables"]


# --- workbooks that are none, or none that should be opened --------------------------------------


def _repacked(path: Path, replace: dict[str, bytes], drop: tuple[str, ...] = ()) -> Path:
    """The workbook with some of its parts replaced or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in drop and name not in replace:
                new.writestr(name, old.read(name))
        for name, data in replace.items():
            new.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def _sheet_xml(cells: str) -> bytes:
    return (
        '<?xml version="1.0"?><worksheet xmlns='
        f'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}'
        "</sheetData></worksheet>"
    ).encode()


_FAR = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>x</t></is></c></row>'


def test_files_that_are_no_workbook(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    contents = {
        "empty_file": b"",
        "not_a_workbook": "学校编号,学校名称\n".encode(),
        "old_excel": ole + "Workbook".encode("utf-16-le"),
        "encrypted_workbook": ole + "EncryptedPackage".encode("utf-16-le"),
        "damaged_workbook": b"PK\x03\x04" + b"\x00" * 50,
    }
    for code, data in contents.items():
        path = tmp_path / f"{code}.xlsx"
        path.write_bytes(data)
        assert [(p.code, p.place) for p in problems_of(path)] == [(code, path.name)]
    other = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert [p.code for p in problems_of(other)] == ["not_a_workbook"]
    (tmp_path / "folder.xlsx").mkdir()
    assert [p.code for p in problems_of(tmp_path / "folder.xlsx")] == ["no_tables"]


def test_a_workbook_cut_short_anywhere(source: Path) -> None:
    whole = source.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        source.write_bytes(whole[: int(len(whole) * share)])
        assert [p.code for p in problems_of(source)] == ["damaged_workbook"]


def test_a_workbook_with_flipped_bytes_never_crashes(source: Path) -> None:
    whole = source.read_bytes()
    for position in range(40, len(whole), len(whole) // 10):
        data = bytearray(whole)
        data[position] ^= 0xFF
        source.write_bytes(bytes(data))
        # Some flips do no harm; the others are told, and nothing else is raised.
        problems_of(source)


def test_missing_and_broken_parts(source: Path, tmp_path: Path) -> None:
    whole = source.read_bytes()
    cases: list[tuple[dict[str, bytes], tuple[str, ...]]] = [
        ({}, ("xl/_rels/workbook.xml.rels",)),
        ({"xl/workbook.xml": b"<workbook"}, ()),
        ({}, ("xl/worksheets/sheet1.xml",)),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row><c r='A1'"}, ()),
        ({"xl/sharedStrings.xml": b"<sst><si>"}, ()),
    ]
    for replace, drop in cases:
        source.write_bytes(whole)
        codes = {p.code for p in problems_of(_repacked(source, replace, drop))}
        assert codes & {"damaged_workbook", "damaged_sheet", "no_heading", "missing_table",
                        "empty_cell"}, (replace, drop)  # fmt: skip


def test_a_zip_bomb_is_not_unpacked(source: Path) -> None:
    bomb = b"<worksheet>" + b" " * (24 << 20)
    _repacked(source, {"xl/worksheets/sheet1.xml": bomb})
    assert source.stat().st_size < 1 << 20
    assert [p.code for p in problems_of(source)] == ["zip_bomb"]


def test_a_part_that_lies_about_its_size(source: Path) -> None:
    _repacked(source, {"xl/worksheets/sheet1.xml": _sheet_xml(" " * 100_000)})
    data = source.read_bytes()
    size = (len(_sheet_xml("")) + 100_000).to_bytes(4, "little")
    source.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    assert [p.code for p in problems_of(source)] == ["damaged_workbook"]


def test_entities_are_refused(source: Path) -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        b"<worksheet>&b;</worksheet>"
    )
    _repacked(source, {"xl/worksheets/sheet1.xml": bomb})
    assert [p.code for p in problems_of(source)] == ["xml_entities"]


@pytest.mark.parametrize(
    ("row", "column"), [("1048576", "XFD"), ("1048576", "AZ"), ("9", "ZZZZZZ")]
)
def test_a_sheet_that_claims_to_be_endless(source: Path, row: str, column: str) -> None:
    cells = _FAR.format(1, "A") + _FAR.format(row, column)
    _repacked(source, {"xl/worksheets/sheet1.xml": _sheet_xml(cells)})
    codes = [p.code for p in problems_of(source)]
    assert codes in (["sheet_too_large"], ["damaged_workbook"], ["no_heading"], ["damaged_sheet"])


def test_a_far_away_cell_is_no_reason_to_refuse(source: Path) -> None:
    expected = expected_digest(*_TABLES)
    _change(source, lambda book: book["visits"].__setitem__("BZ3000", "  "))
    assert digest_of(source) == expected
