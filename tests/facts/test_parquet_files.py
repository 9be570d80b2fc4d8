"""Parquet files that are damaged inside, and values that only Parquet can hold."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from tandem.facts import read_facts
from tests.facts.districts import (
    VOCABULARY,
    found,
    problems_of,
    small_district,
    write_csv,
    write_parquet,
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of CSV whose ``visits`` and ``quality`` are Parquet."""
    district = small_district("visits", "quality")
    in_parquet = {name: district.pop(name) for name in ("visits", "quality")}
    return write_parquet(write_csv(tmp_path, district), in_parquet)


def test_a_damaged_page_is_told_although_the_file_opens(source: Path) -> None:
    path = source / "visits.parquet"
    data = bytearray(path.read_bytes())
    data[30:60] = b"\xff" * 30
    path.write_bytes(bytes(data))
    assert found(problems_of(source)) == {("not_parquet", "visits.parquet", None, None)}


def test_not_a_number_is_no_quality_figure(source: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'S1' AS school_id, 2024 AS year, 70.5 :: DOUBLE AS value UNION ALL "
            f"SELECT 'S2', 2024, 'nan') TO '{source / 'quality.parquet'}' (FORMAT parquet)"
        )
    assert found(problems_of(source)) == {("bad_number", "quality.parquet", 2, "value")}


def test_a_moment_is_the_day_it_is_in_china(source: Path) -> None:
    moment = datetime(2024, 5, 20, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'V1' AS visit_id, 'C1' AS collaboration_id, 'research' AS department, "
            f"? AS visited_on) TO '{source / 'visits.parquet'}' (FORMAT parquet)",
            [moment],
        )
        described = connection.execute(
            f"DESCRIBE SELECT visited_on FROM '{source / 'visits.parquet'}'"
        ).fetchone()
    assert described is not None
    assert described[1] == "TIMESTAMP WITH TIME ZONE"
    with read_facts(source, vocabulary=VOCABULARY) as facts:
        days = facts.connection.execute("SELECT visited_on FROM facts.visits").fetchall()
    assert days == [(date(2024, 5, 20),)]
