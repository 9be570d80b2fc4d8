"""After mergers and closures: the fewest pairs change, never more than allowed, and it is said why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.matching import Repair, propose_pairing, repair_pairing
from tandem.matching.model import (
    Fairness,
    PairingError,
    PairRule,
    Rules,
    School,
    SchoolChange,
    Weights,
)
from tests.matching.worlds import allowed, arrangements, worlds

World = tuple[list[School], list[School], Rules, Weights]


def lead(name: str, longitude: float, places: int) -> School:
    return School(name, name, "primary", 30.0, longitude, places=places)


def partner(name: str, longitude: float) -> School:
    return School(name, name, "primary", 30.0, longitude)


def fewest(repair: Repair, standing: dict[str, str | None], most: int) -> tuple[int, int]:
    """The least (unplaced, changed) with at most ``most`` changes, by trying everything."""
    after = repair.proposal
    fixed = {rule.partner_id: rule.lead_id for rule in after.rules.alliances}
    places = [after.places[school.id] for school in after.leads]
    names = [school.id for school in after.leads]
    usable = [
        [
            fixed.get(school.id, other.id) == other.id
            and (allowed(school, other, after.rules) or standing.get(school.id) == other.id)
            for other in after.leads
        ]
        for school in after.partners
    ]
    found = []
    for choice in arrangements(len(usable), len(places), usable, places):
        changed = sum(
            (held := standing.get(school.id)) in names
            and (names[column] if column >= 0 else None) != held
            for school, column in zip(after.partners, choice, strict=True)
        )
        if changed <= most:
            found.append((choice.count(-1), changed))
    return min(found)


@pytest.mark.parametrize("fairness", ["worst_off", "least_total"])
@settings(max_examples=60, deadline=None)
@given(world=worlds(), most=st.integers(0, 3), gone=st.integers(0, 3))
def test_the_fewest_pairs_change(world: World, most: int, gone: int, fairness: Fairness) -> None:
    leads, partners, rules, weights = world
    current = propose_pairing(leads, partners, rules, weights, fairness)
    if len(leads) < 2:
        return
    closed = leads[gone % len(leads)].id
    repair = repair_pairing(current, [SchoolChange("closed", closed)], most)
    after = repair.proposal.arrangement
    standing = {name: held for name, held in current.arrangement.items() if held != closed}
    changed = {name for name, held in standing.items() if held is not None and after[name] != held}
    assert changed == {displaced.move.partner_id for displaced in repair.changed}
    unplaced = list(after.values()).count(None)
    assert (unplaced, len(changed)) == fewest(repair, standing, most)
    assert repair.needed == fewest(repair, standing, len(partners))[1]
    assert set(repair.orphans) == {n for n, held in current.arrangement.items() if held == closed}


def test_closing_a_lead_with_three_partners_moves_nobody_else() -> None:
    leads = [lead("A", 114.0, 3), lead("B", 114.2, 3), lead("C", 114.4, 3)]
    partners = [partner(f"P{n}", (114.0, 114.2, 114.4)[n // 3]) for n in range(7)]
    current = propose_pairing(leads, partners)
    closed = "A"
    assert current.partners_of(closed) == ("P0", "P1", "P2")
    repair = repair_pairing(current, [SchoolChange("closed", closed)], 9)
    assert repair.orphans == ("P0", "P1", "P2")
    assert repair.changed == ()
    assert repair.needed == 0
    for name, held in current.arrangement.items():
        if held != closed:
            assert repair.proposal.arrangement[name] == held


def scarce(places: int) -> tuple[list[School], list[School], Rules]:
    """A has three partners; of them P1 may only go on to B, whose one place P3 has."""
    leads = [lead("A", 114.0, 3), lead("B", 114.2, 1), lead("C", 114.6, places)]
    partners = [*(partner(f"P{n}", 114.0 + n / 1000) for n in range(3)), partner("P3", 114.2)]
    return leads, partners, Rules(forbidden=(PairRule("P1", "C"),))


def test_where_places_are_scarce_the_one_pair_that_must_move_is_named_and_for_whose_sake() -> None:
    current = propose_pairing(*scarce(3))
    assert current.arrangement == {"P0": "A", "P1": "A", "P2": "A", "P3": "B"}
    repair = repair_pairing(current, [SchoolChange("closed", "A")], 2)
    assert repair.orphans == ("P0", "P1", "P2")
    assert repair.proposal.arrangement == {"P0": "C", "P1": "B", "P2": "C", "P3": "C"}
    (moved,) = repair.changed
    assert (moved.move.partner_id, moved.move.from_lead_id, moved.move.to_lead_id) == (
        "P3",
        "B",
        "C",
    )
    assert moved.because == ("P1",)
    assert repair.needed == 1


def test_where_places_are_scarce_nobody_moves_if_it_helps_nobody() -> None:
    current = propose_pairing(*scarce(2))
    repair = repair_pairing(current, [SchoolChange("closed", "A")], 2)
    # Three places for four partners: to move P3 out of B would only leave another without a lead.
    assert repair.changed == ()
    assert repair.needed == 0
    assert repair.proposal.arrangement == {"P0": "C", "P1": None, "P2": "C", "P3": "B"}


def forced() -> tuple[list[School], list[School], Rules]:
    """P1 may only go to A; so once B closes, whoever has A's place must make room for it."""
    leads = [lead("A", 114.0, 1), lead("B", 114.1, 1), lead("C", 114.2, 1)]
    partners = [partner("P0", 114.0), partner("P1", 114.1)]
    return leads, partners, Rules(forbidden=(PairRule("P1", "C"),))


