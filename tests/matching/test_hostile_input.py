"""Input that cannot be used: a typed problem for each, all at once, nothing half done."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tandem.matching import adopt_pairing, match_mentors, propose_pairing
from tandem.matching.model import (
    PROBLEM_CODES,
    Area,
    MentorPair,
    PairingError,
    PairRule,
    PlacesRule,
    Rules,
    School,
    Teacher,
    Weights,
)

LEAD = School("L", "Lead", "primary", 30.0, 114.0, places=1)
PARTNER = School("P", "Partner", "primary", 30.1, 114.1)
NAN, INF = float("nan"), float("inf")


def codes(
    leads: list[School],
    partners: list[School],
    rules: Rules | None = None,
    weights: Weights | None = None,
    **more: Any,
) -> list[tuple[str, str]]:
    with pytest.raises(PairingError) as caught:
        propose_pairing(leads, partners, rules, weights, **more)
    found = [(problem.code, problem.school_id) for problem in caught.value.problems]
    assert {code for code, _ in found} <= set(PROBLEM_CODES)
    return found


def test_no_leads_and_no_partners() -> None:
    assert codes([], []) == [("no-leads", ""), ("no-partners", "")]


def test_more_partners_than_places_is_no_error() -> None:
    partners = [replace(PARTNER, id=f"P{n}") for n in range(4)]
    proposal = propose_pairing([LEAD], partners)
    assert len(proposal.pairs) == 1
    assert len(proposal.unplaced) == 3


def test_the_same_school_twice() -> None:
    assert codes([LEAD, LEAD, replace(LEAD, name="Other")], [PARTNER]) == [
        ("duplicate-school", "L"),
    ]
    assert codes([LEAD], [PARTNER, replace(LEAD, name="Other")]) == [("both-sides", "L")]
    assert codes([LEAD], [replace(PARTNER, id=" ")]) == [("empty-id", " ")]


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (None, None, "no-coordinates"),
        (30.0, None, "no-coordinates"),
        (0.0, 0.0, "coordinates-zero"),
        (114.1, 30.1, "coordinates-swapped"),
        (91.0, 181.0, "coordinates-out-of-range"),
        (NAN, 114.0, "coordinates-out-of-range"),
        (INF, 114.0, "coordinates-out-of-range"),
        (10.0, 114.0, "far-from-others"),
    ],
)
def test_a_place_that_is_none(latitude: float | None, longitude: float | None, code: str) -> None:
    others = [replace(PARTNER, id=f"P{n}", longitude=114 + n / 10) for n in range(4)]
    bad = replace(PARTNER, id="X", latitude=latitude, longitude=longitude)
    assert codes([LEAD], [*others, bad]) == [(code, "X")]


def test_the_bureau_may_say_where_its_schools_lie() -> None:
    area = Area(Decimal(29), Decimal(31), Decimal(113), Decimal("114.05"))
    assert codes([LEAD], [PARTNER], Rules(area=area)) == [("outside-area", "P")]


def test_exchanged_coordinates_that_both_are_on_the_earth_are_known_by_the_other_schools() -> None:
    leads = [replace(LEAD, latitude=40.2, longitude=80.0)]
    others = [replace(PARTNER, id=f"P{n}", latitude=40.0, longitude=80 + n / 10) for n in range(4)]
    swapped = replace(PARTNER, id="X", latitude=80.1, longitude=40.1)
    assert codes(leads, [*others, swapped]) == [("coordinates-swapped", "X")]


def test_exchanged_coordinates_are_told_before_the_area_that_they_leave() -> None:
    area = Area(Decimal(39), Decimal(41), Decimal(79), Decimal(81))
    leads = [replace(LEAD, latitude=40.2, longitude=80.0)]
    good = replace(PARTNER, latitude=40.1, longitude=80.2)
    swapped = replace(PARTNER, id="X", latitude=80.1, longitude=40.1)
    with pytest.raises(PairingError) as caught:
        propose_pairing(leads, [good, swapped], Rules(area=area))
    (problem,) = caught.value.problems
    assert (problem.code, problem.school_id) == ("coordinates-swapped", "X")
    assert problem.expected == ("40.1, 80.1",)


def test_an_area_with_its_sides_exchanged_is_refused() -> None:
    for area in (
        Area(Decimal(31), Decimal(29), Decimal(113), Decimal(115)),
        Area(Decimal(29), Decimal(31), Decimal(115), Decimal(113)),
        Area(Decimal(113), Decimal(115), Decimal(29), Decimal(31)),
    ):
        assert codes([LEAD], [PARTNER], Rules(area=area)) == [("bad-area", "")]


def test_travel_times_stand_in_for_a_place() -> None:
    bad = replace(PARTNER, latitude=None, longitude=None)
    proposal = propose_pairing([LEAD], [bad], travel_minutes={("P", "L"): 20.0})
    assert proposal.pairs[0].terms[0].value == 20.0
    rules = Rules(furthest_km=Decimal(50))
    times = {("P", "L"): 20.0}
    assert codes([LEAD], [bad], rules, travel_minutes=times) == [("no-coordinates", "P")]
    for worse in (NAN, INF, -1.0):
        times = {("P", "L"): worse}
        assert codes([LEAD], [PARTNER], travel_minutes=times) == [("bad-number", "P")]
    times = {("P", "X"): 1.0}
    assert codes([LEAD], [PARTNER], travel_minutes=times) == [("unknown-school", "X")]


@pytest.mark.parametrize(
    "field", [{"pupils": -1}, {"teachers": 10**9}, {"mentors": -2}, {"figures": {2025: NAN}}]
)
def test_a_number_that_is_none(field: dict[str, Any]) -> None:
    assert codes([replace(LEAD, **field)], [PARTNER]) == [("bad-number", "L")]


@pytest.mark.parametrize("weight", ["1e9", "NaN", "Infinity", "-1"])
def test_a_weight_beyond_reason(weight: str) -> None:
    weights = Weights(needs=Decimal(weight))
    assert codes([LEAD], [PARTNER], None, weights) == [("weight-out-of-range", "")]


def test_the_largest_weights_still_add_up() -> None:
    largest = Decimal(100_000)
    weights = Weights(largest, largest, largest, largest, quality=largest, needs=largest)
    partners = [replace(PARTNER, id=f"P{n}", longitude=114 + n / 10) for n in range(3)]
    proposal = propose_pairing([LEAD, replace(LEAD, id="M", places=2)], partners, None, weights)
    assert not proposal.unplaced
    assert proposal.total == sum(pair.cost for pair in proposal.pairs)


def test_weights_that_weigh_nothing_and_bands_upside_down() -> None:
    nothing = Decimal(0)
    weights = Weights(
        *[nothing] * 4, quality=nothing, needs=nothing, earlier=nothing, wishes=nothing
    )
    assert codes([LEAD], [PARTNER], None, weights) == [("all-weights-zero", "")]
    weights = Weights(size_band=(Decimal(5), Decimal(2)))
    assert codes([LEAD], [PARTNER], None, weights) == [("band-order", "")]


def test_unknown_codes() -> None:
    assert codes([replace(LEAD, stage="college")], [PARTNER]) == [("unknown-stage", "L")]
    assert codes([LEAD], [PARTNER], fairness="best") == [("bad-fairness", "")]
    assert codes([LEAD], [PARTNER], Rules(stages={"primary": ("college",)})) == [
        ("unknown-stage", "")
    ]
    rules = Rules(places=PlacesRule(mentor_pairs=0))
    assert codes([LEAD], [PARTNER], rules) == [("bad-number", "")]


def test_rules_that_contradict_each_other() -> None:
    pair = PairRule("P", "L")
    other = replace(LEAD, id="M", stage="junior")
    far = replace(PARTNER, id="Q")
    assert codes([LEAD], [PARTNER], Rules((pair,), (pair,))) == [("alliance-forbidden", "P")]
    assert codes([LEAD, other], [PARTNER], Rules((pair, PairRule("P", "M")))) == [
        ("alliance-twice", "P")
    ]
    assert codes([other], [PARTNER], Rules((PairRule("P", "M"),))) == [("alliance-stages", "P")]
    assert codes([LEAD], [PARTNER], Rules((pair,), furthest_km=Decimal(1))) == [
        ("alliance-too-far", "P")
    ]
    assert codes([LEAD], [PARTNER, far], Rules((pair, PairRule("Q", "L")))) == [
        ("alliance-over-places", "L")
    ]
    assert codes([LEAD], [PARTNER], Rules((PairRule("X", "Y"),))) == [
        ("unknown-school", "X"),
        ("unknown-school", "Y"),
    ]


def test_all_problems_are_told_at_once() -> None:
    bad = [replace(PARTNER, id=f"P{n}", latitude=200.0) for n in range(3)]
    found = codes([replace(LEAD, stage="x")], bad, None, Weights(travel=Decimal(-1)))
    assert [code for code, _ in found] == [
        "unknown-stage",
        *["coordinates-out-of-range"] * 3,
        "weight-out-of-range",
    ]


def test_an_arrangement_in_force_names_known_schools() -> None:
    with pytest.raises(PairingError) as caught:
        adopt_pairing([LEAD], [PARTNER], {"P": "X", "Y": "L"})
    assert [problem.school_id for problem in caught.value.problems] == ["X", "Y"]


def test_mentors_are_checked() -> None:
    mentor = Teacher("T", ("maths",), mentees=3)
    pair = MentorPair((mentor,), (Teacher("T", ("maths",)),))
    with pytest.raises(PairingError) as caught:
        match_mentors(pair, -1)
    assert [problem.code for problem in caught.value.problems] == [
        "bad-limit",
        "duplicate-teacher",
        "too-many-mentees",
    ]
