"""How many are drawn in each stratum."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tandem.matching.draw import (
    DrawError,
    DrawObject,
    Earlier,
    SizeRule,
    Weight,
    apportion,
    freeze,
    plan_places,
    run_draw,
    stand,
)
from tests.matching.draw.small import TERMS

SIZES = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(1, 40), min_size=1)
WEIGHTS = st.dictionaries(
    st.sampled_from("甲乙丙丁戊"), st.fractions(0, 20, max_denominator=8), max_size=5
)


def schools(**strata: int) -> list[DrawObject]:
    """So many schools in each stratum."""
    return [
        DrawObject(f"{stratum}{n:02}", f"{stratum}{n}", stratum)
        for stratum, count in strata.items()
        for n in range(count)
    ]


def places(rule: SizeRule, *earlier: Earlier, **strata: int) -> dict[str, int]:
    return {p.stratum: p.places for p in plan_places(schools(**strata), rule, earlier)}


def test_largest_remainders_by_hand() -> None:
    # 10 of 100: quotas 4.7, 3.1, 2.2; the seat left goes to the largest remainder
    assert apportion(10, {"甲": 47, "乙": 31, "丙": 22}) == {"甲": 5, "乙": 3, "丙": 2}
    # weights 2 : 1 over equal sizes, 4 places: quotas 8/3 and 4/3
    assert apportion(4, {"甲": 10, "乙": 10}, {"甲": Fraction(2)}) == {"甲": 3, "乙": 1}
    # a stratum of 2 with a quota of 5.7 is filled, the others share the 6 left: 3 and 3
    weights = {"丙": Fraction(50)}
    assert apportion(8, {"甲": 20, "乙": 20, "丙": 2}, weights) == {"甲": 3, "乙": 3, "丙": 2}


def test_equal_remainders_go_to_the_larger_stratum_then_to_the_first_name() -> None:
    # quotas 2.5 and 0.5
    assert apportion(3, {"a": 2, "b": 10}) == {"a": 0, "b": 3}
    assert apportion(1, {"b": 5, "a": 5}) == {"a": 1, "b": 0}


@given(SIZES, WEIGHTS, st.integers(0, 60), st.integers(0, 3))
def test_places_obey_the_rule(
    sizes: dict[str, int], weights: dict[str, Fraction], total: int, least: int
) -> None:
    try:
        found = apportion(total, sizes, weights, least)
    except DrawError:
        floor = sum(min(least, n) for n in sizes.values())
        most = sum(n if weights.get(s, 1) else min(least, n) for s, n in sizes.items())
        assert not floor <= total <= most
        return
    assert sum(found.values()) == total
    for stratum, size in sizes.items():
        assert min(least, size) <= found[stratum] <= size
    # whoever is not full has its portion of what the strata that are not full share, rounded
    floors = {s: min(least, n) for s, n in sizes.items()}
    open_strata = [s for s in sizes if found[s] < sizes[s] and weights.get(s, Fraction(1))]
    shared = sum(found[s] - floors[s] for s in open_strata)
    whole = sum(sizes[s] * weights.get(s, Fraction(1)) for s in open_strata)
    for stratum in open_strata:
        portion = shared * sizes[stratum] * weights.get(stratum, Fraction(1)) / whole
        assert abs(found[stratum] - floors[stratum] - portion) <= 1


def test_a_share_is_rounded_up_and_exact() -> None:
    assert sum(places(SizeRule("share", share="0.2"), 甲=11, 乙=10).values()) == 5
    # 0.7 x 10 is 7, although the float is a little more
    assert sum(places(SizeRule("share", share="0.7"), 甲=10).values()) == 7
    assert sum(places(SizeRule("share", share="1"), 甲=3, 乙=4).values()) == 7


def test_risk_strata_with_weights() -> None:
    rule = SizeRule("number", number=12, weights=(Weight("高", "3"), Weight("中", "1.5")))
    # portions 30 : 30 : 60
    assert places(rule, 高=10, 中=20, 低=60) == {"高": 3, "中": 3, "低": 6}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (SizeRule("number", number=0), "size-number"),
        (SizeRule("number", number=9), "size-too-many"),
        (SizeRule("number", number=10**30), "size-too-many"),
        (SizeRule("number", number=1, at_least=1), "size-below-least"),
        (SizeRule("share", share="0"), "size-share"),
        (SizeRule("share", share="1.1"), "size-share"),
        (SizeRule("share", share="NaN"), "size-share"),
        (SizeRule("share", share="1e-9"), "size-share"),
        (SizeRule("share", share=""), "size-share"),
        (SizeRule("half"), "size-number"),
        (SizeRule("number", number=1, weights=(Weight("丙", "1"),)), "weight-stratum"),
        (SizeRule("number", number=1, weights=(Weight("甲", "-1"),)), "weight"),
        (SizeRule("number", number=1, weights=(Weight("甲", "1e9"),)), "weight"),
        (SizeRule("number", number=1, weights=(Weight("甲", "inf"),)), "weight"),
        (
            SizeRule("number", number=1, weights=(Weight("甲", "1"), Weight("甲", "2"))),
            "weight-twice",
        ),
        (SizeRule("number", number=5, weights=(Weight("甲", "0"),)), "size-too-many"),
        (SizeRule("number", number=1, draws_left=-1), "size-draws-left"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(rule: SizeRule, code: str) -> None:
    with pytest.raises(DrawError) as refused:
        places(rule, 甲=4, 乙=4)
    assert [problem.code for problem in refused.value.problems] == [code]


@given(
    st.dictionaries(st.sampled_from("甲乙丙"), st.integers(1, 9), min_size=1),
    st.integers(1, 4),
    st.integers(1, 9),
    st.integers(0, 10**9),
)
def test_every_school_comes_up_once_in_a_round(
    strata: dict[str, int], draws: int, number: int, seed: int
) -> None:
    listed = schools(**strata)
    assume(number <= len(listed))
    earlier: tuple[Earlier, ...] = ()
    seen: set[str] = set()
    for left in range(draws, 0, -1):
        size = SizeRule("number", number=number, draws_left=left)
        plan = freeze(listed, [], replace(TERMS, size=size, earlier=earlier))
        record = run_draw(plan, [f"{seed + left:020}"], date(2026, 6, 1))
        ids = stand(record).ids
        assert len(ids) == sum(p.places for p in plan.places) >= number
        for stratum in plan.places:
            fresh = sum(1 for o in listed if o.stratum == stratum.stratum and o.id not in seen)
            drawn = [i for i in ids if i not in seen and i.startswith(stratum.stratum)]
            assert len(drawn) >= math.ceil(fresh / left)
        seen.update(ids)
        earlier = (*earlier, Earlier(record.sha256, tuple(ids)))
    assert seen == {o.id for o in listed}


def test_those_drawn_before_may_be_drawn_again() -> None:
    before = Earlier("0" * 64, ("甲00", "甲01"))
    size = SizeRule("number", number=3, draws_left=3)
    plan = freeze(schools(甲=6), [], replace(TERMS, size=size, earlier=(before,)))
    drawn = [run_draw(plan, [f"{n:020}"], TERMS.on).draw.drawn[0].ids for n in range(40)]
    assert any({"甲00", "甲01"} & set(ids) for ids in drawn)
    assert all(len(set(ids) - {"甲00", "甲01"}) >= 2 for ids in drawn)