def test_a_pair_that_must_move_is_told_with_for_whom() -> None:
    current = propose_pairing(*forced())
    assert current.arrangement == {"P0": "A", "P1": "B"}
    repair = repair_pairing(current, [SchoolChange("closed", "B")], 1)
    assert repair.proposal.arrangement == {"P0": "C", "P1": "A"}
    moved = repair.changed[0]
    assert (moved.move.partner_id, moved.move.from_lead_id, moved.move.to_lead_id) == (
        "P0",
        "A",
        "C",
    )
    assert moved.because == ("P1",)
    assert [(move.partner_id, move.to_lead_id) for move in repair.placed] == [("P1", "A")]


def test_no_more_pairs_move_than_the_bureau_allows() -> None:
    current = propose_pairing(*forced())
    repair = repair_pairing(current, [SchoolChange("closed", "B")], 0)
    assert repair.proposal.arrangement == {"P0": "A", "P1": None}
    assert repair.changed == ()
    assert repair.needed == 1


def test_partners_go_along_in_a_merger() -> None:
    leads = [lead("A", 114.0, 1), lead("B", 114.1, 1), lead("C", 114.01, 1)]
    current = propose_pairing(leads, [partner("P0", 114.0), partner("P1", 114.1)])
    repair = repair_pairing(current, [SchoolChange("merged", "A", "B")], 0)
    assert repair.proposal.arrangement == {"P0": "B", "P1": "B"}
    assert repair.proposal.places["B"] == 2
    assert [(move.partner_id, move.from_lead_id) for move in repair.taken_over] == [("P0", "A")]
    assert repair.orphans == repair.changed == ()


def test_a_merged_partner_hands_its_place_to_the_new_school() -> None:
    current = propose_pairing([lead("A", 114.0, 1)], [partner("P0", 114.0)])
    change = SchoolChange("merged", "P0", "N", school=partner("N", 114.05))
    repair = repair_pairing(current, [change], 0)
    assert repair.proposal.arrangement == {"N": "A"}


def test_an_opened_school_is_placed_and_fewer_places_send_one_away() -> None:
    leads = [lead("A", 114.0, 2), lead("B", 114.2, 2)]
    current = propose_pairing(leads, [partner("P0", 114.0), partner("P1", 114.01)])
    opened = SchoolChange("opened", "N", school=partner("N", 114.0))
    repair = repair_pairing(current, [opened], 0)
    assert repair.proposal.arrangement == {"N": "B", "P0": "A", "P1": "A"}
    fewer = repair_pairing(current, [SchoolChange("places", "A", places=1)], 5)
    assert len(fewer.changed) == 1
    assert fewer.changed[0].because == ()
    assert sorted(fewer.proposal.arrangement.values(), key=str) == ["A", "B"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (SchoolChange("closed", "X"), "unknown-school"),
        (SchoolChange("merged", "A"), "no-successor"),
        (SchoolChange("merged", "A", "A"), "no-successor"),
        (SchoolChange("merged", "A", "X"), "unknown-school"),
        (SchoolChange("opened", "N"), "no-school"),
        (SchoolChange("opened", "A", school=lead("A", 114.0, 1)), "duplicate-school"),
        (SchoolChange("places", "P0", places=1), "not-a-lead"),
        (SchoolChange("places", "A"), "no-school"),
    ],
)
def test_a_change_that_cannot_be_is_refused(change: SchoolChange, code: str) -> None:
    current = propose_pairing([lead("A", 114.0, 1), lead("B", 114, 1)], [partner("P0", 114.0)])
    with pytest.raises(PairingError) as caught:
        repair_pairing(current, [change], 0)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_school_changes_once_and_the_limit_is_a_number() -> None:
    current = propose_pairing([lead("A", 114.0, 1), lead("B", 114, 1)], [partner("P0", 114.0)])
    twice = [SchoolChange("closed", "A"), SchoolChange("closed", "A")]
    with pytest.raises(PairingError) as caught:
        repair_pairing(current, twice, 0)
    assert [problem.code for problem in caught.value.problems] == ["change-twice"]
    with pytest.raises(PairingError) as caught:
        repair_pairing(current, [], -1)
    assert [problem.code for problem in caught.value.problems] == ["bad-limit"]
