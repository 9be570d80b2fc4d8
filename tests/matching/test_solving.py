"""The bare core: a matrix in, the exact optimum out."""

from __future__ import annotations

import itertools
import math
import operator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tandem.matching import solve
from tandem.matching.lots import pair_lots, school_lots
from tandem.matching.model import PairingError
from tests.matching.worlds import arrangements

NAN, INF = float("nan"), float("inf")


@st.composite
def matrices(draw: st.DrawFn) -> tuple[list[list[int]], list[int], list[tuple[int, int]]]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    cost = st.integers(-9, 9) | st.integers(-(10**9), 10**9)
    line = st.lists(cost, min_size=columns, max_size=columns)
    costs = draw(st.lists(line, min_size=rows, max_size=rows))
    places = draw(st.lists(st.integers(0, 3), min_size=columns, max_size=columns))
    pairs = st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1))
    return costs, places, draw(st.lists(pairs, max_size=6))


@settings(max_examples=150, deadline=None)
@given(case=matrices())
def test_as_many_as_can_be_placed_at_the_least_cost(
    case: tuple[list[list[int]], list[int], list[tuple[int, int]]],
) -> None:
    costs, places, forbidden = case
    usable = [[(r, c) not in forbidden for c in range(len(places))] for r in range(len(costs))]
    best = min(
        (choice.count(-1), sum(costs[r][c] for r, c in enumerate(choice) if c >= 0))
        for choice in arrangements(len(costs), len(places), usable, places)
    )
    answer = solve(costs, places, forbidden)
    chosen = answer.lead_of.tolist()
    assert (len(answer.unplaced), answer.total) == best
    assert answer.total == sum(costs[r][c] for r, c in enumerate(chosen) if c >= 0)
    assert all(chosen.count(c) <= room for c, room in enumerate(places))
    assert not any((r, c) in forbidden for r, c in enumerate(chosen))
    assert answer.exact


@pytest.mark.parametrize("size", [30, 260])
def test_a_square_assignment_has_no_gap(size: int) -> None:
    made = np.random.default_rng(7)
    costs = made.integers(1, 101, (size, size))
    row, column = linear_sum_assignment(costs)
    assert solve(costs, 1).total == costs[row, column].sum()


def test_places_shared_on_a_matrix_too_large_for_the_dense_way() -> None:
    made = np.random.default_rng(11)
    costs, places = made.integers(0, 10_000, (300, 90)), made.integers(2, 6, 90)
    slots = np.repeat(np.arange(90), places)
    row, column = linear_sum_assignment(costs[:, slots])
    answer = solve(costs, places)
    assert answer.total == costs[row, slots[column]].sum()
    assert not answer.unplaced


def test_a_mask_a_list_and_infinity_forbid_alike() -> None:
    costs = np.array([[1.0, 5.0], [2.0, 9.0]])
    mask = np.array([[True, False], [False, False]])
    with_infinity = np.where(mask, INF, costs)
    answers = [solve(costs, 1, mask), solve(costs, 1, [(0, 0)]), solve(with_infinity, 1)]
    assert [answer.lead_of.tolist() for answer in answers] == [[1, 0]] * 3
    assert [answer.total for answer in answers] == [7.0] * 3


def test_one_place_each_where_none_is_said() -> None:
    costs = np.random.default_rng(3).integers(1, 101, (40, 40))
    row, column = linear_sum_assignment(costs)
    for answer in (solve(costs), solve(costs, None), solve(costs=costs, forbidden=None)):
        assert answer.total == costs[row, column].sum()
    assert solve([[1], [2]]).unplaced == (1,)


def test_a_masked_cost_is_no_cost() -> None:
    masked = np.ma.array([[NAN, 5, 9], [2, 9, 9]], mask=[[1, 0, 0], [0, 0, 0]])
    assert solve(masked, 1).lead_of.tolist() == [1, 0]


def test_a_mask_may_be_of_floats() -> None:
    assert solve([[1, 5, 9], [2, 9, 9]], 1, [[1.0, 0, 0], [0, 0, 0]]).lead_of.tolist() == [1, 0]
    with pytest.raises(PairingError, match="float64 of shape"):
        solve([[1, 5, 9], [2, 9, 9]], 1, [[0.5, 0, 0], [0, 0, 0]])


