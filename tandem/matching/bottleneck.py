"""The worst-off partner as well off as possible: the least limit under which as many are placed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.max_flow import SimpleMaxFlow

from tandem.matching.flows import Network, merged
from tandem.matching.terms import Ints

_CHUNK = 1 << 19
_JOIN = 12


def least_limit(network: Network, keys: Ints, floor: int) -> tuple[int, Ints]:
    """The least limit on a pair's cost, over all pairs, that leaves no more rows without a column.

    It is never below ``floor``. ``keys`` are pairs to begin with; those returned hold a placement of
    as many as can be placed.

    A limit is proven too low by a group of partners who together reach too few places; the cheapest
    pair out of that group is the next limit worth trying.
    """
    flat = network.costs.ravel()
    at_once, _, _ = _most_placed(network, keys, floor)
    if len(at_once) == len(network.costs):
        return floor, keys
    most, keys, _ = _placed(network, keys, network.no - 1)
    low, high = floor, int(flat[most].max(initial=floor))
    trial = low
    while low < high:
        matched, keys, cheapest = _placed(network, keys, trial, len(most))
        if len(matched) == len(most):
            high = int(flat[matched].max(initial=floor))
        else:
            low = cheapest
        trial = low if high - low < 2 else low + (high - low) // 2
    return high, keys


def _placed(
    network: Network, keys: Ints, limit: int, enough: int | None = None
) -> tuple[Ints, Ints, int]:
    """A largest set of pairs, over all pairs no dearer than ``limit``, within the places.

    Also ``keys`` with the pairs that had to join, and the cheapest way out of the group that is short.
    """
    enough = len(network.costs) if enough is None else enough
    while True:
        matched, group, reached = _most_placed(network, keys, limit)
        if len(matched) >= enough:
            return matched, keys, limit
        cheapest, joining = _ways_out(network, group, reached, limit)
        if not len(joining):
            return matched, keys, cheapest
        keys = merged(keys, joining)


def _most_placed(
    network: Network, keys: Ints, limit: int
) -> tuple[Ints, NDArray[np.bool_], NDArray[np.bool_]]:
    """A largest set of pairs of ``keys`` no dearer than ``limit``; the group that is short."""
    cheap = keys[network.costs.ravel()[keys] <= limit]
    row, column = np.divmod(cheap, network.costs.shape[1])
    used, group, reached = largest_placement(row, column, len(network.costs), network.places)
    return cheap[used], group, reached


def largest_placement(
    row: Ints, column: Ints, rows: int, places: Ints
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which of the pairs (``row``, ``column``) to use so that most rows are placed (maximum flow).

    Also the rows left over with all rows that could give them their place (the smallest group that
    lacks the most places, by the minimum cut), and the columns that those rows reach.
    """
    columns = len(places)
    source, sink = rows + columns, rows + columns + 1
    partners, leads = np.arange(rows), np.arange(rows, rows + columns)
    flow = SimpleMaxFlow()
    flow.add_arcs_with_capacity(
        np.concatenate([row, np.full(rows, source), leads]),
        np.concatenate([column + rows, partners, np.full(columns, sink)]),
        np.concatenate([np.ones(len(row) + rows, dtype=np.int64), places]),
    )
    flow.solve(source, sink)
    used = flow.flows(np.arange(len(row))) > 0
    side = np.zeros(rows + columns + 2, dtype=bool)
    side[flow.get_source_side_min_cut()] = True
    return used, side[:rows], side[rows:source]


def _ways_out(
    network: Network, group: NDArray[np.bool_], reached: NDArray[np.bool_], limit: int
) -> tuple[int, Ints]:
    """The cheapest pair from the group to other leads, and those pairs no dearer than ``limit``."""
    columns = network.costs.shape[1]
    members, others = np.flatnonzero(group), np.flatnonzero(~reached)
    cheapest, found = network.no, []
    if not len(others):
        return cheapest, np.empty(0, dtype=np.int64)
    step = max(1, _CHUNK // len(others))
    for start in range(0, len(members), step):
        some = members[start : start + step]
        block = network.costs[np.ix_(some, others)]
        cheapest = min(cheapest, int(block.min()))
        near = np.flatnonzero(block.min(axis=1) <= limit)
        if len(near):
            few = block[near]
            best = np.argsort(few, axis=1, kind="stable")[:, :_JOIN]
            keys = others[best] + some[near][:, None] * columns
            found.append(keys[np.take_along_axis(few, best, axis=1) <= limit])
    return cheapest, np.concatenate(found) if found else np.empty(0, dtype=np.int64)
