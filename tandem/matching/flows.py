"""Least-cost placement on a set of candidate pairs, and the prices that prove it best over all pairs.

Rows are partners, columns leads. A pair is a key ``row * columns + column``; keys are kept sorted. A
partner may also stay without a lead, at ``penalty[row]``, dear enough never to be taken where a place
can be found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from scipy.optimize import linear_sum_assignment

from tandem.matching.costs import never
from tandem.matching.terms import Costs, Ints

FIRST_CANDIDATES = 28
"""Cheapest pairs of every partner to begin with; dearer ones join when prices ask for them."""

_FEW_CANDIDATES = 6
"""The same where the placement itself is found without them."""

_JOIN = 12
"""Pairs of one partner that join in a round, at most."""

_SAMPLE = 160
"""Leads looked at to tell how cheap a partner's cheapest are."""

_SMALL = 1 << 15
"""Pairs of partners and places up to which a dense method is the quickest."""

_SMALL_TABLE = 1 << 19
"""Pairs of leads up to which a table is quicker than sorting."""

_CHUNK = 1 << 16
"""Pairs looked at a time: few enough to stay in the processor's cache."""


@dataclass(slots=True)
class Network:
    """A placement to be made: costs (``never`` = refused), places by column, penalty by row."""

    costs: Costs
    places: Ints
    penalty: Ints

    @property
    def no(self) -> int:
        """The cost of a refused pair."""
        return never(self.costs.dtype)


@dataclass(slots=True)
class Placement:
    """An optimal placement: each row's column (-1: none), the pairs it was found among, and prices.

    ``prices`` of a place by column are >= 0, and 0 where places are left. With them no pair is
    cheaper for its partner than the one it has: that is the proof.
    """

    column: Ints
    keys: Ints
    prices: Ints


