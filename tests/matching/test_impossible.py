"""Why not: by numbers and by the smallest conflict of rules, against brute force."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tandem.matching import Proposal, propose_pairing, why_impossible
from tandem.matching.model import NamedRule, PairRule, Rules, School, Weights
from tests.matching.worlds import STAGES, allowed, arrangements, by_id, kilometres, worlds

World = tuple[list[School], list[School], Rules, Weights]


def named_rules(proposal: Proposal) -> set[NamedRule]:
    """The rules that there are, by a plain reading."""
    rules = {NamedRule("alliance", r.partner_id, r.lead_id) for r in proposal.rules.alliances}
    rules |= {NamedRule("forbidden", r.partner_id, r.lead_id) for r in proposal.rules.forbidden}
    rules |= {NamedRule("places", lead_id=lead.id) for lead in proposal.leads}
    for partner, lead in itertools.product(proposal.partners, proposal.leads):
        if lead.stage not in proposal.rules.stages[partner.stage]:
            rules.add(NamedRule("stages", partner.stage, lead.stage))
        if proposal.rules.furthest_km is not None:
            rules.add(NamedRule("furthest"))
    return rules


def all_placed(proposal: Proposal, held: frozenset[NamedRule]) -> bool:
    """Whether everybody can be placed if only ``held`` are kept, by trying every arrangement."""
    limit = proposal.rules.furthest_km

    def usable(partner: School, lead: School) -> bool:
        alliance = [r.lead_id for r in held if r.kind == "alliance" and r.partner_id == partner.id]
        near = limit is None or kilometres(partner, lead) <= float(limit)
        return (
            (not alliance or alliance == [lead.id])
            and NamedRule("forbidden", partner.id, lead.id) not in held
            and NamedRule("stages", partner.stage, lead.stage) not in held
            and (near or NamedRule("furthest") not in held)
        )

    grid = [[usable(partner, lead) for lead in proposal.leads] for partner in proposal.partners]
    places = [
        (lead.places or 0) if NamedRule("places", lead_id=lead.id) in held else len(grid)
        for lead in proposal.leads
    ]
    return any(-1 not in choice for choice in arrangements(len(grid), len(places), grid, places))


@settings(max_examples=60, deadline=None)
@given(world=worlds())
def test_the_conflict_is_one_and_none_is_smaller(world: World) -> None:
    proposal = propose_pairing(*world)
    reasons = why_impossible(proposal)
    assert bool(reasons.shortages) == bool(proposal.unplaced) == bool(reasons.conflict)
    if reasons.conflict is None:
        return
    assert reasons.conflict.smallest
    found = {replace(rule, why="") for rule in reasons.conflict.rules}
    rules = sorted(named_rules(proposal), key=repr)
    assert found <= set(rules)
    assert not all_placed(proposal, frozenset(found))
    for fewer in range(len(found)):
        for some in itertools.combinations(rules, fewer):
            assert all_placed(proposal, frozenset(some)), some


@settings(max_examples=80, deadline=None)
@given(world=worlds())
def test_the_numbers_are_those_that_are_lacking(world: World) -> None:
    leads, partners, rules, _ = world
    proposal = propose_pairing(*world)
    lead_by_id, partner_by_id = by_id(leads), by_id(partners)
    allied = {rule.partner_id: rule.lead_id for rule in rules.alliances}
    shortages = why_impossible(proposal).shortages
    assert sum(shortage.short for shortage in shortages) == len(proposal.unplaced)
    for shortage in shortages:
        reachable = {
            lead.id
            for name in shortage.partners
            for lead in leads
            if allowed(partner_by_id[name], lead, rules)
        }
        taken = list(allied.values())
        places = sum((lead_by_id[name].places or 0) - taken.count(name) for name in shortage.leads)
        assert set(shortage.leads) == reachable
        assert shortage.places == places
        assert shortage.short == len(shortage.partners) - places > 0


def test_groups_that_have_nothing_to_do_with_each_other_are_told_apart() -> None:
    def school(name: str, stage: str, places: int | None = None) -> School:
        return School(name, name, stage, 30.0, 114.0, places=places)

    leads = [school("L1", "primary", 1), school("L2", "kindergarten", 1)]
    partners = [school(f"P{n}", "primary") for n in range(3)]
    partners += [school(f"K{n}", "kindergarten") for n in range(2)]
    shortages = why_impossible(propose_pairing(leads, partners)).shortages
    assert [(s.partners, s.leads, s.places, s.short) for s in shortages] == [
        (("K0", "K1"), ("L2",), 1, 1),
        (("P0", "P1", "P2"), ("L1",), 1, 2),
    ]


def test_a_partner_whom_every_lead_is_forbidden_stands_alone() -> None:
    leads = [School(f"L{n}", "", "primary", 30.0, 114.0, places=2) for n in range(2)]
    partner = School("P", "", "primary", 30.0, 114.0)
    rules = Rules(forbidden=(PairRule("P", "L0", "same hall"), PairRule("P", "L1")))
    reasons = why_impossible(propose_pairing(leads, [partner], rules))
    assert [(s.partners, s.leads, s.short) for s in reasons.shortages] == [(("P",), (), 1)]
    assert reasons.conflict is not None
    assert [rule.kind for rule in reasons.conflict.rules] == ["forbidden", "forbidden"]
    assert [rule.why for rule in reasons.conflict.rules] == ["same hall", ""]


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_impossible_where_all_are_placed(stage: str) -> None:
    lead = School("L", "", stage, 30.0, 114.0, places=1)
    partner = School("P", "", stage, 30.0, 114.0)
    reasons = why_impossible(propose_pairing([lead], [partner]))
    assert (reasons.shortages, reasons.conflict) == ((), None)
