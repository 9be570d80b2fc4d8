"""The bare core: a matrix in, the exact optimum out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tandem.matching import solve
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


def test_who_cannot_be_placed_is_said() -> None:
    answer = solve([[3], [1], [2]], [2])
    assert (answer.unplaced, answer.total) == ((0,), 3)
    assert solve([[1, 2]], [1, 1], [(0, 0), (0, 1)]).unplaced == (0,)
    assert solve(np.empty((2, 0)), []).unplaced == (0, 1)
    assert solve(np.empty((0, 2)), [1, 1]).total == 0


def test_decimals_are_exact_where_they_can_be_and_told_where_not() -> None:
    assert solve([[0.5, 0.25], [0.75, 0.125]], 1).total == 0.625
    thirds = solve(np.array([[1 / 3, 2 / 3], [1 / 7, 1e9]]), 1)
    assert thirds.total == pytest.approx(2 / 3 + 1 / 7, abs=thirds.rounding + 1e-9)
    assert not thirds.exact


def test_equal_costs_give_the_same_answer_again() -> None:
    costs = np.zeros((40, 30), dtype=int)
    first, second = solve(costs, 2), solve(costs.copy(), [2] * 30)
    assert first.lead_of.tolist() == second.lead_of.tolist()
    assert not first.unplaced


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
        ([[2**60, 2]], 1, None, "cost-range"),
    ],
)
def test_what_is_no_assignment_is_refused(
    costs: object, places: object, forbidden: object, code: str
) -> None:
    with pytest.raises(PairingError) as caught:
        solve(costs, places, forbidden)  # type: ignore[arg-type]
    assert [problem.code for problem in caught.value.problems] == [code]