def cheapest_keys(costs: Costs, limit: int, most: int) -> Ints:
    """Of every row about the ``most`` cheapest pairs no dearer than ``limit``, as sorted keys."""
    rows, columns = costs.shape
    most = most if costs.size > _SMALL else min(most, _FEW_CANDIDATES)
    if most >= columns:
        return np.flatnonzero(costs.ravel() <= limit)
    found = []
    step = max(1, _CHUNK // columns)
    for start in range(0, rows, step):
        block = costs[start : start + step]
        # the cheapest of a sample show how cheap is cheap enough, unless many cost the same
        sample = block[:, :: max(1, columns // _SAMPLE)]
        nth = min(most * sample.shape[1] // columns + 1, sample.shape[1] - 1)
        enough = np.minimum(np.partition(sample, nth, axis=1)[:, nth], limit)
        near = np.flatnonzero((block <= enough[:, None]).ravel())
        if len(near) <= 2 * most * len(block):
            found.append(near + start * columns)
            continue
        best = np.argpartition(block, most, axis=1)[:, :most]
        best.sort(axis=1)
        keys = best + np.arange(start, start + len(block))[:, None] * columns
        found.append(keys[np.take_along_axis(block, best, axis=1) <= limit])
    return np.concatenate(found)


def place(network: Network, limit: int, keys: Ints, best: Ints | None = None) -> Placement:
    """The least total cost over all pairs no dearer than ``limit``, proven; ``keys`` to begin with.

    ``best``: each row's column, where :func:`small_column` has found it already.
    """
    column = small_column(network, limit) if best is None else best
    is_best = column is not None  # over all pairs: only its prices are wanted
    is_first = True
    while True:
        if column is None:
            column = _flow(network, keys)
        prices = prices_of(network, keys, column)
        joining = _cheaper(network, limit, column, prices)
        if not len(joining):
            return Placement(column, keys, prices)
        if not is_best:
            keys = _promising(network, keys, column, prices) if is_first else keys
            column, is_first = None, False
        keys = merged(keys, joining)


def _promising(network: Network, keys: Ints, column: Ints, prices: Ints) -> Ints:
    """Of ``keys`` the half with the lower reduced costs, with the pairs of ``column``.

    Fewer pairs make a quicker flow; what is missed joins again when prices ask for it.
    """
    row, to = np.divmod(keys, network.costs.shape[1])
    value = row_values(network, column, prices)
    reduced = network.costs.ravel()[keys] + prices[to] - value[row]
    half = len(keys) // 2
    kept = reduced <= max(0, int(np.partition(reduced, half)[half]) if half else 0)
    return np.asarray(keys[kept | (column[row] == to)])


def merged(keys: Ints, more: Ints) -> Ints:
    """Both sets of keys in one, sorted, each once (quicker than ``union1d`` on few)."""
    both: Ints = np.concatenate([keys, more])
    both.sort()
    first = np.ones(len(both), dtype=bool)
    first[1:] = both[1:] != both[:-1]
    return np.asarray(both[first])


def small_column(network: Network, limit: int) -> Ints | None:
    """The best placement of a small network straight away; ``None`` if it is large or a row is left.

    Every place becomes a column of its own. Sums stay below 2^53, so decimals are exact here.
    """
    rows, narrow = len(network.costs), network.costs.dtype == np.int32
    slots = np.repeat(np.arange(len(network.places)), network.places)
    if not narrow or rows > min(len(slots), 512) or rows * len(slots) > _SMALL:
        return None
    refused = float(1 << 42)  # dearer than 512 pairs, and 512 of them are still exact
    costs = np.where(network.costs <= limit, network.costs, refused)[:, slots]
    _, chosen = linear_sum_assignment(costs)
    column = slots[chosen]
    return column if int(network.costs[np.arange(rows), column].max(initial=0)) <= limit else None


def _flow(network: Network, keys: Ints) -> Ints:
    """Each row's column in a least-cost flow over the pairs ``keys``; -1 for none.

    Small numbers make a quick flow: costs are taken above each row's cheapest, and staying without a
    lead is offered only where somebody must.
    """
    rows, columns = network.costs.shape
    row, column = np.divmod(keys, columns)
    costs = network.costs.ravel()[keys].astype(np.int64)
    heads, starts = runs(row)
    if len(heads) == rows and int(network.places.sum()) >= rows:
        above = costs - np.minimum.reduceat(costs, starts)[row]
        found = _least_cost(rows, row, column, above, network.places, None)
        if found is not None:
            return found
    found = _least_cost(rows, row, column, costs, network.places, network.penalty)
    if found is None:
        raise ArithmeticError("the flow solver found no way to leave a row out")
    return found


def _least_cost(
    rows: int, row: Ints, column: Ints, costs: Ints, places: Ints, penalty: Ints | None
) -> Ints | None:
    """Each row's column at least cost, -1 for those who stay at ``penalty``; ``None`` if it cannot be."""
    columns = len(places)
    sink = rows + columns
    stayers = np.arange(rows if penalty is not None else 0)
    stay = np.empty(0, dtype=np.int64) if penalty is None else penalty
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([row, stayers, np.arange(rows, sink)]),
        np.concatenate([column + rows, np.full(len(stayers) + columns, sink)]),
        np.concatenate([np.ones(len(row) + len(stayers), dtype=np.int64), places]),
        np.concatenate([costs, stay, np.zeros(columns, dtype=np.int64)]),
    )
    supplies = np.ones(sink + 1, dtype=np.int64)
    supplies[rows:] = 0
    supplies[sink] = -rows
    flow.set_nodes_supplies(np.arange(sink + 1), supplies)
    status = flow.solve()
    if status == flow.INFEASIBLE:
        return None
    if status != flow.OPTIMAL:
        raise ArithmeticError(f"the flow solver says {status}")
    used = flow.flows(np.arange(len(row))) > 0
    result = np.full(rows, -1, dtype=np.int64)
    result[row[used]] = column[used]
    return result


def prices_of(network: Network, keys: Ints, column: Ints) -> Ints:
    """Prices that prove ``column`` optimal among ``keys`` (Bellman-Ford over the leads)."""
    columns = network.costs.shape[1]
    row, to = np.divmod(keys, columns)
    own = own_costs(network, column)
    step = network.costs.ravel()[keys].astype(np.int64) - own[row]
    # One more column stands for staying without a lead, with room for everybody, and for a place
    # left free, which is worth nothing.
    place_at = np.where(column >= 0, column, columns)
    taken = np.bincount(place_at, minlength=columns + 1)
    free = taken[:columns] < network.places
    taken[columns] = 1
    used = np.flatnonzero(taken)
    leave = np.full(columns + 1, np.iinfo(np.int64).max // 4)
    np.minimum.at(leave, place_at, network.penalty - own)
    leave[:-1][free] = 0
    # of all rows at one lead only the cheapest step to each other lead can matter
    ways, step = _least_by_key(place_at[row] * (columns + 1) + to, step, (columns + 1) ** 2)
    source, target = np.divmod(ways, columns + 1)
    heads, starts = runs(source)
    prices = np.zeros(columns + 1, dtype=np.int64)
    while True:
        before = prices
        prices = np.minimum(before, leave + before[columns])
        if len(heads):
            reached = np.minimum.reduceat(step + prices[target], starts)
            prices[heads] = np.minimum(prices[heads], reached)
        prices[columns] = prices[used].min()
        if (before == prices).all():
            return np.asarray(prices[:columns] - prices[columns])


def _least_by_key(keys: Ints, values: Ints, end: int) -> tuple[Ints, Ints]:
    """The distinct keys below ``end`` in order, and the least value of each."""
    if end <= _SMALL_TABLE:
        least = np.full(end, np.iinfo(np.int64).max)
        np.minimum.at(least, keys, values)
        found = np.flatnonzero(least != np.iinfo(np.int64).max)
        return found, least[found]
    order = np.argsort(keys, kind="stable")
    heads, starts = runs(keys[order])
    return heads, np.minimum.reduceat(values[order], starts) if len(heads) else values


def runs(sorted_values: Ints) -> tuple[Ints, Ints]:
    """The distinct values of a sorted array, and where each begins."""
    if not len(sorted_values):
        return sorted_values, sorted_values
    first = np.ones(len(sorted_values), dtype=bool)
    np.not_equal(sorted_values[1:], sorted_values[:-1], out=first[1:])
    starts = np.flatnonzero(first)
    return sorted_values[starts], starts


def own_costs(network: Network, column: Ints) -> Ints:
    """What each row pays for the place it has, or for having none."""
    rows = np.arange(len(column))
    if not len(column) or int(column.min()) >= 0:
        return network.costs[rows, column].astype(np.int64)
    own = network.costs[rows, np.maximum(column, 0)].astype(np.int64)
    return np.where(column >= 0, own, network.penalty)


def row_values(network: Network, column: Ints, prices: Ints) -> Ints:
    """What each row pays for its place, the price of the place included."""
    none = np.append(prices, 0)  # position -1: no place, no price
    return np.asarray(own_costs(network, column) + none[column])


def _cheaper(network: Network, limit: int, column: Ints, prices: Ints) -> Ints:
    """Pairs over the whole matrix that beat their partner's own, prices included: the best few."""
    rows, columns = network.costs.shape
    value = row_values(network, column, prices)
    found = []
    step = max(1, _CHUNK // columns)
    for start in range(0, rows, step):
        block = network.costs[start : start + step]
        reduced = block + prices
        reduced -= value[start : start + step, None]
        if int(block.max()) > limit:
            np.putmask(reduced, block > limit, 1)
        worse = np.flatnonzero(reduced.min(axis=1) < 0)
        if not len(worse):
            continue
        few = reduced[worse]
        if columns > _JOIN:
            best = np.argpartition(few, _JOIN, axis=1)[:, :_JOIN]
        else:
            best = np.broadcast_to(np.arange(columns), few.shape)
        keys = best + (worse + start)[:, None] * columns
        found.append(keys[np.take_along_axis(few, best, axis=1) < 0])
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def tight_keys(
    network: Network, limit: int, placement: Placement
) -> tuple[Ints, NDArray[np.bool_]]:
    """The pairs that some optimal placement may use, and the rows that may stay without a lead."""
    rows, columns = network.costs.shape
    value = row_values(network, placement.column, placement.prices)
    found = []
    step = max(1, _CHUNK // columns)
    for start in range(0, rows, step):
        block = network.costs[start : start + step]
        tight = block + placement.prices == value[start : start + step, None]
        tight &= block <= limit
        found.append(np.flatnonzero(tight.ravel()) + start * columns)
    return np.concatenate(found), network.penalty == value
