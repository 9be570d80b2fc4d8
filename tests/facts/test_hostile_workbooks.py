"""Workbooks that ask for more memory than there is, and cells whose content did not arrive."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.facts.districts import found, problems_of, small_district, write_workbook

_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TEXT = "x" * (1 << 20)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The tables that must be there, as a workbook."""
    return write_workbook(tmp_path / "district.xlsx", small_district("visits"))


def _with_parts(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (old | parts).items():
            archive.writestr(name, data)
    return path


def _strings(*texts: str, announced: str | None = None) -> bytes:
    items = b"".join(b"<si><t>%s</t></si>" % text.encode() for text in texts)
    count = (announced or str(len(texts))).encode()
    return b'<sst %s uniqueCount="%s">%s</sst>' % (_MAIN, count, items)


def _sheet(rows: int, value: bytes) -> bytes:
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s">%s</c></row>' % (row, row, value)
        for row in range(1, rows + 1)
    )
    return b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (_MAIN, cells)


@pytest.mark.parametrize("announced", ["4000000000", "99999999999999999999999", "&#52;000000000"])
def test_an_announced_number_of_texts_is_not_believed(source: Path, announced: str) -> None:
    _with_parts(source, {"xl/sharedStrings.xml": _strings("a", announced=announced)})
    assert [p.code for p in problems_of(source)] == ["zip_bomb"]


@pytest.mark.parametrize("value", [b"<v>1</v>", b"<v><!-- -->1</v>", b"<v>&#49;</v>"])
def test_one_long_text_in_very_many_cells_is_not_written_out(source: Path, value: bytes) -> None:
    parts = {
        "xl/sharedStrings.xml": _strings("school_id", _TEXT),
        "xl/worksheets/sheet1.xml": _sheet(1100, value),
    }
    assert [p.code for p in problems_of(_with_parts(source, parts))] == ["zip_bomb"]


def test_a_long_text_that_is_used_once_is_no_reason_to_refuse(source: Path) -> None:
    sheet = _sheet(1100, b"<v>0</v>").replace(b"<v>0</v>", b"<v>1</v>", 1)
    parts = {
        "xl/sharedStrings.xml": _strings("school_id", _TEXT),
        "xl/worksheets/sheet1.xml": sheet,
    }
    assert "zip_bomb" not in [p.code for p in problems_of(_with_parts(source, parts))]


def test_a_sheet_that_is_too_large_is_named_as_its_tab(source: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["terms"].cell(1_048_576, 16_384, "x")
    book.save(source)
    (problem,) = problems_of(source)
    assert (problem.code, problem.params["sheet"]) == ("sheet_too_large", "terms")


def test_a_formula_without_its_result_is_told_and_told_once(source: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["schools"]["B3"] = '="白鹭湾"&"小学"'  # must not be empty
    book["schools"]["F3"] = '="S1"'  # may be empty: would be lost without a word
    book["schools"]["G3"] = "=1+1"  # no column of ours
    book.save(source)
    assert found(problems_of(source)) == {
        ("formula_cell", "schools", 3, "name"),
        ("formula_cell", "schools", 3, "successor_id"),
    }


def test_a_formula_error_is_told_once(source: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["schools"]["B3"] = "#N/A"
    book["schools"]["B3"].data_type = "e"
    book.save(source)
    assert found(problems_of(source)) == {("error_cell", "schools", 3, "name")}
