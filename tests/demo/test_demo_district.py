"""The demo district is the same everywhere, valid, and shows every status and every verdict."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tandem.demo import District, default_as_of, make_demo_district, write_folder
from tandem.demo.names import DISTRICT
from tandem.policy.results import STATUSES
from tests.contract_rules import faults
from tests.district_files import read_csv
from tests.reading.brute_force import Results, evaluate

DIGEST = "4b36435b38fd2fe7e55d5b156dbcc19767394a714df837619972041f5ff43ebe"


@cache
def demo() -> District:
    return make_demo_district()


@cache
def results() -> Results:
    return evaluate(demo(), default_as_of(demo()))


def test_the_files_are_the_same_on_every_machine(tmp_path: Path) -> None:
    write_folder(demo(), tmp_path)
    digest = hashlib.sha256()
    for path in sorted(tmp_path.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    assert digest.hexdigest() == DIGEST


def test_another_seed_gives_another_district() -> None:
    assert make_demo_district(seed=1)["schools"] != demo()["schools"]


def test_the_files_give_the_same_rows_back(tmp_path: Path) -> None:
    write_folder(demo(), tmp_path)
    assert {name: rows for name, rows in read_csv(tmp_path).items() if rows} == demo()


@pytest.mark.parametrize(
    ("seed", "collaborations", "density", "terms"),
    [(20260901, 24, 1.0, 3), (7, 60, 1.3, 6), (8, 1, 1.0, 1)],
)
def test_it_is_valid_by_the_contract(
    seed: int, collaborations: int, density: float, terms: int
) -> None:
    district = make_demo_district(seed, collaborations, density=density, terms=terms)
    assert faults(district) == []
    assert len(district["collaborations"]) == collaborations


def test_it_stands_in_the_middle_of_the_third_term() -> None:
    as_of = default_as_of(demo())
    assert date(2026, 5, 11) <= as_of <= date(2026, 5, 15)
    begun = [term["term_id"] for term in demo()["terms"] if term["starts_on"] <= as_of]
    over = [term["term_id"] for term in demo()["terms"] if term["ends_on"] < as_of]
    assert (len(begun), len(over), len(demo()["terms"])) == (3, 2, 6)


def test_nothing_is_recorded_before_it_happened() -> None:
    as_of = default_as_of(demo())
    for table, columns in {
        "activities": ("held_on",),
        "outputs": ("completed_on",),
        "secondments": ("ends_on", "evaluated_on"),
        "visits": ("visited_on",),
        "aid": ("handed_over_on", "accepted_on"),
        "plans": ("submitted_on", "approved_on"),
    }.items():
        for row in demo()[table]:
            for column in columns:
                assert row[column] is None or row[column] <= as_of, (table, row)


def test_every_status_is_there_also_in_the_running_term() -> None:
    assert {finding.status for finding in results().findings} == set(STATUSES)
    running = Counter(f.status for f in results().findings if f.period == "2026S")
    assert set(running) == {"met", "open", "waived", "not_applicable"}
    assert running["met"] > running["open"] > 50


def test_every_verdict_is_there() -> None:
    verdicts = results().verdicts
    assert {verdict.shortlist for verdict in verdicts} == {"yes", "tie", "no"}
    assert {verdict.band for verdict in verdicts} == {"excellent", "good", "pass"}
    obstacles = {code for verdict in verdicts for code in verdict.blocked_by}
    assert obstacles == {
        "both:plan",
        "lead:lag",
        "partner:lag",
        "lead:no_progress",
        "partner:no_progress",
        "lead:no_data",
        "partner:no_data",
    }


def test_most_pairs_do_well_and_every_pair_in_trouble_has_a_reason() -> None:
    shortfalls = Counter(
        f.collaboration_id
        for f in results().findings
        if f.status == "short" and f.severity == "must"
    )
    pairs = [row["collaboration_id"] for row in demo()["collaborations"]]
    assert sum(1 for pair in pairs if shortfalls[pair] <= 4) >= len(pairs) * 3 / 4
    assert sum(1 for verdict in results().verdicts if verdict.eligible) >= len(pairs) / 2
    assert max(shortfalls.values()) >= 8


def test_the_reasons_are_those_an_officer_would_know() -> None:
    short = {f.requirement for f in results().findings if f.status == "short"}
    assert short >= {
        "heads-exchange", "secondment", "secondment-evaluation", "mentor-observation",
        "mentor-pairs", "plan", "plan-approval", "open-lesson", "department-visit",
    }  # fmt: skip
    pairs = demo()["collaborations"]
    assert any(row["ends_on"] is not None for row in pairs)
    assert any(date(2025, 3, 3) < row["starts_on"] for row in pairs)
    statuses = {row["school_id"]: row["status"] for row in demo()["schools"]}
    ended = [row for row in pairs if row["ends_on"] is not None]
    assert {statuses[row["partner_school_id"]] for row in ended} == {"merged"}


def test_every_school_is_plainly_invented() -> None:
    names = [row["name"] for row in demo()["schools"]]
    assert all(name.startswith(DISTRICT) for name in names)
    assert len(set(names)) == len(names)


def test_pupils_and_officers_belong_to_no_school() -> None:
    people = {row["person_id"]: row for row in demo()["people"]}
    for row in demo()["participations"]:
        if row["post"] == "student":
            assert row["person_id"] not in people
        elif row["side"] == "bureau":
            assert people[row["person_id"]]["school_id"] is None
        else:
            assert people[row["person_id"]]["school_id"] is not None


def test_density_adds_work_in_proportion() -> None:
    plain, dense = (len(make_demo_district(density=d)["activities"]) for d in (1.0, 2.0))
    assert 1.7 < dense / plain < 2.3


@pytest.mark.parametrize("arguments", [{"collaborations": 0}, {"terms": 0}, {"terms": 7}])
def test_impossible_sizes_are_refused(arguments: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not"):
        make_demo_district(**arguments)
