"""What only shows beyond a few schools: next bests by search, ties by lot, a province's way of working."""

from __future__ import annotations

import hashlib
import itertools
import random
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from tandem.matching import explain_pairs, propose_pairing, repair_pairing, why_impossible
from tandem.matching.lots import pair_lots, school_lots
from tandem.matching.model import PairRule, Rules, School, SchoolChange, Weights


def a_city(leads: int, partners: int, places: int) -> tuple[list[School], list[School]]:
    """Schools around some towns, always the same ones; ``places`` in all, one a lead at least."""
    made = random.Random(5)
    towns = [(30 + made.random(), 114 + made.random()) for _ in range(8)]

    def at() -> tuple[float, float]:
        latitude, longitude = made.choice(towns)
        return latitude + made.gauss(0, 0.1), longitude + made.gauss(0, 0.1)

    room = [1] * leads
    for _ in range(places - leads):
        room[made.randrange(leads)] += 1
    first = [
        School(f"L{n:03}", "", "primary", *at(), pupils=made.randint(500, 2000), places=room[n])
        for n in range(leads)
    ]
    second = [
        School(f"P{n:03}", "", "primary", *at(), pupils=made.randint(50, 400))
        for n in range(partners)
    ]
    return first, second


@pytest.mark.parametrize("places", [260, 221, 220])
def test_every_next_best_is_what_forbidding_the_pair_gives(places: int) -> None:
    leads, partners = a_city(140, 220, places)
    proposal = propose_pairing(leads, partners, fairness="least_total")
    reasons = explain_pairs(proposal)
    for partner_id in list(reasons)[::20]:
        pair, found = reasons[partner_id].pair, reasons[partner_id].next_best
        assert pair is not None
        assert found is not None
        rules = Rules(forbidden=(PairRule(partner_id, pair.lead_id),))
        other = propose_pairing(leads, partners, rules, fairness="least_total")
        assert found.extra_unplaced == len(other.unplaced) == 0
        assert found.extra_total == other.total - proposal.total
        assert found.lead_id == other.arrangement[partner_id]


def test_the_dearest_pair_of_the_next_best_too() -> None:
    leads, partners = a_city(140, 220, 230)
    proposal = propose_pairing(leads, partners)
    for partner_id, reasons in list(explain_pairs(proposal).items())[::20]:
        pair, found = reasons.pair, reasons.next_best
        assert pair is not None
        assert found is not None
        other = propose_pairing(leads, partners, Rules((), (PairRule(partner_id, pair.lead_id),)))
        assert proposal.worst is not None
        assert other.worst is not None
        assert found.extra_worst == other.worst - proposal.worst
        assert found.extra_total == other.total - proposal.total


def test_the_total_is_that_of_a_dense_assignment() -> None:
    leads, partners = a_city(140, 220, 240)
    proposal = propose_pairing(leads, partners, fairness="least_total")
    costs, places = proposal.setting.costs, [lead.places or 0 for lead in leads]
    slots = np.repeat(np.arange(len(leads)), places)
    row, column = linear_sum_assignment(costs[:, slots])
    assert proposal.total == costs[row, slots[column]].sum()


def test_the_dearest_pair_could_not_be_cheaper() -> None:
    leads, partners = a_city(140, 220, 224)
    proposal = propose_pairing(leads, partners)
    assert proposal.worst is not None
    costs = proposal.setting.costs
    slots = np.repeat(np.arange(len(leads)), [lead.places or 0 for lead in leads])
    dear = (costs >= proposal.worst)[:, slots]
    row, column = linear_sum_assignment(dear)
    assert dear[row, column].sum() >= 1


def test_a_city_short_of_places_says_how_many_are_lacking() -> None:
    leads, partners = a_city(140, 220, 200)
    reasons = why_impossible(propose_pairing(leads, partners))
    assert [(s.places, s.short) for s in reasons.shortages] == [(200, 20)]
    assert reasons.conflict is not None
    assert {rule.kind for rule in reasons.conflict.rules} == {"places"}


def test_a_city_repairs_a_closure_without_moving_others() -> None:
    leads, partners = a_city(140, 220, 240)
    current = propose_pairing(leads, partners)
    closed = max(leads, key=lambda lead: len(current.partners_of(lead.id))).id
    repair = repair_pairing(current, [SchoolChange("closed", closed)], 3)
    assert repair.orphans
    assert not repair.proposal.unplaced
    assert (repair.changed, repair.needed) == ((), 0)


def test_the_lots_can_be_computed_by_hand() -> None:
    def number(text: str) -> int:
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")

    expected = (number("P甲") * (number("L乙") | 1) % 2**64) >> (64 - 45)
    drawn = pair_lots(school_lots(["P甲"]), school_lots(["L乙"]), 100)
    assert drawn.tolist() == [expected]


def test_among_equals_the_smallest_sum_of_lots_is_taken() -> None:
    leads = [School(f"L{n}", "", "primary", 30.0, 114.0, places=1) for n in range(4)]
    partners = [School(f"P{n}", "", "primary", 30.0, 114.1) for n in range(4)]
    proposal = propose_pairing(leads, partners)
    own = school_lots([lead.id for lead in leads])
    lots = [pair_lots(school_lots([p.id] * 4), own, 4).tolist() for p in partners]
    least = min(
        itertools.permutations(range(4)),
        key=lambda order: sum(lots[row][column] for row, column in enumerate(order)),
    )
    assert list(proposal.arrangement.values()) == [f"L{column}" for column in least]


def test_equal_schools_are_not_settled_by_the_order_of_a_larger_list() -> None:
    leads, partners = a_city(140, 220, 230)
    twins = [replace(school, latitude=30.5, longitude=114.5) for school in partners]
    weights = Weights(size=Weights().size * 0)
    one = propose_pairing(leads, twins, None, weights)
    other = propose_pairing(leads[::-1], twins[::-1], None, weights)
    assert one.arrangement == other.arrangement
