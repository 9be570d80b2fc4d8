"""Labels and sentences: complete in three languages, and every problem can be said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import tandem.facts
from tandem.facts import Problem, describe
from tandem.facts.labels import (
    code_label,
    code_spellings,
    code_titles,
    column_notes,
    column_spellings,
    column_titles,
    heading,
    table_spellings,
    table_title,
    table_titles,
)
from tandem.facts.normalise import word
from tandem.lib.titles import LANGUAGES, Language, Titles
from tandem.policy.schema import TABLES
from tests.facts.districts import notices_of, problems_of, small_district, write_csv

_PACKAGE = Path(tandem.facts.__file__).parent


def _complete(titles: Titles) -> bool:
    return bool(titles.zh_hans and titles.zh_hant and titles.en)


def test_every_table_column_and_code_has_a_label_in_every_language() -> None:
    for table in TABLES:
        assert _complete(table_titles(table.name))
        for column in table.columns:
            assert _complete(column_titles(table.name, column.name))
            assert _complete(column_notes(table.name, column.name))
            if column.codes:
                titles = code_titles(table.name, column.name)
                assert tuple(titles) == column.codes
                assert all(_complete(named) for named in titles.values())


def test_labels_of_one_kind_never_mean_two_things() -> None:
    for language in LANGUAGES:
        assert len({word(table_title(t.name, language)) for t in TABLES}) == len(TABLES)
        for table in TABLES:
            headings = {word(heading(table.name, c.name, language)) for c in table.columns}
            assert len(headings) == len(table.columns)
            for column in table.columns:
                labels = {word(code_label(table.name, column.name, code, language))
                          for code in column.codes}  # fmt: skip
                assert len(labels) == len(column.codes)


def _meanings() -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    """Every list of words that a reader chooses from: what it is of, and meaning -> spellings."""
    yield "tables", {t.name: table_spellings(t.name) for t in TABLES}
    for table in TABLES:
        yield table.name, {c.name: column_spellings(table.name, c.name) for c in table.columns}
        for column in table.columns:
            if column.codes:
                yield f"{table.name}.{column.name}", dict(code_spellings(table.name, column.name))


def test_no_spelling_means_two_things_and_none_is_given_twice() -> None:
    for place, meanings in _meanings():
        owners: dict[str, str] = {word(name): name for name in meanings}
        for name, spellings in meanings.items():
            assert len(set(spellings)) == len(spellings), (place, name)
            for spelling in spellings:
                assert owners.setdefault(word(spelling), name) == name, (place, spelling)


def test_every_alias_belongs_to_something_that_exists() -> None:
    aliases = tomllib.loads((_PACKAGE / "labels.toml").read_text(encoding="utf-8"))["aliases"]
    columns = {c.name for t in TABLES for c in t.columns}
    columns |= {f"{t.name}.{c.name}" for t in TABLES for c in t.columns}
    assert aliases["tables"].keys() <= {t.name for t in TABLES}
    assert aliases["columns"].keys() <= columns
    for name, lists in aliases["codes"].items():
        codes = {code for t in TABLES for c in t.columns for code in c.codes
                 if name in (c.name, f"{t.name}.{c.name}")}  # fmt: skip
        assert lists.keys() <= codes, name


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        table_title("pupils", "en")
    with pytest.raises(KeyError):
        heading("visits", "weather", "en")
    with pytest.raises(KeyError):
        code_titles("visits", "visited_on")
    with pytest.raises(KeyError):
        code_label("visits", "department", "police", "en")


def _messages(language: Language) -> dict[str, set[str]]:
    """Message id -> the parameters that it names."""
    text = (_PACKAGE / "messages" / f"{language}.ftl").read_text(encoding="utf-8")
    body = FluentParser().parse(text).body
    assert not [entry for entry in body if isinstance(entry, fluent.Junk)]
    found = {}
    for entry in body:
        if isinstance(entry, fluent.Message):
            assert entry.id.name not in found
            assert entry.value is not None
            found[entry.id.name] = {
                element.expression.id.name
                for element in entry.value.elements
                if isinstance(element, fluent.Placeable)
                and isinstance(element.expression, fluent.VariableReference)
            }
    return found


def test_the_catalogues_have_the_same_messages_and_parameters() -> None:
    assert _messages("zh-Hans") == _messages("zh-Hant") == _messages("en")


def _codes_in_code() -> set[str]:
    """Every problem code that the package names, by the ways in which it makes one."""
    codes: set[str] = set()
    for path in _PACKAGE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        codes.update(re.findall(r'(?:Problem|BadCell|BadWorkbook)\(\s*"(\w+)"', text))
        codes.update(
            re.findall(r'self\._tell\(\s*"(\w+)"', text)
        ) if path.stem == "workbook" else None
        codes.update(re.findall(r'"((?:read_as|id_|date_as)_?\w+)"', text))
    return codes - {"id_"}


def test_every_code_has_a_sentence() -> None:
    codes = _codes_in_code()
    assert {"bad_date", "zip_bomb", "merged_cells", "read_as_gbk", "id_widths"} <= codes
    assert codes <= set(_messages("en"))


def test_chinese_sentences_use_full_width_punctuation() -> None:
    for language in ("zh-Hans", "zh-Hant"):
        text = (_PACKAGE / "messages" / f"{language}.ftl").read_text(encoding="utf-8")
        assert not re.findall(r"[\u4e00-\u9fff][,;:?!]", text)


def test_sentences_name_place_row_column_fault_and_what_was_expected(tmp_path: Path) -> None:
    district = small_district("activities", "mentorships", "participations")
    district["activities"][0]["held_on"] = "3/15/2024"
    district["participations"][0]["honour"] = "骨干老师"
    (date_problem, code_problem) = sorted(
        problems_of(write_csv(tmp_path, district)), key=lambda p: p.code
    )
    assert describe(date_problem, "zh-Hans") == (
        "activities.csv 第 2 行“举办日期（held_on）”：“3/15/2024”不是日期。应如 2024-03-01。"
    )
    assert describe(date_problem, "zh-Hant") == (
        "activities.csv 第 2 列「舉辦日期（held_on）」：「3/15/2024」不是日期。應如 2024-03-01。"
    )
    assert describe(date_problem, "en") == (
        "activities.csv, row 2, column Held on (held_on): “3/15/2024” is not a date. "
        "Expected one like 2024-03-01."
    )
    assert describe(code_problem, "zh-Hans").endswith("“骨干老师”不在列表中。是不是“骨干教师”？")


def test_every_kind_of_mistake_can_be_said_in_every_language(tmp_path: Path) -> None:
    district = small_district()
    district["schools"][0] |= {"stage": "kindergarten", "status": None}
    district["schools"][1]["bureau_id"] = "B2"
    district["schools"][2]["successor_id"] = "S33"
    district["schools"][3]["stage"] = "学堂学堂学堂"
    district["collaborations"][1]["partner_school_id"] = "S1"
    district["collaborations"][0]["ends_on"] = "2023-01-01"
    district["terms"][1]["starts_on"] = "2024-07-01"
    district["terms"][0]["year"] = "24"
    district["activities"][0]["sessions"] = "0"
    district["activities"][1]["sessions"] = "many"
    district["activities"][2]["mentorship_id"] = "M1"
    district["mentorships"] += [dict(district["mentorships"][0], mentorship_id="M3", mentee_id="z")]
    district["plans"][0]["approved_on"] = "2024-02-31"
    district["aid"][0]["value_yuan"] = "-3"
    district["aid"][1]["value_yuan"] = "x"
    district["checks"][0]["rating"] = "9"
    district["checks"][1]["rating"] = "？"
    district["waivers"][0] |= {"period": "T8", "reason": "x" * 5000}
    district["waivers"][1]["reason"] = "a\x01b"
    district["visits"] *= 2
    district["quality"] *= 2
    source = write_csv(tmp_path / "facts", district)
    (source / "outputs.csv").write_text("a\n1\n", encoding="utf-8")
    (source / "secondments.csv").write_text("secondment_id,天气\n1,2,3\n", encoding="utf-8")
    problems = problems_of(source)
    assert len({p.code for p in problems}) >= 20
    for problem in problems:
        for language in LANGUAGES:
            text = describe(problem, language)
            assert problem.place in text
            assert "{" not in text
            assert problem.row is None or str(problem.row) in text
    assert all(p.severity == "error" for p in problems)


def test_warnings_and_notes_can_be_said(tmp_path: Path) -> None:
    district = small_district()
    district["schools"][1] |= {"stage": "junior", "bureau_id": "B2"}
    source = write_csv(tmp_path / "facts", district)
    text = (source / "visits.csv").read_text(encoding="utf-8")
    (source / "visits.csv").write_bytes(text.replace("V1", "Ｖ１").encode("gbk"))
    said = [describe(n, "zh-Hans") for n in notices_of(source)]
    assert said == [
        "collaborations.csv 第 2 行：协作“C1”的两校学段不同：小学、初中。",
        "collaborations.csv 第 2 行：协作“C1”的两校不属同一教育局：B1、B2。",
        "visits.csv：文件是 GBK 编码，已按 GBK 读取。",
        "visits.csv 第 2 行“调研编号（visit_id）”：编号“Ｖ１”里有全角字符，已按半角处理。",
    ]


def test_years_are_not_grouped_like_amounts() -> None:
    problem = Problem("season_twice", "warning", "terms", "terms.csv", 3, "season", "T2",
                      {"year": 2024})  # fmt: skip
    assert "2024" in describe(problem, "en")
