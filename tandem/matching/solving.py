"""The bare core for anyone who has a matrix: partners to leads with places, least total cost, exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tandem.matching.costs import never
from tandem.matching.lots import school_lots
from tandem.matching.model import PairingError, Problem
from tandem.matching.optimum import find_optimum
from tandem.matching.terms import Costs, Ints

_EXACT = 1 << 53


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which lead each partner has.

    ``lead_of`` gives each row's column, -1 for none; ``unplaced`` lists those rows; ``total`` adds the
    costs of the others. As many rows are placed as can be; among those ways the total is least, and
    among equals a lot drawn from the row and column numbers decides. ``exact`` is ``False`` only
    where decimal costs had to be rounded to be added up; then ``total`` is within ``rounding`` of
    the least.
    """

    lead_of: NDArray[np.int64]
    total: int | float
    unplaced: tuple[int, ...]
    exact: bool
    rounding: float


def solve(
    costs: ArrayLike,
    places: ArrayLike,
    forbidden: ArrayLike | Iterable[tuple[int, int]] | None = None,
) -> Assignment:
    """Give every row (partner) a column (lead), no column more rows than its places, at least cost.

    ``costs``: rows x columns, whole numbers or decimals, negative ones too; infinity forbids a pair.
    ``places``: one whole number >= 0 a column, or one number for all. ``forbidden``: a mask of the
    shape of ``costs`` (true = must not be), or a list of (row, column).

    Always an answer; rows that cannot be placed are ``unplaced``. Raises :class:`PairingError` for
    shapes that do not fit, NaN, minus infinity, and numbers too large to be added up exactly.
    """
    matrix = _as_matrix(costs)
    rows, columns = matrix.shape
    room = np.minimum(_as_places(places, columns), rows)
    refused = _as_mask(forbidden, matrix.shape)
    if matrix.dtype.kind == "f":
        if np.isnan(matrix).any() or np.isneginf(matrix).any():
            raise PairingError((Problem("not-finite", key="costs"),))
        refused |= np.isposinf(matrix)
    refused[:, room == 0] = True
    whole, exponent, exact = _as_whole(matrix, refused)
    shift = int(whole.min(initial=0, where=~refused)) if whole.size else 0
    shifted = _packed(whole - shift, refused)
    if not columns:
        return Assignment(np.full(rows, -1, dtype=np.int64), 0, tuple(range(rows)), True, 0.0)
    optimum = find_optimum(
        shifted,
        room,
        np.zeros(rows, dtype=np.int64),
        False,
        school_lots([f"row {row}" for row in range(rows)]),
        school_lots([f"column {column}" for column in range(columns)]),
    )
    column = optimum.column
    held = np.flatnonzero(column >= 0)
    chosen = matrix[held, column[held]]
    total: int | float
    if matrix.dtype.kind == "f":
        total = float(np.sum(chosen)) if not exact else _scaled(whole[held, column[held]], exponent)
    else:
        total = sum(chosen.tolist())
    unplaced = tuple(np.flatnonzero(column < 0).tolist())
    rounding = 0.0 if exact else rows * 2.0**exponent
    return Assignment(column, total, unplaced, exact, rounding)


def _scaled(whole: Ints, exponent: int) -> float:
    return float(sum(whole.tolist())) * 2.0**exponent


def _as_matrix(costs: ArrayLike) -> NDArray[Any]:
    try:
        matrix = np.asarray(costs)
    except ValueError as error:
        raise PairingError((Problem("bad-shape", key="costs"),)) from error
    if matrix.ndim != 2 or matrix.dtype.kind not in "iufb":
        found = f"{matrix.dtype} {matrix.shape}"
        raise PairingError((Problem("bad-shape", key="costs", found=found),))
    if matrix.dtype.kind == "f":
        return matrix.astype(np.float64)
    largest = int(matrix.max(initial=0))
    if largest >= _EXACT or int(matrix.min(initial=0)) <= -_EXACT:
        raise PairingError((Problem("cost-range", key="costs", found=str(largest)),))
    return matrix.astype(np.int64)


def _as_places(places: ArrayLike, columns: int) -> Ints:
    found = np.asarray(places)
    if found.ndim == 0:
        found = np.full(columns, found)
    is_whole = found.dtype.kind in "iu" or (
        found.dtype.kind == "f"
        and bool(np.all(found == np.floor(found)))
        and np.isfinite(found).all()
    )
    if found.shape != (columns,) or not (is_whole or not columns) or (found < 0).any():
        raise PairingError((Problem("bad-shape", key="places", found=str(found)[:60]),))
    return np.asarray(np.minimum(found, np.iinfo(np.int32).max).astype(np.int64))


def _as_mask(
    forbidden: ArrayLike | Iterable[tuple[int, int]] | None, shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    mask = np.zeros(shape, dtype=bool)
    if forbidden is None:
        return mask
    found = np.asarray(
        forbidden if isinstance(forbidden, np.ndarray | Sequence) else list(forbidden)  # type: ignore[arg-type]
    )
    if found.shape == shape and found.dtype == bool:
        return np.asarray(mask | found)
    if found.size == 0:
        return mask
    inside = (
        found.ndim == 2
        and found.shape[1] == 2
        and found.dtype.kind in "iu"
        and bool((found >= 0).all() and (found < np.array(shape)).all())
    )
    if not inside:
        raise PairingError((Problem("bad-shape", key="forbidden", found=str(found.shape)),))
    mask[found[:, 0], found[:, 1]] = True
    return mask


def _as_whole(matrix: NDArray[Any], refused: NDArray[np.bool_]) -> tuple[Ints, int, bool]:
    """The costs as whole multiples of a power of two, its exponent, and whether that is exact."""
    if matrix.dtype.kind != "f":
        return matrix, 0, True
    finite = np.where(refused, 0.0, matrix)
    largest = float(np.abs(finite).max(initial=0.0))
    if largest == 0.0:
        return np.zeros(matrix.shape, dtype=np.int64), 0, True
    # As fine as an exact sum, with the price of staying unplaced on top, leaves room for.
    chain = 2 * (min(matrix.shape) + 2) * (sum(matrix.shape) + 4)
    bits = 58 - (chain + 1).bit_length()
    finest = int(np.frexp(largest)[1]) - min(bits, 52)
    exponent = max(finest, -1000)
    for guess in (0, -1, -2, -3, -4, -6, -8, -12, -16, -20):
        if guess >= finest and np.array_equal(np.rint(finite * 2.0**-guess) * 2.0**guess, finite):
            exponent = guess
            break
    scaled = np.rint(finite * 2.0**-exponent)
    exact = bool(np.array_equal(scaled * 2.0**exponent, finite))
    return scaled.astype(np.int64), exponent, exact


def _packed(costs: Ints, refused: NDArray[np.bool_]) -> Costs:
    """Costs >= 0 in as few bytes as hold them, the refused ones marked."""
    narrow = int(costs.max(initial=0, where=~refused)) < np.iinfo(np.int32).max
    packed: Costs = costs.astype(np.int32 if narrow else np.int64)
    packed[refused] = never(packed.dtype)
    return packed