def test_who_cannot_be_placed_is_said() -> None:
    answer = solve([[3], [1], [2]], [2])
    assert (answer.unplaced, answer.total) == ((0,), 3)
    assert solve([[1, 2]], [1, 1], [(0, 0), (0, 1)]).unplaced == (0,)
    assert solve(np.empty((2, 0)), []).unplaced == (0, 1)
    assert solve(np.empty((0, 2)), [1, 1]).total == 0


def test_the_total_of_decimals_is_the_float_nearest_to_the_exact_sum() -> None:
    assert solve([[0.5, 0.25], [0.75, 0.125]], 1).total == 0.625
    thirds = solve(np.array([[1 / 3, 2 / 3], [1 / 7, 1e9]]), 1)
    assert thirds.total == math.fsum([2 / 3, 1 / 7])
    assert thirds.exact
    assert solve([[1e308, 1e308], [1e308, 1e308]], 1).total == INF


SCALES = st.sampled_from([1e-300, 1e-9, 0.1, 1.0, 1e9, 1e300])


@st.composite
def mixed_scales(draw: st.DrawFn) -> tuple[list[list[float]], list[int]]:
    """Few distinct figures of very different size, so that there are near ties and exact ones."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    figure = st.sampled_from([1.0, 1.0 + 2**-52, 1 / 3, -0.7, 0.0]) | st.floats(-9, 9)
    cost = st.builds(operator.mul, figure, SCALES) | st.just(INF)
    line = st.lists(cost, min_size=columns, max_size=columns)
    costs = draw(st.lists(line, min_size=rows, max_size=rows))
    return costs, draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns))


@settings(max_examples=300, deadline=None)
@given(case=mixed_scales())
def test_decimals_of_any_scale_are_exact_and_ties_go_by_lot(
    case: tuple[list[list[float]], list[int]],
) -> None:
    costs, places = case
    usable = [[cost < INF for cost in line] for line in costs]
    rows = school_lots([f"row {n}" for n in range(len(costs))])
    columns = school_lots([f"column {n}" for n in range(len(places))])
    lots = pair_lots(rows[:, None], columns[None, :], len(costs)).tolist()

    def worth(choice: tuple[int, ...]) -> tuple[int, Fraction, int]:
        made = [(r, c) for r, c in enumerate(choice) if c >= 0]
        total = sum((Fraction(costs[r][c]) for r, c in made), Fraction(0))
        return choice.count(-1), total, sum(lots[r][c] for r, c in made)

    best = min(arrangements(len(costs), len(places), usable, places), key=worth)
    answer = solve(costs, places)
    assert answer.lead_of.tolist() == list(best)
    assert answer.exact


def test_a_row_of_large_costs_takes_nothing_from_the_small_ones() -> None:
    made = np.random.default_rng(0)
    for _ in range(20):
        costs = made.random((6, 6)) * 1e-9
        costs[0] *= 1e18
        column = solve(costs, 1).lead_of
        best = min(
            (sum(Fraction(costs[r, c]) for r, c in enumerate(way)), way)
            for way in itertools.permutations(range(6))
        )
        assert tuple(column) == best[1]


@pytest.mark.parametrize("size", [12, 90, 300])
def test_random_decimals_have_no_gap(size: int) -> None:
    costs = np.random.default_rng(size).random((size, size))
    row, column = linear_sum_assignment(costs)
    answer = solve(costs, 1)
    exactly = sum(map(Fraction, costs[row, answer.lead_of].tolist()))
    assert exactly <= sum(map(Fraction, costs[row, column].tolist()))
    assert answer.total == pytest.approx(costs[row, column].sum(), rel=1e-12)
    assert answer.exact


def test_decimals_too_many_for_the_places_leave_out_the_fewest() -> None:
    costs = np.random.default_rng(5).random((90, 40))
    answer = solve(costs, 2)
    assert len(answer.unplaced) == 10
    slots = np.repeat(np.arange(40), 2)
    row, chosen = linear_sum_assignment(costs[:, slots])
    assert answer.total == pytest.approx(costs[row, slots[chosen]].sum(), rel=1e-12)


@pytest.mark.parametrize(("size", "largest"), [(100, 100), (400, 100), (800, 100), (400, 10**9)])
def test_published_shapes_have_no_gap(size: int, largest: int) -> None:
    costs = np.random.default_rng(size).integers(1, largest + 1, (size, size))
    row, column = linear_sum_assignment(costs)
    answer = solve(costs, 1)
    assert answer.total == costs[row, column].sum()
    assert answer.exact


def test_numbers_of_any_length_are_added_up_exactly() -> None:
    large = 10**40
    answer = solve([[large + 1, large], [large + 2, large + 2]], 1)
    assert (answer.total, answer.lead_of.tolist()) == (2 * large + 2, [1, 0])
    assert solve([[2**63, -1], [2**62 + 1, 2**62]], 1).total == 2**62
    assert solve(np.array([[2**63 + 1, 2**63]], dtype=np.uint64), 1).total == 2**63
    fractions = solve([[Fraction(1, 3), Decimal("0.1")], [Decimal("0.2"), Fraction(1, 7)]], 1)
    assert fractions.total == Fraction(3, 10)


def test_equal_costs_give_the_same_answer_again() -> None:
    costs = np.zeros((40, 30), dtype=int)
    first, second = solve(costs, 2), solve(costs.copy(), [2] * 30)
    assert first.lead_of.tolist() == second.lead_of.tolist()
    assert not first.unplaced


def test_a_mask_may_be_of_ones_and_pairs_may_be_an_array() -> None:
    costs = [[1, 5, 9], [2, 9, 9]]
    for forbidden in (
        [[1, 0, 0], [0, 0, 0]],
        np.array([[1, 0, 0], [0, 0, 0]], dtype=np.uint8),
        np.array([[0, 0]]),
        [[0, 0]],
        {(0, 0)},
        ((row, 0) for row in range(1)),
    ):
        assert solve(costs, 1, forbidden).lead_of.tolist() == [1, 0]


def test_two_columns_of_ones_are_pairs_as_tuples_and_a_mask_as_booleans() -> None:
    costs = [[1, 5], [2, 9]]
    assert solve(costs, 1, [(0, 0), (0, 1)]).unplaced == (0,)
    assert solve(costs, 1, np.array([[0, 0], [0, 1]], dtype=bool)).lead_of.tolist() == [1, 0]
    assert solve(costs, 1, [[0, 0], [1, 1]][:1]).lead_of.tolist() == [1, 0]
    with pytest.raises(PairingError, match=r"a mask or .* pairs; needed: a bool mask, or tuples"):
        solve(costs, 1, [[0, 0], [0, 1]])


@pytest.mark.parametrize("forbidden", [[(0,), (0, 1)], 5, "ab", [0, 1], [[0.0, 1.0]], [(0, 7)]])
def test_what_cannot_forbid_says_what_can(forbidden: Any) -> None:
    with pytest.raises(PairingError, match=r"bad-shape forbidden .+; needed: a mask of 1 x 2"):
        solve([[1, 2]], 1, forbidden)


@pytest.mark.parametrize(
    ("costs", "places", "forbidden", "code"),
    [
        ([[1, NAN]], 1, None, "not-finite"),
        ([[1, -INF]], 1, None, "not-finite"),
        ([1, 2], 1, None, "bad-shape"),
        ([["a"]], 1, None, "bad-shape"),
        ([[1, 2], [3]], 1, None, "bad-shape"),
        ([[1, 2]], [1], None, "bad-shape"),
        ([[1, 2]], [1, -1], None, "bad-shape"),
        ([[1, 2]], [1, 0.5], None, "bad-shape"),
        ([[1, 2]], 1, [(0, 2)], "bad-shape"),
        ([[1, 2]], 1, np.zeros((2, 1), dtype=bool), "bad-shape"),
        ([[1, 2]], 1, np.ones((0, 5), dtype=bool), "bad-shape"),
        ([[1]], [[1], [1, 2]], None, "bad-shape"),
        ([[1]], "1", None, "bad-shape"),
        ([[1, None]], 1, None, "bad-shape"),
        (None, 1, None, "bad-shape"),
        ([[1, Decimal("NaN")]], 1, None, "not-finite"),
        ([[1, Decimal("1E+99999999")]], 1, None, "cost-range"),
        ([[1, 1 << 9000]], 1, None, "cost-range"),
    ],
)
def test_what_is_no_assignment_is_refused(
    costs: Any, places: Any, forbidden: Any, code: str
) -> None:
    with pytest.raises(PairingError) as caught:
        solve(costs, places, forbidden)
    assert [problem.code for problem in caught.value.problems] == [code]
