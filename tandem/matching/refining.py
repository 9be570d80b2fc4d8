"""Least total cost in exact numbers of any length: solved roughly, then again where it matters.

Solvers add whole numbers of some forty bits. Costs that need more are rounded to that many and solved.
The prices found show exactly, in long whole numbers, by how much that placement can be dearer than the
best at most (its *excess*): how far its pairs lie above what is cheapest at those prices, and what its
places left free are priced at. No pair that lies further above than the excess is in any placement as
good, so it is dropped; what the others lie above is small, is rounded anew, finer by as many bits as it
is smaller, and solved again. An excess of 0 is the proof: no rounding is left in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tandem.matching.costs import never
from tandem.matching.flows import FIRST_CANDIDATES, Network, Placement, cheapest_keys, place
from tandem.matching.flows import row_values as values_of
from tandem.matching.matrices import CostMatrix
from tandem.matching.optimum import largest_cost, make_network
from tandem.matching.terms import Costs, Ints
from tandem.matching.ties import Lots, break_ties

Long = NDArray[np.object_]
"""Whole numbers of any length."""


@dataclass(slots=True)
class _Pairs:
    """The pairs that a best placement may use, sorted by row, with their exact costs.

    One column more than there are stands for having none.
    """

    row: Ints
    column: Ints
    cost: Long

    def only(self, which: NDArray[np.bool_]) -> _Pairs:
        return _Pairs(self.row[which], self.column[which], self.cost[which])


def rounded(matrix: CostMatrix, refused: NDArray[np.bool_]) -> tuple[Ints, int, bool]:
    """Costs as multiples of a power of two, its exponent, and whether none had to be rounded.

    They lie close enough together for a solver to add them up.
    """
    values = matrix.values
    rows, columns = values.shape
    bits = largest_cost(rows, columns).bit_length() - 2
    if values.dtype.kind == "f":
        return _rounded_decimals(np.where(refused, 0.0, values), bits)
    low = int(values.min(initial=_first(values, refused), where=~refused))
    high = int(values.max(initial=low, where=~refused))
    if high - low <= largest_cost(rows, columns) and -(1 << 62) < low <= high < 1 << 62:
        return np.where(refused, low, values).astype(np.int64), 0, True
    by = max(max(abs(low), abs(high)).bit_length() - bits, 0)
    long = np.where(refused, low, values).astype(object)
    return ((long + ((1 << by) >> 1)) >> by).astype(np.int64), by, False


def _first(values: NDArray[Any], refused: NDArray[np.bool_]) -> int:
    at = int(np.argmin(refused)) if refused.size else 0
    return 0 if not refused.size or refused.ravel()[at] else int(values.ravel()[at])


def _rounded_decimals(values: NDArray[np.float64], bits: int) -> tuple[Ints, int, bool]:
    largest = float(np.abs(values).max(initial=0.0))
    if largest == 0.0:
        return np.zeros(values.shape, dtype=np.int64), 0, True
    exponent = int(np.frexp(largest)[1]) - min(bits, 52)
    for guess in (0, -1, -2, -3, -4, -6, -8, -12, -16, -20):
        # few bits make a quick solver
        if guess >= exponent and np.array_equal(_back(_scaled(values, guess), guess), values):
            exponent = guess
            break
    scaled = _scaled(values, exponent)
    return scaled.astype(np.int64), exponent, np.array_equal(_back(scaled, exponent), values)


def _scaled(values: NDArray[np.float64], exponent: int) -> NDArray[np.float64]:
    return np.asarray(np.rint(np.ldexp(values, -exponent)))


def _back(scaled: NDArray[np.float64], exponent: int) -> NDArray[np.float64]:
    return np.asarray(np.ldexp(scaled, exponent))


def refined(
    matrix: CostMatrix,
    near: Costs,
    scale: tuple[int, int],
    places: Ints,
    lots: tuple[Lots, Lots],
) -> Ints:
    """Each row's column (-1: none) at the exactly least total cost; ties as :func:`break_ties` does.

    ``near``: the costs rounded, ``never`` where a pair is refused; with ``scale`` = (exponent, shift) a
    cost is ``(near + shift) * 2^exponent`` to within half of ``2^exponent``.
    """
    rows, columns = near.shape
    exponent, shift = scale
    network, unit = make_network(near, places, np.zeros(rows, dtype=np.int64))
    first = _solved(network)
    # Rounding moves what a pair lies above the cheapest by less than 1 here, and the excess is at most
    # 1 a row: pairs that lie further above are out already.
    roughly = near + first.prices - values_of(network, first.column, first.prices)[:, None]
    row, column = np.nonzero((roughly <= rows + 1) & (near <= network.no - 1))
    cost, lowest = _exact(matrix, row, column, exponent)
    everyone = np.arange(rows)
    stay = np.full(rows, (unit + shift) << (exponent - lowest), dtype=object)
    row, column = np.concatenate([row, everyone]), np.concatenate([column, everyone * 0 + columns])
    order = np.argsort(row, kind="stable")
    pairs = _Pairs(row[order], column[order], np.concatenate([cost, stay])[order])
    prices = np.array([int(p) << (exponent - lowest) for p in first.prices] + [0], dtype=object)
    chosen = np.where(first.column < 0, columns, first.column)
    room = np.append(places, rows + 1)  # one more than are there: to have none never has a price
    while True:
        above, excess = _excess(pairs, prices, chosen, room)
        possible = above <= excess
        pairs, above = pairs.only(possible), above[possible]
        if not excess:
            return _by_lot(pairs, prices, chosen, room, lots)
        chosen, prices = _again(pairs, above, excess, prices, room)


def _solved(network: Network) -> Placement:
    limit = network.no - 1
    return place(network, limit, cheapest_keys(network.costs, limit, FIRST_CANDIDATES))


def _exact(matrix: CostMatrix, row: Ints, column: Ints, exponent: int) -> tuple[Long, int]:
    """The exact costs of these pairs in units of a power of two, and its exponent."""
    values = matrix.values[row, column]
    if values.dtype.kind != "f":
        return values.astype(object), 0
    fraction, power = np.frexp(values)
    digits = np.ldexp(fraction, 53).astype(np.int64)
    power = np.where(digits == 0, exponent, power.astype(np.int64) - 53)
    lowest = min(int(power.min(initial=exponent)), exponent)
    moved = zip(digits.tolist(), (power - lowest).tolist(), strict=True)
    return np.array([value << by for value, by in moved], dtype=object), lowest


def _excess(pairs: _Pairs, prices: Long, chosen: Ints, room: Ints) -> tuple[Long, int]:
    """What each pair lies above its row's cheapest at these prices, and the excess of ``chosen``."""
    priced = pairs.cost + prices[pairs.column]
    starts = np.flatnonzero(np.diff(pairs.row, prepend=-1))
    above = priced - np.minimum.reduceat(priced, starts)[pairs.row]
    own = above[chosen[pairs.row] == pairs.column]
    free = room - np.bincount(chosen, minlength=len(room))
    return above, int(own.sum() + (prices * free).sum())


