"""The empty workbook: everything an officer needs, and the reader takes it back filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tandem.facts import read_facts, write_template
from tandem.facts.labels import code_titles, column_notes, heading, table_title
from tandem.lib.titles import LANGUAGES, Language, Titles
from tandem.policy.schema import TABLES, TABLES_BY_NAME, Column
from tests.facts.districts import (
    VOCABULARY,
    expected_digest,
    found,
    problems_of,
    small_district,
)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """The template in every language."""
    folder = tmp_path_factory.mktemp("templates")
    paths: dict[Language, Path] = {language: folder / f"{language}.xlsx" for language in LANGUAGES}
    for language, path in paths.items():
        write_template(path, vocabulary=VOCABULARY, language=language)
    return paths


@pytest.fixture(scope="module")
def expected() -> str:
    """The digest of the small district, read from CSV."""
    return expected_digest()


def _titles(table: str, column: Column) -> dict[str, Titles]:
    if column.vocabulary:
        return dict(VOCABULARY[column.vocabulary])
    return dict(code_titles(table, column.name)) if column.codes else {}


def _rule(sheet: Worksheet, index: int) -> DataValidation | None:
    """The validation of the column's cells, which must reach from row 2 to the last one."""
    for rule in sheet.data_validations.dataValidation:
        if f"{openpyxl.utils.get_column_letter(index)}2:" in str(rule.sqref):
            assert str(rule.sqref).endswith("1048576")
            return rule
    return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_its_sheet_with_two_headings_and_notes(
    templates: dict[Language, Path], language: Language
) -> None:
    book = openpyxl.load_workbook(templates[language])
    assert book.sheetnames[1:-1] == [table_title(table.name, language) for table in TABLES]
    for table in TABLES:
        sheet = book[table_title(table.name, language)]
        assert sheet.freeze_panes == "B2"
        for index, column in enumerate(table.columns, 1):
            cell = sheet.cell(1, index)
            first, second = str(cell.value).split("\n")
            title = heading(table.name, column.name, language)
            must = column.required and column.default is None
            assert first == (f"{title} *" if must else title)
            other = heading(table.name, column.name, "zh-Hans")
            assert second == (other if language == "en" else column.name)
            assert cell.comment is not None
            assert column_notes(table.name, column.name).get(language) in cell.comment.text
            width = sheet.column_dimensions[cell.column_letter].width
            assert 12 <= width <= 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_drop_down_list_with_labels(
    templates: dict[Language, Path], language: Language
) -> None:
    book = openpyxl.load_workbook(templates[language])
    for table in TABLES:
        sheet = book[table_title(table.name, language)]
        for index, column in enumerate(table.columns, 1):
            titles = _titles(table.name, column)
            rule = _rule(sheet, index)
            if titles:
                assert rule is not None, (table.name, column.name)
                assert rule.type == "list"
                name, area = str(rule.formula1).lstrip("=").split("!")
                labels = [cell.value for (cell,) in book[name][area.replace("$", "")]]
                assert labels == [named.get(language) for named in titles.values()]
                assert book[name].sheet_state == "hidden"
            elif column.type == "text":
                assert rule is None
                assert sheet.column_dimensions[sheet.cell(1, index).column_letter]
            else:
                kinds = {"date": "date", "integer": "whole"}
                assert rule is not None
                assert rule.type == kinds.get(column.type, "decimal")
                assert rule.error, "the officer is told what to enter"


def test_a_list_beyond_excels_limit_is_complete(tmp_path: Path) -> None:
    kinds = {f"kind_{i}": Titles(f"第{i}类活动，名称很长很长", en=f"Kind, {i}") for i in range(60)}
    vocabulary = {**VOCABULARY, "kinds": kinds}
    path = tmp_path / "t.xlsx"
    write_template(path, vocabulary=vocabulary, language="en")
    book = openpyxl.load_workbook(path)
    rule = _rule(book["Activities"], 4)
    assert rule is not None
    name, area = str(rule.formula1).lstrip("=").split("!")
    assert [c.value for (c,) in book[name][area.replace("$", "")]] == [k.en for k in kinds.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_template_reads(
    templates: dict[Language, Path], language: Language, tmp_path: Path, expected: str
) -> None:
    book = openpyxl.load_workbook(templates[language])
    district = small_district()
    for table, rows in district.items():
        sheet = book[table_title(table, language)]
        for r, row in enumerate(rows, 2):
            for c, column in enumerate(TABLES_BY_NAME[table].columns, 1):
                value = row[column.name]
                titles = _titles(table, column)
                sheet.cell(r, c).value = titles[str(value)].get(language) if (
                    titles and value is not None
                ) else value  # fmt: skip
    filled = tmp_path / "filled.xlsx"
    book.save(filled)
    with read_facts(filled, vocabulary=VOCABULARY) as facts:
        assert facts.digest == expected
        assert facts.notices == ()


def test_an_untouched_template_is_an_empty_district(templates: dict[Language, Path]) -> None:
    for path in templates.values():
        with read_facts(path, vocabulary=VOCABULARY) as facts:
            assert set(facts.counts.values()) == {0}
            assert facts.notices == ()


def test_a_mistake_in_a_filled_template_names_sheet_and_row(
    templates: dict[Language, Path], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(templates["zh-Hans"])
    book["学校"].append(["S1", "青石桥小学", "小学", "B1", "在办", None])
    book["学校"].append(["S2", "白鹭湾小学", "中学堂", "B1", None, None])
    book["学期"].append(["T1", "R1", 2024, "春季", date(2024, 3, 1), "七月"])
    book.save(tmp_path / "filled.xlsx")
    assert found(problems_of(tmp_path / "filled.xlsx")) == {
        ("unknown_code", "学校", 3, "stage"),
        ("empty_cell", "学校", 3, "status"),
        ("bad_date", "学期", 2, "ends_on"),
    }


def test_the_template_is_the_same_every_time(
    templates: dict[Language, Path], tmp_path: Path
) -> None:
    write_template(tmp_path / "again.xlsx", vocabulary=VOCABULARY, language="zh-Hant")
    assert (tmp_path / "again.xlsx").read_bytes() == templates["zh-Hant"].read_bytes()


def test_the_first_sheet_explains_and_leads_to_every_table(
    templates: dict[Language, Path],
) -> None:
    for language, path in templates.items():
        sheet = openpyxl.load_workbook(path).worksheets[0]
        texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
        links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row
                 if cell.hyperlink}  # fmt: skip
        for table in TABLES:
            title = table_title(table.name, language)
            assert title in texts
            assert f"'{title}'!A1" in links


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_template(tmp_path / "nowhere" / "t.xlsx", vocabulary=VOCABULARY, language="en")
