"""The order of lots: known answers, and what changes it and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.matching.draw import (
    DrawError,
    DrawObject,
    SizeRule,
    Source,
    freeze,
    rfc3797_key,
    rfc3797_positions,
    run_draw,
    ticket,
    ticket_order,
)
from tests.matching.draw.small import DRAWN_ON, OBJECTS, TERMS, small_plan

IDS = st.lists(st.text(max_size=6), unique=True, max_size=12)


def test_the_known_draw_of_tickets() -> None:
    order = ticket_order("41", [str(n) for n in range(100)])
    assert order[:10] == ["73", "51", "17", "58", "38", "42", "39", "20", "11", "67"]


def test_the_known_draw_of_rfc_3797() -> None:
    key = rfc3797_key([[9319], [12, 2, 8, 5, 10], [45, 9, 18, 26, 34, 41]])
    assert key == "9319./2.5.8.10.12./9.18.26.34.41.45./"
    assert rfc3797_key([9319, ["12", "2", "08", "5", "10"], "45 9 18 26 34 41"]) == key
    assert rfc3797_key(["9319", (2, 5, 8, 10, 12), {9, 18, 26, 34, 41, 45}]) == key
    drawn = [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4]
    assert rfc3797_positions(key, 25, 16) == drawn


@given(IDS, st.text(max_size=20), st.data())
def test_leaving_one_out_never_reorders_the_others(
    ids: list[str], seed: str, data: st.DataObject
) -> None:
    order = ticket_order(seed, ids)
    assert sorted(order) == sorted(ids)
    if ids:
        gone = data.draw(st.sampled_from(ids))
        without = ticket_order(seed, [i for i in ids if i != gone])
        assert without == [i for i in order if i != gone]


@given(st.text(max_size=6), st.text(max_size=20))
def test_tickets_compare_as_texts_as_they_do_as_numbers(seed: str, object_id: str) -> None:
    drawn = ticket(seed, object_id)
    assert drawn.startswith("0.")
    assert not drawn.endswith("0")


@given(st.text(max_size=10), st.integers(0, 60), st.integers(0, 70))
def test_rfc_3797_draws_everyone_once(key: str, pool: int, count: int) -> None:
    drawn = rfc3797_positions(key, pool, count)
    assert len(drawn) == min(pool, count)
    assert set(drawn) <= set(range(1, pool + 1))
    assert len(set(drawn)) == len(drawn)
    assert drawn == rfc3797_positions(key, pool, pool)[:count]


def test_rfc_3797_has_room_for_two_bytes() -> None:
    assert len(rfc3797_positions("1./", 65_535, 2)) == 2
    with pytest.raises(DrawError, match="rfc3797-pool"):
        rfc3797_positions("1./", 65_536, 1)


def test_the_known_draw_of_rfc_3797_from_a_list() -> None:
    sources = tuple(Source("lottery", f"第{n}种彩票") for n in range(3))
    terms = replace(TERMS, sources=sources, size=SizeRule("number", number=25), method="rfc3797")
    plan = freeze([DrawObject(str(n), f"{n}校") for n in range(1, 26)], [], terms)
    record = run_draw(plan, ["9319", "2 5 8 12 10", "9, 18, 26, 34, 41, 45"], DRAWN_ON)
    drawn = "17 7 2 16 25 23 8 24 19 13 22 5 18 9 1 4"
    assert " ".join(record.draw.drawn[0].ids).startswith(drawn)


def test_a_draw_by_rfc_3797_numbers_the_sorted_ids() -> None:
    sources = (Source("lottery", "甲彩第1期"), Source("lottery", "乙彩第2期"))
    size = SizeRule("number", number=len(OBJECTS))
    schools = [replace(o, stratum="", conflicts=()) for o in reversed(OBJECTS)]
    plan = freeze(schools, [], replace(TERMS, sources=sources, size=size, method="rfc3797"))
    # the order of a lottery's numbers does not matter here, nor how they are parted
    record = run_draw(plan, ["9319", "12, 2, 8, 5, 10"], DRAWN_ON)
    positions = rfc3797_positions("9319./2.5.8.10.12./", 5, 5)
    assert record.draw.drawn[0].ids == tuple(f"S{n}" for n in positions)
    assert record.draw.seeds == ("9319", "12 2 8 5 10")


@pytest.mark.parametrize(
    "typed",
    [
        "31415 92653 58979 32384",
        "３１４１５９２６５３５８９７９３２３８４",
        "31415-92653-58979-32384",
    ],
)
def test_dice_may_be_typed_in_groups(typed: str) -> None:
    assert run_draw(small_plan(), [typed], DRAWN_ON).draw.seeds == ("31415926535897932384",)


@pytest.mark.parametrize(
    "typed", ["", "3141592653589793238", "314159265358979323846", "a" * 20, "٣" * 20]
)
def test_a_seed_must_be_what_the_dice_give(typed: str) -> None:
    with pytest.raises(DrawError, match="seed-dice"):
        run_draw(small_plan(), [typed], DRAWN_ON)


@pytest.mark.parametrize("typed", ["", "  ", "seven", "1 2 x", "-"])
def test_lottery_numbers_must_be_numbers(typed: str) -> None:
    plan = small_plan(sources=(Source("lottery", "甲彩第1期"),))
    with pytest.raises(DrawError, match="seed-lottery"):
        run_draw(plan, [typed], DRAWN_ON)


def test_every_source_gives_one_seed_not_before_the_freezing() -> None:
    with pytest.raises(DrawError, match="seed-count"):
        run_draw(small_plan(), [], DRAWN_ON)
    with pytest.raises(DrawError, match="date-before"):
        run_draw(small_plan(), ["3" * 20], TERMS.on.replace(day=19))


@pytest.mark.parametrize("typed", ["79,622,755", "5 79，622", "7,100"])
def test_numbers_in_groups_of_three_are_asked_about(typed: str) -> None:
    plan = small_plan(sources=(Source("lottery", "甲彩第1期"),))
    with pytest.raises(DrawError, match="seed-grouped"):
        run_draw(plan, [typed], DRAWN_ON)


@pytest.mark.parametrize("typed", ["1,2,3,100", "100, 200, 300", "12,34"])
def test_numbers_parted_by_commas_are_several(typed: str) -> None:
    plan = small_plan(sources=(Source("lottery", "甲彩第1期"),))
    seeds = run_draw(plan, [typed], DRAWN_ON).draw.seeds
    assert seeds == (" ".join(typed.replace(",", " ").split()),)
