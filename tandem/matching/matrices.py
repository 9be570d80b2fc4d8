"""What ``solve`` is given, read and checked: costs, places, and the pairs that must not be."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tandem.matching.model import PairingError, Problem
from tandem.matching.terms import Ints

Forbidden = ArrayLike | Iterable[tuple[int, int]] | None

_DOUBLE = 1 << 53
_MOST_BITS = 1 << 13
"""Longer numbers are refused: a slip of the pen should not take hours."""

_COSTS = ("rows x columns of numbers, as [[4, 1], [2, 3]]",)
_PLACES = ("a whole number >= 0, or one for each of {} columns",)
_FORBIDDEN = "a mask of {} x {} (True, or 1 = must not be), or (row, column) tuples counted from 0"


@dataclass(frozen=True, slots=True)
class CostMatrix:
    """Costs as they can be computed with exactly.

    ``values`` are ``int64``, ``float64``, or Python integers (``object``) that count fractions of
    1 / ``divisor``. ``infinite`` marks the pairs that an infinite cost forbids; their values are 0.
    """

    values: NDArray[Any]
    infinite: NDArray[np.bool_]
    divisor: int = 1
    sum_kind: Literal["int", "float", "fraction"] = "int"


def _refused(code: str, key: str, found: str, *expected: str) -> PairingError:
    return PairingError((Problem(code, key=key, found=found, expected=expected),))


def read_costs(costs: ArrayLike) -> CostMatrix:
    """The costs; raises :class:`PairingError` where they are no matrix of finite numbers."""
    if isinstance(costs, np.ma.MaskedArray):  # what is masked is no cost: the pair must not be
        read = read_costs(np.ma.filled(costs, 0))
        return replace(read, infinite=read.infinite | np.ma.getmaskarray(costs))
    try:
        found = np.asarray(costs)
    except ValueError as error:
        raise _refused("bad-shape", "costs", "rows of different lengths", *_COSTS) from error
    if found.ndim != 2 or found.dtype.kind not in "iufbO":
        raise _refused("bad-shape", "costs", f"{found.dtype} of shape {found.shape}", *_COSTS)
    if found.dtype.kind in "iub":
        if found.dtype == np.uint64 and int(found.max(initial=0)) > np.iinfo(np.int64).max:
            return _from_objects(found.astype(object))
        return CostMatrix(found.astype(np.int64), np.zeros(found.shape, dtype=bool))
    if found.dtype.kind == "f":
        is_long = found.dtype.itemsize > 8
        if not isinstance(costs, np.ndarray) and (np.abs(found) >= _DOUBLE).any():
            return _from_objects(np.array(costs, dtype=object))  # long whole numbers were rounded
        return _from_objects(found.astype(object)) if is_long else _from_decimals(found)
    return _from_objects(found)


def _from_decimals(found: NDArray[Any]) -> CostMatrix:
    values = found.astype(np.float64)
    infinite = np.isposinf(values)
    wrong = ~(np.isfinite(values) | infinite)
    if wrong.any():
        row, column = np.argwhere(wrong)[0].tolist()
        raise _not_finite(str(values[row, column]), row, column)
    return CostMatrix(np.where(infinite, 0.0, values), infinite, sum_kind="float")


def _not_finite(found: str, row: int, column: int) -> PairingError:
    where = f"{found} in row {row}, column {column} (counted from 0)"
    return _refused("not-finite", "costs", where, "a number, or +infinity for a forbidden pair")


def _from_objects(found: NDArray[Any]) -> CostMatrix:
    """From Python numbers of any length: integers, decimals, fractions, mixed."""
    numbers = np.zeros(found.shape, dtype=object)
    infinite = np.zeros(found.shape, dtype=bool)
    kinds: set[type] = set()
    for (row, column), value in np.ndenumerate(found):
        number = value.item() if isinstance(value, np.generic) else value
        is_ratio = isinstance(number, int | Fraction)
        if not (is_ratio or isinstance(number, float | Decimal | np.longdouble)):
            name = f"{type(number).__name__} in row {row}, column {column} (counted from 0)"
            raise _refused("bad-shape", "costs", name, *_COSTS)
        kinds.add(type(number))
        if is_ratio:
            numbers[row, column] = number
        elif number == math.inf:
            infinite[row, column] = True
        elif not (number.is_finite() if isinstance(number, Decimal) else np.isfinite(number)):
            raise _not_finite(str(number), row, column)
        else:
            if isinstance(number, Decimal) and _digits(number) > _MOST_BITS:
                raise _too_long(str(number))
            numbers[row, column] = Fraction(*number.as_integer_ratio())
    divisor = 1
    for bottom in {number.denominator for number in numbers.flat}:
        divisor = math.lcm(divisor, bottom)
        if divisor.bit_length() > _MOST_BITS:
            raise _too_long(f"fractions over {divisor.bit_length()} bits")
    for (row, column), number in np.ndenumerate(numbers):
        if number.numerator.bit_length() > _MOST_BITS:
            raise _too_long(f"{number.numerator.bit_length()} bits in row {row}, column {column}")
        numbers[row, column] = int(number * divisor)
    kind: Literal["int", "float", "fraction"] = "fraction"
    if kinds <= {int, bool, float}:
        kind = "float" if float in kinds else "int"
    return CostMatrix(numbers, infinite, divisor, kind)


def _digits(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(abs(number.adjusted()), abs(exponent) if isinstance(exponent, int) else 0)


def _too_long(found: str) -> PairingError:
    found = found if len(found) < 60 else f"{found[:50]}…"
    return _refused("cost-range", "costs", found, f"numbers of at most {_MOST_BITS} bits")


def read_places(places: ArrayLike | None, columns: int) -> Ints:
    """The places by column; raises :class:`PairingError` where they are no whole numbers >= 0."""
    if places is None:
        return np.ones(columns, dtype=np.int64)
    wanted = _PLACES[0].format(columns)
    try:
        found = np.asarray(places)
    except ValueError as error:
        raise _refused("bad-shape", "places", "lists of different lengths", wanted) from error
    if found.ndim == 0:
        found = np.full(columns, found)
    is_whole = found.dtype.kind in "iu" or (
        found.dtype.kind == "f"
        and bool(np.isfinite(found).all())
        and bool(np.all(found == np.floor(found)))
    )
    if found.shape != (columns,):
        raise _refused("bad-shape", "places", f"an array of shape {found.shape}", wanted)
    if columns and not (is_whole and (found >= 0).all()):
        raise _refused("bad-shape", "places", str(found.tolist())[:60], wanted)
    return np.asarray(np.minimum(found, np.iinfo(np.int32).max).astype(np.int64))


def read_forbidden(forbidden: Forbidden, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """A mask of the pairs that must not be, from a mask or from (row, column).

    Whole numbers of the shape of the costs, all of them 0 or 1, are a mask. With two columns they
    might as well be pairs: tuples are then taken as pairs, anything else is refused.
    """
    mask = np.zeros(shape, dtype=bool)
    if forbidden is None:
        return mask
    wanted = _FORBIDDEN.format(*shape)
    found, is_tuples = _as_array(forbidden, wanted)
    if found.shape == shape and found.dtype == bool:
        return np.asarray(found)
    if found.shape in ((0,), (0, 2)):
        return mask
    if found.shape == shape and found.dtype.kind == "f" and shape[1] != 2:
        found = found.astype(np.int64) if bool(((found == 0) | (found == 1)).all()) else found
    if found.dtype.kind not in "iu":
        kind = f"{found.dtype} of shape {found.shape}"
        raise _refused("bad-shape", "forbidden", kind, wanted)
    if found.shape == shape and bool(((found == 0) | (found == 1)).all()):
        if shape[1] != 2:
            return np.asarray(found == 1)
        if not is_tuples:
            either = f"0s and 1s of shape {shape}: a mask or (row, column) pairs"
            raise _refused("bad-shape", "forbidden", either, "a bool mask, or tuples for pairs")
    if found.ndim != 2 or found.shape[1] != 2:
        kind = f"whole numbers of shape {found.shape}"
        raise _refused("bad-shape", "forbidden", kind, wanted)
    outside = ((found < 0) | (found >= np.array(shape))).any(axis=1)
    if outside.any():
        pair = tuple(found[int(np.flatnonzero(outside)[0])].tolist())
        raise _refused("bad-shape", "forbidden", f"the pair {pair}", wanted)
    mask[found[:, 0], found[:, 1]] = True
    return mask


def _as_array(forbidden: object, wanted: str) -> tuple[NDArray[Any], bool]:
    """What is forbidden as an array, and whether it was written as tuples."""
    if isinstance(forbidden, np.ndarray) or hasattr(forbidden, "__array__"):
        return np.asarray(forbidden), False
    if isinstance(forbidden, str | bytes) or not isinstance(forbidden, Iterable):
        raise _refused("bad-shape", "forbidden", repr(forbidden)[:60], wanted)
    entries = list(forbidden)
    try:
        found = np.asarray(entries)
    except ValueError as error:
        uneven = "entries of different lengths"
        raise _refused("bad-shape", "forbidden", uneven, wanted) from error
    return found, all(isinstance(entry, tuple) for entry in entries)
