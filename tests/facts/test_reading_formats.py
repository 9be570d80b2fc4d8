"""The same district as CSV, workbook and Parquet reads to the same typed facts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.facts import FactsError, read_facts
from tandem.policy.schema import TABLES
from tests.facts.districts import (
    VOCABULARY,
    District,
    csv_text,
    digest_of,
    expected_digest,
    found,
    notices_of,
    problems_of,
    small_district,
    write_csv,
    write_parquet,
    write_workbook,
)

_TYPES = {
    "text": "VARCHAR",
    "integer": "INTEGER",
    "date": "DATE",
    "decimal": "DECIMAL(18,2)",
    "number": "DOUBLE",
}


@pytest.fixture(scope="module")
def expected() -> str:
    """The digest of the small district, read from CSV."""
    return expected_digest()


_PART = ("aid", "activities", "mentorships", "waivers", "checks", "participations")


@pytest.fixture(scope="module")
def part() -> str:
    """The digest of a part of it, for tests in which a few tables will do."""
    return expected_digest(*_PART)


def test_every_contract_table_is_there_with_its_columns_and_types(tmp_path: Path) -> None:
    district = small_district()
    del district["visits"]
    with read_facts(write_csv(tmp_path, district), vocabulary=VOCABULARY) as facts:
        for table in TABLES:
            described = facts.connection.execute(f"DESCRIBE facts.{table.name}").fetchall()
            assert [(row[0], row[1]) for row in described] == [
                (column.name, _TYPES[column.type]) for column in table.columns
            ]
        assert facts.counts == {t.name: len(district.get(t.name, [])) for t in TABLES}
        assert facts.notices == ()


def test_values_arrive_typed_and_empty_text_is_no_data(tmp_path: Path) -> None:
    district = small_district()
    district["activities"][0]["sessions"] = None
    with read_facts(write_csv(tmp_path, district), vocabulary=VOCABULARY) as facts:
        aid = facts.connection.execute("FROM facts.aid ORDER BY aid_id").fetchall()
        assert aid[0] == (
            "D1", "C1", "books", Decimal("3000.50"), date(2024, 5, 1), date(2024, 5, 3)
        )  # fmt: skip
        assert aid[1][5] is None
        activity = facts.connection.execute(
            "SELECT event_id, sessions, mentorship_id FROM facts.activities WHERE activity_id = 'A1'"
        ).fetchone()
        assert activity == (None, 1, None)


@pytest.mark.parametrize("written", ["csv", "xlsx", "parquet", "mixed"])
def test_the_digest_does_not_depend_on_the_format(
    tmp_path: Path, written: str, expected: str
) -> None:
    district = small_district()
    if written == "xlsx":
        source = write_workbook(tmp_path / "district.xlsx", district)
    elif written == "parquet":
        source = write_parquet(tmp_path / "other", district)
    elif written == "mixed":
        half = {name: district[name] for name in ("schools", "terms", "aid")}
        source = write_parquet(tmp_path / "other", half)
        write_csv(source, {n: rows for n, rows in district.items() if n not in half})
    else:
        source = write_csv(tmp_path / "other", {n: rows[::-1] for n, rows in district.items()})
    assert digest_of(source) == expected


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("aid", "value_yuan", Decimal("3000.51")),
        ("activities", "held_on", date(2024, 3, 16)),
        ("activities", "event_id", "E1"),
        ("waivers", "reason", "停电"),
        ("checks", "rating", 0.86),
    ],
)
def test_the_digest_sees_every_change(
    tmp_path: Path, table: str, column: str, value: str, part: str
) -> None:
    changed = small_district(*_PART)
    changed[table][0][column] = value
    assert digest_of(write_csv(tmp_path, changed)) != part


def test_a_repeated_row_changes_the_digest(tmp_path: Path, part: str) -> None:
    twice = small_district(*_PART)
    twice["participations"].append(dict(twice["participations"][0]))
    assert digest_of(write_csv(tmp_path, twice)) != part


def test_text_moved_to_the_next_cell_changes_the_digest(tmp_path: Path) -> None:
    one, other = small_district("people"), small_district("people")
    one["people"] = [{"person_id": "P1", "name": "甲", "school_id": None}]
    other["people"] = [{"person_id": "P1甲", "name": None, "school_id": None}]
    assert digest_of(write_csv(tmp_path / "a", one)) != digest_of(write_csv(tmp_path / "b", other))


def test_parquet_files_are_read_in_place(tmp_path: Path) -> None:
    source = write_parquet(
        tmp_path / "facts", small_district("participations", "activities", "mentorships")
    )
    with read_facts(source, vocabulary=VOCABULARY) as facts:
        tables = facts.connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'typed'"
        ).fetchone()
        assert tables == (0,)
    with read_facts(source, vocabulary=VOCABULARY, check=False) as unchecked:
        assert unchecked.counts["participations"] == 5


def test_wildcards_in_a_folder_name_are_taken_literally(tmp_path: Path) -> None:
    for name, write in (("facts[1]*", write_csv), ("facts?2", write_parquet)):
        assert notices_of(write(tmp_path / name, small_district("visits"))) == ()


def test_parquet_mistakes_name_file_record_and_column(tmp_path: Path) -> None:
    district = small_district("activities", "mentorships", "checks", "aid", "plans")
    district["activities"][2]["kind"] = "picnic"
    district["checks"][1]["rating"] = 1.5
    district["aid"][0]["collaboration_id"] = "C9"
    district["plans"][0]["plan_id"] = None
    assert found(problems_of(write_parquet(tmp_path, district))) == {
        ("unknown_code", "activities.parquet", 3, "kind"),
        ("number_out_of_range", "checks.parquet", 2, "rating"),
        ("dangling_id", "aid.parquet", 1, "collaboration_id"),
        ("empty_cell", "plans.parquet", 1, "plan_id"),
    }


def test_parquet_with_labels_and_text_dates_reads_too(tmp_path: Path) -> None:
    write_csv(tmp_path, small_district("visits"))
    expected = digest_of(tmp_path)
    (tmp_path / "visits.csv").unlink()
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT ' V1' AS \"调研编号\", 'C1' AS collaboration_id, '教研室' AS department, "
            f"'2024年5月20日' AS visited_on) TO '{tmp_path / 'visits.parquet'}' (FORMAT parquet)"
        )
    assert digest_of(tmp_path) == expected


def test_a_folder_with_both_formats_of_a_table_is_refused(tmp_path: Path) -> None:
    write_csv(tmp_path, small_district("aid"))
    write_parquet(tmp_path, {"aid": small_district()["aid"]})
    assert [(p.code, p.table) for p in problems_of(tmp_path)] == [("table_twice", "aid")]


def test_progress_rises_to_one(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    source = write_csv(tmp_path, small_district("participations", "activities", "mentorships"))
    read_facts(
        source, vocabulary=VOCABULARY, progress=lambda what, done: told.append((what, done))
    ).close()
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert told[-1] == ("checks", 1.0)
    assert {"schools", "participations"} <= {what for what, _ in told}


# --- any valid small district -------------------------------------------------------------------

_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=6)
_DAYS = st.integers(0, 900).map(lambda days: date(2024, 3, 1) + timedelta(days=days))


@st.composite
def _districts(draw: st.DrawFn) -> District:
    """The small district with drawn records on top."""
    district = small_district("quality", "aid", "visits", "waivers", "checks")
    for index in range(draw(st.integers(0, 4))):
        school = f"{draw(st.sampled_from(['S', '学校', '0', '12.']))}{index + 10}"
        district["schools"].append(
            {
                "school_id": school,
                "name": "校" + draw(_NAMES),
                "stage": "primary",
                "bureau_id": "B1",
                "status": draw(st.sampled_from(["open", "closed"])),
                "successor_id": draw(st.sampled_from([None, "S1"])),
            }
        )
        figure = draw(st.integers(-(10**9), 10**9).map(lambda n: n / 1000))
        district["quality"].append({"school_id": school, "year": 2025, "value": figure})
        district["aid"].append(
            {
                "aid_id": f"D{index + 10}",
                "collaboration_id": "C2",
                "kind": draw(st.sampled_from(["funds", "equipment", "books", "other"])),
                "value_yuan": draw(st.decimals(0, 10**9, places=2)),
                "handed_over_on": date(2024, 3, 1),
                "accepted_on": draw(st.none() | _DAYS),
            }
        )
        district["visits"].append(
            {
                "visit_id": f"V{index + 10}",
                "collaboration_id": "C1",
                "department": draw(st.sampled_from(["education", "supervision", "research"])),
                "visited_on": draw(_DAYS),
            }
        )
        district["waivers"].append(
            {
                "collaboration_id": "C2",
                "period": draw(st.sampled_from(["T1", "T2", "R1", "2024"])) if index == 0 else "T1",
                "requirement": ["lecture", "aid"][index % 2],
                "reason": "因"
                + draw(_NAMES)
                + draw(st.sampled_from(["", ",", '"', "\n又", "，"]))
                + "末",
            }
        )
    first = {
        (row["collaboration_id"], row["period"], row["requirement"]): row
        for row in reversed(district["waivers"])
    }
    district["waivers"] = list(reversed(first.values()))
    return district


@given(_districts(), st.randoms(use_true_random=False))
@settings(max_examples=3, deadline=None)
def test_any_valid_district_survives_every_format(district: District, luck: random.Random) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        shuffled = {table: luck.sample(rows, len(rows)) for table, rows in district.items()}
        try:
            expected = digest_of(write_csv(folder / "csv", district))
            assert digest_of(write_workbook(folder / "d.xlsx", shuffled)) == expected
            assert digest_of(write_parquet(folder / "parquet", shuffled)) == expected
        except FactsError as error:
            pytest.fail(f"valid facts were refused: {error.problems}")


def test_csv_with_windows_line_ends_and_a_mark_reads_the_same(tmp_path: Path) -> None:
    district = small_district("visits", "waivers", "aid")
    expected = digest_of(write_csv(tmp_path / "a", district))
    other = write_csv(tmp_path / "b", district)
    for table, rows in district.items():
        data = csv_text(rows, table).replace("\n", "\r\n").encode("utf-8-sig")
        (other / f"{table}.csv").write_bytes(data)
    with read_facts(other, vocabulary=VOCABULARY) as facts:
        assert (facts.digest, facts.notices) == (expected, ())