def _again(pairs: _Pairs, above: Long, excess: int, prices: Long, room: Ints) -> tuple[Ints, Long]:
    """A placement and prices whose excess is smaller: the pairs solved at a finer scale.

    What a free place is priced at counts up to ``most``, dearer than the placement at hand.
    """
    rows, columns = len(np.unique(pairs.row)), len(room)
    most = 2 * excess + 1
    counted = np.minimum(prices, most)
    finer = above - counted[pairs.column] + most
    by = max((excess + most).bit_length() - largest_cost(rows, columns).bit_length() + 1, 0)
    costs = np.full((rows, columns), never(np.dtype(np.int64)), dtype=np.int64)
    costs[pairs.row, pairs.column] = ((finer + ((1 << by) >> 1)) >> by).astype(np.int64)
    network, _ = make_network(costs, room, np.zeros(rows, dtype=np.int64))
    placement = _solved(network)
    more = np.array([int(price) << by for price in placement.prices], dtype=object)
    return placement.column, prices - counted + more


def _by_lot(pairs: _Pairs, prices: Long, chosen: Ints, room: Ints, lots: tuple[Lots, Lots]) -> Ints:
    """Of all placements of these pairs that fill every priced column, the one that lots decide."""
    rows, columns = len(chosen), len(room) - 1
    priced = (prices[:-1] > 0).astype(np.int64)
    costs = np.full((rows, columns), never(np.dtype(np.int32)), dtype=np.int32)
    placed = pairs.column < columns
    row, column = pairs.row[placed], pairs.column[placed]
    costs[row, column] = 1 - priced[column]  # with its price every pair comes to 1
    stay = np.full(rows, 2, dtype=np.int64)
    stay[pairs.row[~placed]] = 1
    own = np.where(chosen < columns, chosen, -1)
    placement = Placement(own, row * columns + column, priced)
    network = Network(costs, room[:-1], stay)
    return break_ties(network, network.no - 1, placement, *lots)
