"""The bare core for anyone who has a matrix: partners to leads with places, least total cost, exact."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tandem.matching.costs import never
from tandem.matching.lots import school_lots
from tandem.matching.matrices import (
    CostMatrix,
    Forbidden,
    read_costs,
    read_forbidden,
    read_places,
)
from tandem.matching.optimum import find_optimum
from tandem.matching.refining import refined, rounded
from tandem.matching.terms import Costs, Ints


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which lead each partner has.

    ``lead_of`` gives each row's column, -1 for none; ``unplaced`` lists those rows; ``total`` adds the
    costs of the others. As many rows are placed as can be; among those ways the total is least, and
    among ways whose totals are exactly equal a lot drawn from the row and column numbers decides.

    ``total`` is an ``int`` for whole numbers, a ``Fraction`` where a cost was a ``Fraction`` or a
    ``Decimal``, else the ``float`` nearest to the exact sum (infinite beyond the largest float).
    ``exact``: the arrangement is proven the best in numbers without rounding; always so.
    """

    lead_of: NDArray[np.int64]
    total: int | float | Fraction
    unplaced: tuple[int, ...]
    exact: bool


def solve(
    costs: ArrayLike, places: ArrayLike | None = None, forbidden: Forbidden = None
) -> Assignment:
    """Give every row (partner) a column (lead), no column more rows than its places, at least cost.

    ``costs``: rows x columns; integers, floats, ``Decimal`` or ``Fraction``, of any size and scale,
    negative ones too; infinity forbids a pair, and so does a mask. Each is taken as exactly the number
    that it is. ``places``: one whole number >= 0 a column, or one number for all; 1 where none is given.
    ``forbidden``: a mask of the shape of ``costs`` (true or 1 = must not be), or (row, column) tuples.

    Always an answer; rows that cannot be placed are ``unplaced``. Raises :class:`PairingError` for
    shapes that do not fit, NaN, minus infinity, and numbers of more than 8,192 bits.
    """
    matrix = read_costs(costs)
    rows, columns = matrix.values.shape
    room = np.minimum(read_places(places, columns), rows)
    refused = read_forbidden(forbidden, (rows, columns)) | matrix.infinite
    refused[:, room == 0] = True
    if not columns:
        return Assignment(np.full(rows, -1, dtype=np.int64), 0, tuple(range(rows)), True)
    whole, exponent, is_exact = rounded(matrix, refused)
    shift = int(whole.min(initial=np.iinfo(np.int64).max, where=~refused)) if whole.size else 0
    shift = 0 if refused.all() else shift
    near = _packed(whole - shift, refused)
    lots = (
        school_lots([f"row {row}" for row in range(rows)]),
        school_lots([f"column {column}" for column in range(columns)]),
    )
    if is_exact or not near.size:
        nothing = np.zeros(rows, dtype=np.int64)
        column = find_optimum(near, room, nothing, False, *lots).column
    else:
        column = refined(matrix, near, (exponent, shift), room, lots)
    held = np.flatnonzero(column >= 0)
    total = _total(matrix, matrix.values[held, column[held]])
    return Assignment(column, total, tuple(np.flatnonzero(column < 0).tolist()), True)


def _total(matrix: CostMatrix, chosen: NDArray[Any]) -> int | float | Fraction:
    """The sum, rounded once at most."""
    if matrix.sum_kind == "int":
        whole: int = sum(chosen.tolist())
        return whole
    if chosen.dtype.kind == "f":
        try:
            return math.fsum(chosen.tolist())
        except OverflowError:  # on the way, or in the end
            chosen = np.array([Fraction(value) for value in chosen.tolist()], dtype=object)
    total = Fraction(sum(chosen.tolist()), 1) / matrix.divisor
    if matrix.sum_kind == "fraction":
        return total
    try:
        return float(total)
    except OverflowError:
        return math.inf if total > 0 else -math.inf


def _packed(costs: Ints, refused: NDArray[np.bool_]) -> Costs:
    """Costs >= 0 in as few bytes as hold them, the refused ones marked."""
    narrow = int(costs.max(initial=0, where=~refused)) < np.iinfo(np.int32).max
    packed: Costs = costs.astype(np.int32 if narrow else np.int64)
    packed[refused] = never(packed.dtype)
    return packed
