"""Inspectors by lot: fair, and said clearly when it cannot be."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from tandem.matching.draw import (
    Conflicts,
    DrawError,
    DrawObject,
    Inspector,
    NotEnoughInspectors,
    Place,
    SizeRule,
    assign_inspectors,
    conflict_kinds,
    deal_teams,
    find_shortage,
    freeze,
    run_draw,
    still_colleague,
)
from tests.matching.draw.small import DRAWN_ON, FROZEN_ON, SEED, TERMS

DRAWS = 100_000
POOL = "abcde"
PLACES = (
    Place("S1", "", 2, frozenset("abcd")),
    Place("S2", "", 2, frozenset("bcde")),
)
Assignment = tuple[tuple[str, ...], ...]


def assignments(places: Sequence[Place], most: int) -> list[Assignment]:
    """Every assignment that obeys the rules, by trying all."""
    teams = [list(combinations(sorted(place.allowed), place.need)) for place in places]
    return [
        chosen
        for chosen in product(*teams)
        if max(Counter(i for team in chosen for i in team).values()) <= most
    ]


def p_value(draw: Callable[[int], Assignment], possible: Sequence[Assignment], draws: int) -> float:
    counts = Counter(draw(n) for n in range(draws))
    assert set(counts) <= set(possible)
    return float(chisquare([counts[chosen] for chosen in possible]).pvalue)


def by_lot(places: Sequence[Place], room: dict[str, int] | None) -> Callable[[int], Assignment]:
    def draw(n: int) -> Assignment:
        dealt, _ = deal_teams(places, POOL, f"{SEED}/{n}", room)
        return tuple(dealt[place.object] for place in places)

    return draw


def greedily(places: Sequence[Place]) -> Callable[[int], Assignment]:
    """Each object in turn from those who may go there and are free: the tempting way."""
    chance = random.Random(SEED)

    def draw(_: int) -> Assignment:
        while True:
            free = set(POOL)
            teams: list[tuple[str, ...]] = []
            for place in places:
                able = sorted(place.allowed & free)
                if len(able) < place.need:
                    break
                teams.append(tuple(sorted(chance.sample(able, place.need))))
                free -= set(teams[-1])
            else:
                return tuple(teams)

    return draw


def test_every_assignment_has_the_same_chance_and_a_greedy_one_has_not() -> None:
    possible = assignments(PLACES, 1)
    assert len(possible) == 12
    assert p_value(by_lot(PLACES, None), possible, DRAWS) > 0.001
    assert p_value(greedily(PLACES), possible, DRAWS) < 1e-6


def test_the_chances_are_the_same_too_where_one_may_go_to_several() -> None:
    places = (*PLACES, Place("S3", "", 2, frozenset("abe")))
    possible = assignments(places, 2)
    room = dict.fromkeys(POOL, 2)
    assert 50 < len(possible) < 120
    assert p_value(by_lot(places, room), possible, 20_000) > 0.001


def test_strata_that_share_inspectors_are_drawn_together() -> None:
    objects = [DrawObject("S1", "甲校", "甲"), DrawObject("S2", "乙校", "乙")]
    inspectors = [Inspector(i, f"林{i}") for i in POOL]
    inspectors[0] = replace(inspectors[0], strata=("甲",))
    inspectors[4] = replace(inspectors[4], conflicts=Conflicts(own=("S1",)))
    plan = freeze(objects, inspectors, replace(TERMS, size=SizeRule("number", number=2)))
    possible = assignments(PLACES, 1)

    def draw(n: int) -> Assignment:
        record = assign_inspectors(run_draw(plan, [f"{n:020}"], DRAWN_ON), DRAWN_ON)
        teams = {team.object: team.inspectors for team in record.steps[0].teams}
        return teams["S1"], teams["S2"]

    assert p_value(draw, possible, 3_000) > 0.001


def test_strata_with_inspectors_of_their_own_are_drawn_apart() -> None:
    objects = [DrawObject(f"S{n}", f"{n}校", "甲乙"[n % 2]) for n in range(4)]
    inspectors = [Inspector(f"E{n}", f"林{n}", strata=("甲乙"[n % 2],)) for n in range(10)]
    plan = freeze(objects, inspectors, replace(TERMS, size=SizeRule("number", number=4)))
    step = assign_inspectors(run_draw(plan, [SEED], DRAWN_ON), DRAWN_ON).steps[0]
    assert [drawing.strata for drawing in step.drawings] == [("乙",), ("甲",)]
    assert [drawing.pool for drawing in step.drawings] == [
        ("E1", "E3", "E5", "E7", "E9"),
        ("E0", "E2", "E4", "E6", "E8"),
    ]


@given(
    st.lists(
        st.tuples(st.integers(1, 2), st.frozensets(st.sampled_from("abcde"))),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 2),
)
def test_a_shortage_is_found_exactly_when_there_is_one_and_proves_itself(
    wanted: list[tuple[int, frozenset[str]]], most: int
) -> None:
    places = [Place(f"S{n}", "", need, able) for n, (need, able) in enumerate(wanted)]
    shortage = find_shortage(places, dict.fromkeys("abcde", most))
    assert (shortage is None) == bool(assignments(places, most))
    if shortage is not None:
        short = [place for place in places if place.object in shortage.objects]
        able = Counter(i for place in short for i in place.allowed)
        assert set(able) == set(shortage.inspectors)
        assert sum(min(count, most) for count in able.values()) == shortage.available
        assert sum(place.need for place in short) == shortage.needed > shortage.available


def test_too_few_inspectors_are_told_before_any_try() -> None:
    objects = [DrawObject(f"S{n}", f"{n}校") for n in range(3)]
    inspectors = [Inspector(f"E{n}", f"林{n}") for n in range(5)]
    plan = freeze(objects, inspectors, replace(TERMS, size=SizeRule("number", number=3)))
    record = run_draw(plan, [SEED], DRAWN_ON)
    with pytest.raises(NotEnoughInspectors) as refused:
        assign_inspectors(record, DRAWN_ON)
    assert (refused.value.shortage.needed, refused.value.shortage.available) == (6, 5)
    several = freeze(
        objects, inspectors, replace(TERMS, size=SizeRule("number", number=3), per_inspector=2)
    )
    teams = assign_inspectors(run_draw(several, [SEED], DRAWN_ON), DRAWN_ON).steps[0].teams
    assert sorted(len(set(team.inspectors)) for team in teams) == [2, 2, 2]


def test_tries_are_bounded() -> None:
    # possible in one way of many only: each object has exactly its own two inspectors
    places = [Place(str(n), "", 2, frozenset(POOL[2 * n : 2 * n + 2])) for n in range(2)]
    with pytest.raises(DrawError, match="too-many-tries"):
        deal_teams(places, POOL, "1", most_tries=1)
    dealt, tries = deal_teams(places, POOL, "1")
    assert dealt == {"0": ("a", "b"), "1": ("c", "d")}
    assert tries > 1


@pytest.mark.parametrize(
    ("inspector", "kinds"),
    [
        (Inspector("E1", "林"), ()),
        (Inspector("E1", "林", conflicts=Conflicts(own=("S1",))), ("own",)),
        (Inspector("E1", "林", conflicts=Conflicts(own=("P1",))), ("own",)),
        (Inspector("E1", "林", conflicts=Conflicts(own=("S2",))), ("own",)),
        (Inspector("E1", "林", conflicts=Conflicts(relative=("S1",))), ("relative",)),
        (Inspector("E1", "林", conflicts=Conflicts(colleague=("S1",))), ("colleague",)),
        (Inspector("E1", "林", conflicts=Conflicts(approved=("P1",))), ("approved",)),
        (Inspector("E1", "林", conflicts=Conflicts(other=("S1",))), ("other",)),
        (Inspector("E1", "林", conflicts=Conflicts(own=("S9",))), ()),
        (Inspector("E9", "林"), ("object",)),
        (Inspector("E1", "林", strata=("低",)), ("stratum",)),
        (Inspector("E1", "林", strata=("低", "高")), ()),
    ],
)
def test_every_kind_of_conflict(inspector: Inspector, kinds: tuple[str, ...]) -> None:
    school = DrawObject("S1", "澜汀一小", "高", related=("P1", "S2"), conflicts=("E9",))
    assert conflict_kinds(inspector, school) == kinds


def test_a_colleague_counts_for_three_years_to_the_day() -> None:
    assert still_colleague(FROZEN_ON.replace(year=2023), FROZEN_ON)
    assert not still_colleague(FROZEN_ON.replace(year=2023, day=19), FROZEN_ON)
