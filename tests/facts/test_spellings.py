"""Headings, codes, dates, numbers and ids as officers write them."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tandem.facts import read_facts
from tandem.facts.labels import code_titles, heading, table_title
from tandem.lib.titles import LANGUAGES, Language
from tandem.policy.schema import TABLES_BY_NAME
from tests.facts.districts import (
    VOCABULARY,
    District,
    csv_text,
    digest_of,
    expected_digest,
    found,
    problems_of,
    read,
    small_district,
    write_csv,
    write_workbook,
)


@pytest.fixture(scope="module")
def expected() -> str:
    """The digest of the small district, read from CSV."""
    return expected_digest()


def _write_in(folder: Path, district: District, language: Language) -> Path:
    """The district with file names, headings and codes in ``language``."""
    folder.mkdir()
    for table, rows in district.items():
        columns = TABLES_BY_NAME[table].columns
        translated = []
        for row in rows:
            cells = dict(row)
            for column in columns:
                code = row[column.name]
                if code is None:
                    continue
                if column.codes:
                    cells[column.name] = code_titles(table, column.name)[str(code)].get(language)
                elif column.vocabulary:
                    cells[column.name] = VOCABULARY[column.vocabulary][str(code)].get(language)
            translated.append(cells)
        text = csv_text(translated, table).split("\n", 1)[1]
        first = ",".join(f'"{heading(table, c.name, language)}"' for c in columns)
        (folder / f"{table_title(table, language)}.csv").write_text(
            f"{first}\n{text}", encoding="utf-8"
        )
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_codes_in_any_language_mean_the_same(
    tmp_path: Path, language: Language, expected: str
) -> None:
    source = _write_in(tmp_path / "words", small_district(), language)
    with read_facts(source, vocabulary=VOCABULARY) as facts:
        assert facts.digest == expected
        assert facts.notices == ()


def test_a_mix_of_languages_blanks_and_widths_is_understood(tmp_path: Path) -> None:
    expected = digest_of(write_csv(tmp_path / "plain", small_district("visits", "checks")))
    source = write_csv(tmp_path / "mixed", small_district("visits", "checks"))
    (source / "visits.csv").write_text(
        " 调研编号 ,協作編號 *,ＤＥＰＡＲＴＭＥＮＴ,Visited On\nV1 ,　C1,Research ,2024-05-20\n",
        encoding="utf-8",
    )
    (source / "checks.csv").write_text(
        '"协作编号\ncollaboration_id",side,年份（year）,抽查评分 | rating\nC1,指導校,２０２４,85%\n'
        "C1, PARTNER ,2024,１\n",
        encoding="utf-8",
    )
    # "年份" is no heading, and "year" in brackets is no code with an underscore: it stays unknown.
    assert found(problems_of(source)) == {("missing_column", "checks.csv", 1, "year")}
    text = (source / "checks.csv").read_text(encoding="utf-8").replace("年份（year）", "考核年度")
    (source / "checks.csv").write_text(text, encoding="utf-8")
    assert digest_of(source) == expected


def test_words_that_officers_use_instead_are_understood(tmp_path: Path, expected: str) -> None:
    district = small_district()
    plain = write_csv(tmp_path / "plain", district)
    words = {
        "collaborations": ("结对名单", {
            "collaboration_id": "结对编号", "lead_school_id": "牵头学校编号",
            "partner_school_id": "規模較小學校編號", "origin": "结对方式",
            "assigned": "统筹安排", "self_arranged": "自主结对",
        }),
        "mentorships": ("师徒结对", {"mentorship_id": "师徒编号", "mentee_id": "被指导教师编号"}),
        "secondments": ("挂职", {"evaluated_on": "鉴定日期", "grade": "等次", "partner": "协作学校"}),
        "participations": ("参与人员", {"head": "园长", "lead": "規模較大學校", "partner": "受援学校"}),
        "aid": ("资助", {"accepted_on": "签收日期"}),
    }  # fmt: skip
    for table, (name, instead) in words.items():
        rows = list(csv.reader((plain / f"{table}.csv").open(encoding="utf-8")))
        (plain / f"{table}.csv").unlink()
        with (plain / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([instead.get(cell, cell) for cell in row] for row in rows)
    assert digest_of(plain) == expected


def test_dates_in_the_usual_spellings(tmp_path: Path) -> None:
    spellings = [
        "2024-3-1", "2024/3/1", "2024.3.1", "2024年3月1日", "2024年03月01號", "20240301",
        "2024-03-01 00:00:00", "2024-03-01T08:30:00", "２０２４－３－１", " 2024-03-01 ",
        "2024年 3月 1日", "45352", "45352.0",
    ]  # fmt: skip
    district = small_district("visits")
    district["visits"] = [
        {
            "visit_id": f"V{i}",
            "collaboration_id": "C1",
            "department": "research",
            "visited_on": text,
        }
        for i, text in enumerate(spellings)
    ]
    with read_facts(write_csv(tmp_path, district), vocabulary=VOCABULARY) as facts:
        days = facts.connection.execute("SELECT DISTINCT visited_on FROM facts.visits").fetchall()
        assert days == [(date(2024, 3, 1),)]
        assert [(n.code, n.row, n.value) for n in facts.notices] == [
            ("date_as_number", 13, "45352"),
            ("date_as_number", 14, "45352.0"),
        ]


def test_what_is_no_date_is_told_with_its_row(tmp_path: Path) -> None:
    wrong = {
        "2024-02-30": "no_such_day",
        "2024-13-01": "no_such_day",
        "3/1/2024": "bad_date",
        "24-3-1": "bad_date",
        "2024-3": "bad_date",
        "昨天": "bad_date",
        "0024-03-01": "date_out_of_range",
        "9999-12-31": "date_out_of_range",
        "7": "bad_date",
        "2024-03-01-02": "bad_date",
    }
    district = small_district("visits")
    district["visits"] = [
        {
            "visit_id": f"V{i}",
            "collaboration_id": "C1",
            "department": "research",
            "visited_on": text,
        }
        for i, text in enumerate(wrong)
    ]
    problems = problems_of(write_csv(tmp_path, district))
    assert {(p.row, p.value, p.code) for p in problems} == {
        (row, text, code) for row, (text, code) in enumerate(wrong.items(), 2)
    }


def test_amounts_and_numbers(tmp_path: Path) -> None:
    good = {
        "30000": "30000.00", "30,000.5": "30000.50", "￥1200": "1200.00", "１２．５": "12.50",
        "80元": "80.00", "+7": "7.00", "1e3": "1000.00", "12.500": "12.50",
    }  # fmt: skip
    bad = {
        "-1": "negative", "1.005": "too_many_places", "NaN": "bad_decimal", "inf": "bad_decimal",
        "3万": "bad_decimal", "1,00": "bad_decimal", "99999999999999999": "too_large_amount",
        "0x10": "bad_decimal", "1_000": "bad_decimal", "1e999999999": "too_large_amount",
    }  # fmt: skip
    district = small_district("aid")
    row = district["aid"][0]
    district["aid"] = [dict(row, aid_id=f"D{i}", value_yuan=v) for i, v in enumerate(good)]
    with read_facts(write_csv(tmp_path / "good", district), vocabulary=VOCABULARY) as facts:
        values = facts.connection.execute("SELECT value_yuan FROM facts.aid ORDER BY aid_id")
        assert [v for (v,) in values.fetchall()] == [Decimal(text) for text in good.values()]
    district["aid"] = [dict(row, aid_id=f"D{i}", value_yuan=v) for i, v in enumerate(bad)]
    problems = problems_of(write_csv(tmp_path / "bad", district))
    assert {(p.row, p.code) for p in problems} == set(enumerate(bad.values(), 2))


def test_whole_numbers_and_their_bounds(tmp_path: Path) -> None:
    wrong = {
        "0": "integer_out_of_range", "-2": "integer_out_of_range", "1.5": "bad_integer",
        "两节": "bad_integer", "99999999999": "integer_out_of_range",
        "9" * 5000: "integer_out_of_range",
    }  # fmt: skip
    district = small_district("activities", "mentorships", "quality")
    row = district["activities"][0]
    district["activities"] += [
        dict(row, activity_id=f"B{i}", sessions=text)
        for i, text in enumerate([*wrong, "２", "3.0"])
    ]
    district["quality"] += [
        {"school_id": "S3", "year": "2024年", "value": "１.５"},
        {"school_id": "S4", "year": "1024", "value": "nan"},
        {"school_id": "S4", "year": "2025", "value": "1e400"},
    ]
    problems = problems_of(write_csv(tmp_path, district))
    assert {(p.place, p.row, p.code) for p in problems} == {
        *(("activities.csv", row, code) for row, code in enumerate(wrong.values(), 5)),
        ("quality.csv", 5, "integer_out_of_range"),
        ("quality.csv", 5, "bad_number"),
        ("quality.csv", 6, "bad_number"),
    }


def test_ids_match_across_tables_whatever_their_width(tmp_path: Path) -> None:
    expected = expected_digest("plans")
    district = small_district("plans")
    district["plans"][0]["collaboration_id"] = "Ｃ１"
    district["schools"][0]["school_id"] = "　S1 "
    source = write_csv(tmp_path / "wide", district)
    digest, notices = read(source)
    assert digest == expected
    assert found(notices) == {("id_widths", "plans.csv", 2, "collaboration_id")}


def test_ids_that_became_decimals_are_whole_again(tmp_path: Path) -> None:
    district = small_district("outputs")
    district["outputs"] = [
        dict(district["outputs"][0], output_id=str(number)) for number in (7, 8, 12)
    ]
    expected = digest_of(write_csv(tmp_path / "plain", district))
    for row in district["outputs"]:
        row["output_id"] = f"{row['output_id']}.0"
    source = write_csv(tmp_path / "decimals", district)
    digest, notices = read(source)
    assert digest == expected
    assert [n.code for n in notices] == ["id_decimals"]
    # One id that is none of these, and ".0" is part of the ids.
    district["outputs"][1]["output_id"] = "8.1"
    with read_facts(write_csv(tmp_path / "versions", district), vocabulary=VOCABULARY) as facts:
        ids = facts.connection.execute("SELECT output_id FROM facts.outputs ORDER BY 1").fetchall()
        assert ids == [("12.0",), ("7.0",), ("8.1",)]
        assert facts.notices == ()


def test_an_unknown_code_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    district = small_district("activities", "mentorships", "participations", "waivers")
    district["participations"][0]["honour"] = "骨干老师"
    district["participations"][1]["post"] = "厨师长先生"
    district["activities"][0]["kind"] = "lectures"
    district["waivers"][0]["requirement"] = "专题讲座每学期2次"
    problems = {p.column: p for p in problems_of(write_csv(tmp_path, district))}
    assert {p.code for p in problems.values()} == {"unknown_code"}
    assert problems["honour"].params["nearest"] == "骨干教师"
    assert problems["post"].params["nearest"] == ""
    assert problems["kind"].params["nearest"] == "lecture"
    assert problems["requirement"].params["nearest"] == "专题讲座每学期两次"
    assert "副校长" in str(problems["post"].params["accepted-zh-Hans"])


def test_ids_of_which_a_spreadsheet_kept_fifteen_digits_are_refused(tmp_path: Path) -> None:
    district = small_district("people")
    people = ("1.10101E+17", "1E5", "110101199003071234")
    district["people"] = [{"person_id": p, "name": None, "school_id": None} for p in people]
    problems = problems_of(write_csv(tmp_path / "csv", district))
    assert found(problems) == {("id_digits_lost", "people.csv", 2, "person_id")}
    district["people"][0]["person_id"] = 110101199003071234
    problems = problems_of(write_workbook(tmp_path / "d.xlsx", district))
    assert found(problems) == {("id_digits_lost", "people", 2, "person_id")}


def test_an_id_in_the_wrong_case_is_pointed_at_the_right_one(tmp_path: Path) -> None:
    district = small_district("visits")
    district["visits"][0]["collaboration_id"] = "c2"
    (problem,) = problems_of(write_csv(tmp_path, district))
    assert problem.params["nearest"] == "C2"
