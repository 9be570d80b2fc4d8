"""A small valid district, and ways to write it down as CSV, workbook and Parquet."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import openpyxl

from tandem.facts import FactsError, Problem, read_facts
from tandem.lib.titles import Titles
from tandem.policy.schema import TABLES_BY_NAME

Cell = str | int | float | date | Decimal | None
Row = dict[str, Cell]
District = dict[str, list[Row]]

VOCABULARY: Mapping[str, Mapping[str, Titles]] = {
    "kinds": {
        "lecture": Titles("专题讲座", "專題講座", "Lecture"),
        "open_lesson": Titles("公开教学", "公開教學", "Open lesson"),
        "heads_exchange": Titles("一把手交流", "一把手交流", "Heads' exchange"),
        "demonstration_lesson": Titles(
            "教学示范（示范课、研讨课）", "教學示範（示範課、研討課）", "Demonstration lesson"
        ),
    },
    "topics": {
        "culture": Titles("校园文化", "校園文化", "School culture"),
        "brand": Titles("品牌特色", "品牌特色", "Brand"),
    },
    "subjects": {
        "chinese": Titles("语文", "語文", "Chinese"),
        "maths": Titles("数学", "數學", "Maths"),
    },
    "grades": {
        "excellent": Titles("优秀", "優秀", "Excellent"),
        "good": Titles("良好", "良好", "Good"),
    },
    "rules": {
        "lecture": Titles("专题讲座每学期两次", "專題講座每學期兩次", "Two lectures a term"),
        "aid": Titles("硬件援助", "硬體援助", "Aid"),
    },
}


def _rows(table: str, *rows: Sequence[Cell]) -> list[Row]:
    names = [column.name for column in TABLES_BY_NAME[table].columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


_SMALL: District = {
    "schools": _rows(
        "schools",
        ("S1", "青石桥小学", "primary", "B1", "open", None),
        ("S2", "白鹭湾小学", "primary", "B1", "open", None),
        ("S3", "云水小学", "primary", "B1", "merged", "S1"),
        ("S4", "望山小学", "primary", "B1", "open", None),
    ),
    "collaborations": _rows(
        "collaborations",
        ("C1", "R1", None, "S1", "S2", "assigned", date(2024, 3, 1), None, date(2024, 4, 30)),
        ("C2", "R1", "2", "S1", "S4", "self_arranged", date(2024, 3, 1), date(2026, 1, 20),
         date(2024, 4, 30)),
    ),
    "terms": _rows(
        "terms",
        ("T1", "R1", 2024, "spring", date(2024, 3, 1), date(2024, 7, 10)),
        ("T2", "R1", 2024, "autumn", date(2024, 9, 1), date(2025, 1, 20)),
    ),
    "activities": _rows(
        "activities",
        ("A1", None, "C1", "lecture", date(2024, 3, 15), "partner", 1, None, None, "confirmed"),
        ("A2", "E1", "C1", "open_lesson", date(2024, 4, 2), "lead", 2, "M1", "maths", "confirmed"),
        ("A3", "E1", "C2", "heads_exchange", date(2024, 5, 9), "online", 1, None, None, "draft"),
    ),
    "activity_topics": _rows("activity_topics", ("A1", "culture"), ("A3", "brand")),
    "participations": _rows(
        "participations",
        ("A1", "P1", "lead", "teacher", "backbone", "speaker"),
        ("A1", "P2", "partner", "deputy_head", None, "attendee"),
        ("A2", "P3", "partner", "teacher", None, "teacher"),
        ("A3", "P4", "lead", "head", None, "chair"),
        ("A3", "X-7", "partner", "student", None, "attendee"),
    ),
    "mentorships": _rows(
        "mentorships",
        ("M1", "C1", "P1", "P3", "maths", date(2024, 3, 1), None),
        ("M2", "C1", "P1", "P5", "chinese", date(2024, 3, 1), date(2024, 12, 31)),
    ),
    "secondments": _rows(
        "secondments",
        ("X1", "C1", "P2", "partner", "deputy_head", date(2024, 4, 1), date(2024, 4, 12),
         date(2024, 4, 20), "good"),
    ),
    "outputs": _rows("outputs", ("O1", "C1", "P3", "paper", date(2024, 6, 1))),
    "plans": _rows("plans", ("L1", "C1", date(2024, 4, 1), date(2024, 4, 20))),
    "aid": _rows(
        "aid",
        ("D1", "C1", "books", Decimal("3000.50"), date(2024, 5, 1), date(2024, 5, 3)),
        ("D2", "C1", "funds", Decimal("0.00"), date(2024, 6, 1), None),
    ),
    "visits": _rows("visits", ("V1", "C1", "research", date(2024, 5, 20))),
    "checks": _rows("checks", ("C1", "lead", 2024, 0.85), ("C1", "partner", 2024, 1.0)),
    "quality": _rows("quality", ("S1", 2024, 74.02), ("S2", 2024, 60.0)),
    "waivers": _rows("waivers", ("C1", "T2", "lecture", "校舍修缮"), ("C1", "2024", "aid", "灾情")),
}  # fmt: skip


def small_district(*tables: str) -> District:
    """A fresh copy of a district of two collaborations in which nothing is wrong.

    With ``tables`` it has only these and the three that must be there (reading is quicker then).
    """
    wanted = {"schools", "collaborations", "terms", *tables} if tables else set(_SMALL)
    return {name: copy.deepcopy(rows) for name, rows in _SMALL.items() if name in wanted}


def csv_text(rows: Sequence[Row], table: str) -> str:
    """A table as CSV text in the contract's columns."""
    names = [column.name for column in TABLES_BY_NAME[table].columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([["" if row[n] is None else row[n] for n in names] for row in rows])
    return text.getvalue()


def write_csv(folder: Path, district: District) -> Path:
    """One CSV file a table."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in district.items():
        (folder / f"{table}.csv").write_text(csv_text(rows, table), encoding="utf-8")
    return folder


def write_workbook(path: Path, district: District) -> Path:
    """One sheet a table, real dates and numbers in the cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table, rows in district.items():
        sheet = book.create_sheet(table)
        names = [column.name for column in TABLES_BY_NAME[table].columns]
        sheet.append(names)
        for row in rows:
            sheet.append([row[name] for name in names])
    book.save(path)
    return path


def write_parquet(folder: Path, district: District) -> Path:
    """One typed Parquet file a table."""
    folder.mkdir(parents=True, exist_ok=True)
    types = {
        "text": "VARCHAR",
        "date": "DATE",
        "integer": "INTEGER",
        "number": "DOUBLE",
        "decimal": "DECIMAL(18,2)",
    }
    with duckdb.connect() as connection:
        for table, rows in district.items():
            columns = TABLES_BY_NAME[table].columns
            fields = ", ".join(f'"{c.name}" {types[c.type]}' for c in columns)
            connection.execute(f"CREATE TABLE t ({fields})")
            marks = ", ".join("?" for _ in columns)
            for row in rows:
                connection.execute(
                    f"INSERT INTO t VALUES ({marks})", [row[c.name] for c in columns]
                )
            connection.execute(f"COPY t TO '{folder / table}.parquet' (FORMAT parquet)")
            connection.execute("DROP TABLE t")
    return folder


def problems_of(source: Path) -> tuple[Problem, ...]:
    """The errors with which ``source`` is refused; none if it is read."""
    try:
        read_facts(source, vocabulary=VOCABULARY).close()
    except FactsError as error:
        return error.problems
    return ()


def notices_of(source: Path) -> tuple[Problem, ...]:
    """The warnings and notes of a source that is read."""
    with read_facts(source, vocabulary=VOCABULARY) as facts:
        return facts.notices


def digest_of(source: Path) -> str:
    """The digest of a source that is read."""
    with read_facts(source, vocabulary=VOCABULARY) as facts:
        return facts.digest


def read(source: Path) -> tuple[str, tuple[Problem, ...]]:
    """The digest of a source that is read, and its warnings and notes: one reading for both."""
    with read_facts(source, vocabulary=VOCABULARY) as facts:
        return facts.digest, facts.notices


@cache
def expected_digest(*tables: str) -> str:
    """The digest of ``small_district(*tables)``, read from CSV once."""
    with TemporaryDirectory() as folder:
        return digest_of(write_csv(Path(folder), small_district(*tables)))


def found(problems: Sequence[Problem]) -> set[tuple[str, str, int | None, str | None]]:
    """(code, place, row, column) of each problem."""
    return {(p.code, p.place, p.row, p.column) for p in problems}
