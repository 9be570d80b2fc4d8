"""The contract's rules between rows and tables."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.facts import FactsError, read_facts
from tests.facts.districts import (
    VOCABULARY,
    Row,
    found,
    notices_of,
    problems_of,
    small_district,
    write_csv,
    write_workbook,
)


def test_repeated_ids_name_both_rows(tmp_path: Path) -> None:
    district = small_district("visits", "checks", "quality", "waivers")
    for table in ("visits", "checks", "quality", "waivers", "schools"):
        district[table].append(dict(district[table][0]))
    problems = problems_of(write_csv(tmp_path, district))
    assert {(p.code, p.table, p.row, p.column, p.params["first"]) for p in problems} == {
        ("repeated_id", "visits", 3, "visit_id", 2),
        ("repeated_id", "schools", 6, "school_id", 2),
        ("repeated_key", "checks", 4, "collaboration_id+side+year", 2),
        ("repeated_key", "quality", 4, "school_id+year", 2),
        ("repeated_key", "waivers", 4, "collaboration_id+period+requirement", 2),
    }


def test_dangling_ids_everywhere(tmp_path: Path) -> None:
    district = small_district(
        "activities",
        "activity_topics",
        "participations",
        "mentorships",
        "checks",
        "quality",
        "waivers",
    )
    district["schools"][2]["successor_id"] = "S77"
    district["collaborations"][1]["partner_school_id"] = "S88"
    district["activities"][1]["mentorship_id"] = "M99"
    district["activity_topics"][0]["activity_id"] = "A99"
    district["participations"][4]["activity_id"] = "A98"
    district["checks"][0]["collaboration_id"] = "c1"
    district["quality"][0]["school_id"] = "S99"
    district["waivers"][1]["collaboration_id"] = "C99"
    assert found(problems_of(write_csv(tmp_path, district))) == {
        ("dangling_id", "schools.csv", 4, "successor_id"),
        ("dangling_id", "collaborations.csv", 3, "partner_school_id"),
        ("dangling_id", "activities.csv", 3, "mentorship_id"),
        ("dangling_id", "activity_topics.csv", 2, "activity_id"),
        ("dangling_id", "participations.csv", 6, "activity_id"),
        ("dangling_id", "checks.csv", 2, "collaboration_id"),
        ("dangling_id", "quality.csv", 2, "school_id"),
        ("dangling_id", "waivers.csv", 3, "collaboration_id"),
    }


def test_ids_of_a_table_that_is_not_there_dangle(tmp_path: Path) -> None:
    district = small_district("activities", "mentorships")
    del district["mentorships"]
    assert found(problems_of(write_csv(tmp_path, district))) == {
        ("dangling_id", "activities.csv", 3, "mentorship_id")
    }


def test_a_table_that_cannot_be_read_does_not_make_others_dangle(tmp_path: Path) -> None:
    source = write_csv(tmp_path, small_district("visits", "quality"))
    (source / "schools.csv").write_bytes(b"")
    assert [p.code for p in problems_of(source)] == ["empty_file"]


def test_persons_are_looked_up_only_where_people_are_listed(tmp_path: Path) -> None:
    district = small_district("activities", "participations", "mentorships", "outputs")
    district["people"] = [
        {"person_id": p, "name": None, "school_id": None} for p in ("P1", "P2", "P4", "P5")
    ]
    district["participations"].append(
        {
            "activity_id": "A1",
            "person_id": "B-1",
            "side": "bureau",
            "post": "other",
            "honour": None,
            "part": "observer",
        }
    )
    # P3 is on no list; the pupil X-7 and the bureau's B-1 need not be.
    assert found(problems_of(write_csv(tmp_path / "a", district))) == {
        ("dangling_id", "participations.csv", 4, "person_id"),
        ("dangling_id", "mentorships.csv", 2, "mentee_id"),
        ("dangling_id", "outputs.csv", 2, "person_id"),
    }
    district["people"] = []
    assert problems_of(write_csv(tmp_path / "b", district)) == ()


def test_rounds_are_looked_up_in_rounds_or_else_in_terms(tmp_path: Path) -> None:
    district = small_district("visits")
    district["collaborations"][0]["round_id"] = "R2"
    (problem,) = [
        p
        for p in problems_of(write_csv(tmp_path / "a", district))
        if p.row == 2 and p.code == "dangling_id"
    ]
    assert problem.params["parent"] == "terms"
    round_one: Row = {
        "round_id": "R1", "name": "第一轮", "bureau_id": None,
        "starts_on": date(2024, 3, 1), "ends_on": date(2027, 2, 28),
    }  # fmt: skip
    district["rounds"] = [round_one]
    district["terms"][1]["round_id"] = "R3"
    problems = problems_of(write_csv(tmp_path / "b", district))
    assert {(p.table, p.column, p.params["parent"]) for p in problems if "parent" in p.params} == {
        ("collaborations", "round_id", "rounds"),
        ("terms", "round_id", "rounds"),
    }
    district = small_district("visits")
    district["rounds"] = [round_one, dict(round_one, round_id="R2")]
    district["collaborations"][1]["round_id"] = "R2"
    district["terms"][0]["starts_on"] = date(2024, 2, 1)
    assert found(notices_of(write_csv(tmp_path / "c", district))) == {
        ("round_without_terms", "collaborations.csv", 3, "round_id"),
        ("term_outside_round", "terms.csv", 2, "starts_on"),
    }


def test_an_end_before_its_start(tmp_path: Path) -> None:
    district = small_district("mentorships", "secondments")
    district["rounds"] = [
        {"round_id": "R1", "name": "一", "bureau_id": None,
         "starts_on": date(2024, 3, 1), "ends_on": date(2024, 2, 29)}
    ]  # fmt: skip
    district["collaborations"][1]["ends_on"] = date(2024, 2, 29)
    district["terms"][0]["ends_on"] = date(2024, 2, 29)
    district["mentorships"][1]["ends_on"] = date(2024, 2, 29)
    district["secondments"][0]["ends_on"] = date(2024, 3, 31)
    problems = problems_of(write_csv(tmp_path / "a", district))
    assert {(p.table, p.column) for p in problems if p.code == "end_before_start"} == {
        (table, "ends_on")
        for table in ("rounds", "collaborations", "terms", "mentorships", "secondments")
    }
    district = small_district("mentorships")
    district["mentorships"][1]["ends_on"] = district["mentorships"][1]["starts_on"]
    assert problems_of(write_csv(tmp_path / "b", district)) == ()


def test_lead_and_partner_are_two_schools(tmp_path: Path) -> None:
    district = small_district("visits")
    district["collaborations"][1]["partner_school_id"] = "S1"
    assert found(problems_of(write_csv(tmp_path, district))) == {
        ("lead_is_partner", "collaborations.csv", 3, "partner_school_id")
    }


def test_a_mentorship_of_another_collaboration(tmp_path: Path) -> None:
    district = small_district("activities", "mentorships")
    district["activities"][2]["mentorship_id"] = "M1"
    (problem,) = problems_of(write_csv(tmp_path, district))
    assert (problem.code, problem.row, problem.value) == ("foreign_mentorship", 4, "M1")
    assert problem.params == {"theirs": "C1", "own": "C2"}


def test_terms_of_one_round_do_not_overlap(tmp_path: Path) -> None:
    district = small_district("visits")
    district["terms"][1]["starts_on"] = date(2024, 7, 10)
    district["terms"].append(dict(district["terms"][0], term_id="T9", round_id="R9"))
    (problem,) = problems_of(write_csv(tmp_path, district))
    assert (problem.code, problem.row) == ("terms_overlap", 3)
    assert problem.params == {"other": "T1", "last": "2024-07-10"}
    district["terms"][1]["starts_on"] = date(2024, 7, 11)
    assert problems_of(write_csv(tmp_path, district)) == ()


@pytest.mark.parametrize("period", ["T1", "2024", "R1"])
def test_a_waiver_for_a_period_of_its_round(tmp_path: Path, period: str) -> None:
    district = small_district("waivers")
    district["waivers"][0]["period"] = period
    assert problems_of(write_csv(tmp_path, district)) == ()


def test_a_waiver_for_anything_else(tmp_path: Path) -> None:
    district = small_district("waivers")
    district["terms"].append(
        {"term_id": "T9", "round_id": "R9", "year": 2030, "season": "spring",
         "starts_on": date(2030, 3, 1), "ends_on": date(2030, 7, 1)}
    )  # fmt: skip
    district["waivers"] = [
        {"collaboration_id": "C1", "period": p, "requirement": "aid", "reason": "x"}
        for p in ("T9", "2030", "R9", "2024年", "C1", "T2")
    ]
    problems = problems_of(write_csv(tmp_path, district))
    assert [(p.code, p.row) for p in problems] == [("unknown_period", row) for row in range(2, 7)]


def test_warnings_do_not_stop_the_reading(tmp_path: Path) -> None:
    district = small_district("plans", "aid")
    district["schools"][1] |= {"stage": "junior", "bureau_id": "B2"}
    district["schools"][2]["successor_id"] = "S3"
    district["plans"][0]["approved_on"] = date(2024, 3, 31)
    district["aid"][0]["accepted_on"] = date(2024, 4, 30)
    district["terms"][1]["season"] = "spring"
    told = notices_of(write_workbook(tmp_path / "d.xlsx", district))
    assert {(n.code, n.severity, n.place, n.row) for n in told} == {
        ("stages_differ", "warning", "collaborations", 2),
        ("bureaus_differ", "warning", "collaborations", 2),
        ("own_successor", "warning", "schools", 4),
        ("dates_out_of_order", "warning", "plans", 2),
        ("dates_out_of_order", "warning", "aid", 2),
        ("season_twice", "warning", "terms", 3),
    }


# --- a mentor's mentees ---------------------------------------------------------------------------

_FIRST = date(2024, 3, 1)


def _ties(*spans: tuple[str, int, int | None], collaboration: str = "C1") -> list[Row]:
    """Mentorships of one mentor: (mentee, first day, last day) counted from 1 March 2024."""
    return [
        {
            "mentorship_id": f"{collaboration}-{index}",
            "collaboration_id": collaboration,
            "mentor_id": "P1",
            "mentee_id": mentee,
            "subject": "maths",
            "starts_on": _FIRST + timedelta(days=start),
            "ends_on": None if end is None else _FIRST + timedelta(days=end),
        }
        for index, (mentee, start, end) in enumerate(spans)
    ]


@pytest.mark.parametrize(
    ("ties", "rows"),
    [
        ([("a", 0, None), ("b", 0, None)], []),
        ([("a", 0, None), ("b", 0, None), ("c", 5, 6)], [4]),
        ([("a", 0, 10), ("b", 0, None), ("c", 10, None)], [4]),
        ([("a", 0, 10), ("b", 0, None), ("c", 11, None)], []),
        ([("a", 0, None), ("a", 3, None), ("b", 0, None)], []),
        ([("a", 0, 5), ("a", 3, 20), ("b", 0, None), ("c", 8, 9)], [5]),
        ([("c", 5, 6), ("b", 0, None), ("a", 0, None)], [2]),
        ([("a", 0, 0), ("b", 0, 0), ("c", 0, 0), ("d", 0, 0)], [4, 5]),
    ],
)
def test_a_mentor_has_at_most_two_mentees_at_a_time(
    tmp_path: Path, ties: list[tuple[str, int, int | None]], rows: list[int]
) -> None:
    district = small_district("mentorships")
    district["mentorships"] = _ties(*ties)
    problems = problems_of(write_csv(tmp_path, district))
    assert [(p.code, p.row, p.value) for p in problems] == [
        ("too_many_mentees", row, "P1") for row in rows
    ]


def test_mentees_are_counted_over_all_collaborations(tmp_path: Path) -> None:
    district = small_district("mentorships")
    district["mentorships"] += _ties(("P9", 30, 40), collaboration="C2")
    (problem,) = problems_of(write_csv(tmp_path, district))
    assert (problem.code, problem.row) == ("too_many_mentees", 4)
    assert problem.params["day"] == "2024-03-31"
    assert problem.params["others"] == "2、3"


_SPANS = st.tuples(
    st.sampled_from("abcd"), st.integers(0, 6), st.none() | st.integers(0, 8)
).filter(lambda span: span[2] is None or span[2] >= span[1])


@given(st.lists(_SPANS, min_size=3, max_size=6))
@settings(max_examples=8, deadline=None)
def test_the_mentor_rule_agrees_with_counting_every_day(
    tmp_path_factory: pytest.TempPathFactory, ties: list[tuple[str, int, int | None]]
) -> None:
    district = small_district("mentorships")
    district["mentorships"] = _ties(*ties)
    source = write_csv(tmp_path_factory.mktemp("mentors"), district)
    crowded = any(
        len({who for who, start, end in ties if start <= day and (end is None or day <= end)}) > 2
        for day in range(10)
    )
    try:
        read_facts(source, vocabulary=VOCABULARY).close()
        refused = False
    except FactsError:
        refused = True
    assert refused == crowded
