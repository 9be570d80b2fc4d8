"""What the best arrangement would be in which one partner has not the lead proposed: exactly.

Taking a lead from a partner starts a chain: the partner goes to another lead, somebody there may have
to go elsewhere, and so on, until the chain ends at a free place or at the place just left. The
cheapest chain is a shortest path over the leads, with one more node that stands for a free place and
for staying without a lead. Reduced costs make every step >= 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tandem.matching.flows import row_values, runs
from tandem.matching.optimum import Optimum
from tandem.matching.terms import Ints

FAR = 1 << 61
"""Stands for "no chain"."""

_EXACT = 1 << 53
_FEW = 128
"""Leads up to which all ways between them are worked out at once."""

_SEVERAL = 8
"""Partners of one lead up to which they are compared one after the other."""

_KEPT = 1 << 22
"""Reduced costs that are kept rather than worked out again."""

_CHUNK = 1 << 16
"""Reduced costs worked on at a time: few enough to stay in the processor's cache."""


@dataclass(slots=True)
class Chain:
    """The cheapest chain: what it costs in all, and where each row that moves goes (-1: nowhere)."""

    extra: int
    moves: tuple[tuple[int, int], ...]


class LeadGraph:
    """The chains from lead to lead of one optimum; node ``leads`` is the free place."""

    def __init__(self, optimum: Optimum) -> None:
        self._optimum = optimum
        network = optimum.network
        rows, leads = network.costs.shape
        self.leads = leads
        self.column = optimum.column
        self.prices = optimum.placement.prices
        self._value = row_values(network, self.column, self.prices)
        self._stay = network.penalty - self._value
        largest = max(int(self._value.max(initial=0)), int(self.prices.max(initial=0)))
        self._narrow = network.costs.dtype == np.int32 and largest < 1 << 29
        self.node = np.where(self.column >= 0, self.column, leads)
        used = np.bincount(self.node, minlength=leads + 1)[:leads]
        self._used, self._free = used > 0, used < network.places
        self._order = np.argsort(self.node, kind="stable")
        self._kept: Ints | None = None  # in the order of the nodes
        if rows * (leads + 1) <= _KEPT:
            self._kept = np.empty((rows, leads + 1), dtype=np.int64)
            for start, stop in self._chunks():
                self._kept[start:stop] = self._fresh(self._order[start:stop])
            self._place = np.empty(rows, dtype=np.int64)
            self._place[self._order] = np.arange(rows)

    def reduced(self, rows: slice | Ints) -> Ints:
        """Reduced costs of these rows to every node; FAR where the rules or the limit refuse."""
        costs = self._optimum.network.costs[rows]
        dtype = costs.dtype if self._narrow else np.dtype(np.int64)
        # a refused pair may run over here: it is put right below
        block = costs + self.prices.astype(dtype)
        block -= self._value[rows, None].astype(dtype)
        result = np.empty((len(costs), self.leads + 1), dtype=np.int64)
        result[:, :-1] = block
        result[:, -1] = self._stay[rows]
        np.copyto(result[:, :-1], FAR, where=costs > self._optimum.limit)
        return result

    def _add_places(self, best: Ints) -> None:
        """A free place can be taken, and a place taken can become free."""
        best[:-1, -1][self._free] = 0
        best[-1, :-1] = np.minimum(best[-1, :-1], np.where(self._used, self.prices, FAR))
        np.fill_diagonal(best, 0)

    def _chunks(self) -> list[tuple[int, int]]:
        rows = len(self._order)
        step = max(1, _CHUNK // (self.leads + 1))
        return [(start, min(start + step, rows)) for start in range(0, rows, step)]

    def chains(self, rows: Ints, regrets: Ints) -> list[Chain]:
        """The cheapest chain by which each of ``rows`` loses its lead, fewest moves among equals.

        ``regrets`` are theirs; rows without a lead have no chain and must not be asked for.
        """
        found: list[Chain] = []
        for some, known in zip(self._split(rows), self._split(regrets), strict=True):
            if not len(some):
                continue
            targets, slot = np.unique(self.node[some], return_inverse=True)
            distance, follow = self._ways(targets, int(known.max()))
            others = self._others(some)
            total = others + distance[slot]
            for i, row in enumerate(some.tolist()):
                least = int(total[i].min())
                first = int(np.flatnonzero(total[i] == least)[0])
                found.append(Chain(least, self._moves(row, first, follow[slot[i]])))
        return found

    def _moves(self, row: int, first: int, follow: Ints) -> tuple[tuple[int, int], ...]:
        """Who moves where, from ``row`` going to node ``first`` and on along ``follow``."""
        moves = [(row, first if first < self.leads else -1)]
        node, onward = first, int(follow[first])
        while onward >= 0:
            free_place = node < self.leads and onward == self.leads and self._free[node]
            freed = node == self.leads and self._used[onward]
            members = np.flatnonzero(self.node == node)
            cheapest = self.lowest[node, onward]
            if not (free_place or (freed and self.prices[onward] == cheapest)):
                steps = self.reduced(members)[:, onward]
                who = int(members[np.flatnonzero(steps == cheapest)[0]])
                moves.append((who, onward if onward < self.leads else -1))
            node, onward = onward, int(follow[onward])
        return tuple(moves)

    def _ways(self, targets: Ints, length: int) -> tuple[Ints, Ints]:
        """Distances of all nodes to each target no longer than ``length``, and the next node (-1)."""
        nodes, lowest = self.leads + 1, self.lowest
        source, target = np.nonzero(lowest <= length)
        lengths = Lengths(nodes, target, source, lowest[source, target], length)
        if lengths.fits:
            return lengths.with_next(targets)
        found = [_to_target(lowest, int(node)) for node in targets]
        return np.stack([far for far, _ in found]), np.stack([onward for _, onward in found])

    def regrets(self, rows: Ints | None = None) -> Ints:
        """What the best arrangement without its lead costs more, by row; FAR without a lead.

        Worked out for ``rows``, or for all; FAR elsewhere.

        Chains are searched up to a length, then up to a greater one for the rows whose best chain might
        be longer than that. Most chains pass a free place, so ways through hubs are worked out once
        for all, and the hubs left out of the search from every lead.
        """
        lowest = self.lowest
        result = np.full(len(self.node), FAR, dtype=np.int64)
        wanted = self._order if rows is None else rows
        wanted = wanted[self.node[wanted] < self.leads]
        if self.leads < _FEW and self._optimum.unit * 4 < _EXACT // _FEW:
            distance = _all_distances(lowest, self._optimum.unit).T
            result[wanted] = (self._others(wanted) + distance[self.node[wanted]]).min(axis=1)
            return result
        nearest = self._nearest(wanted)
        length = 3 * int(np.median(nearest)) + 1 if len(wanted) else 0
        largest = int(lowest.max(initial=0, where=lowest < self._optimum.unit // 2))
        while len(wanted):
            result[wanted] = self._search(wanted, lowest, length)
            if length > 2 * self._optimum.unit:
                break  # no chain is longer: staying without a lead is one
            longer = result[wanted] > nearest + length
            wanted, nearest = wanted[longer], nearest[longer]
            length = length * 3 if length <= largest else 4 * self._optimum.unit
        return result

    @cached_property
    def lowest(self) -> Ints:
        """The cheapest step from node to node; FAR from a node to itself."""
        lowest = np.full((self.leads + 1, self.leads + 1), FAR, dtype=np.int64)
        for start, stop in self._chunks():
            some = self._order[start:stop]
            others = self._fresh(some) if self._kept is None else self._kept[start:stop]
            heads, steps = _least_of_each(self.node[some], others)
            lowest[heads] = np.minimum(lowest[heads], steps)
        self._add_places(lowest)
        np.fill_diagonal(lowest, FAR)
        return lowest

    def _others(self, rows: Ints) -> Ints:
        """Reduced costs of rows to every node but their own."""
        if self._kept is None:
            return self._fresh(rows)
        at = self._place[rows]
        if len(at) and at[-1] - at[0] == len(at) - 1 and bool((np.diff(at) == 1).all()):
            return self._kept[at[0] : at[-1] + 1]
        return self._kept[at]

    def _fresh(self, rows: Ints) -> Ints:
        reduced = self.reduced(rows)
        reduced[np.arange(len(rows)), self.node[rows]] = FAR
        return reduced

    def _nearest(self, rows: Ints) -> Ints:
        found = [self._others(some).min(axis=1) for some in self._split(rows)]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    def _split(self, rows: Ints) -> list[Ints]:
        step = max(1, _CHUNK // (self.leads + 1))
        return [rows[start : start + step] for start in range(0, len(rows), step)]

    def _search(self, rows: Ints, lowest: Ints, length: int) -> Ints:
        """The best chains of these rows; right where it is no more than ``length`` above its first step.

        Where it is more, the figure may be too large.
        """
        hubs = [self.leads]
        if not (self._free & self._used).any():  # else it is where all free places are anyway
            hubs.append(int(np.argmin(np.where(self._used, self.prices, FAR))))
        onward = Lengths.upto(lowest, length)
        backward = onward.reverse()
        away, home = onward.from_nodes(hubs), backward.from_nodes(hubs)
        targets, slot = np.unique(self.node[rows], return_inverse=True)
        heads, nodes, near = backward.without(hubs).near(targets)
        begin = np.searchsorted(heads, np.arange(len(targets) + 1))
        at = self.node[rows]
        result = np.full(len(rows), FAR, dtype=np.int64)
        first = 0
        for some in self._split(rows):
            span = slice(first, first + len(some))
            first += len(some)
            reduced = self._others(some)
            best = result[span]
            for hub in range(len(hubs)):
                through = (reduced + home[hub]).min(axis=1) + away[hub][at[span]]
                np.minimum(best, through, out=best)
            # the few nodes that each lead reaches without a hub (itself always), row by row
            count = begin[slot[span] + 1] - begin[slot[span]]
            starts = np.cumsum(count) - count
            which = np.arange(int(count.sum())) + np.repeat(begin[slot[span]] - starts, count)
            where = np.repeat(np.arange(len(some)), count)
            through = reduced[where, nodes[which]] + near[which]
            np.minimum(best, np.minimum.reduceat(through, starts), out=best)
        return result


class Lengths:
    """Shortest ways along given steps, up to a length; exact whole numbers (FAR: none so short)."""

    def __init__(self, nodes: int, source: Ints, target: Ints, step: Ints, length: int) -> None:
        self._nodes, self._length = nodes, length
        self._source, self._target, self._step = source, target, step
        self.fits = nodes * (length + 2) < _EXACT

    @classmethod
    def upto(cls, lowest: Ints, length: int) -> Lengths:
        """Along the steps of a matrix that are no longer than ``length``."""
        nodes = len(lowest)
        kept = np.flatnonzero(lowest.ravel() <= length)
        source, target = np.divmod(kept, nodes)
        return cls(nodes, source, target, lowest.ravel()[kept], length)

    def reverse(self) -> Lengths:
        """The same steps the other way."""
        return Lengths(self._nodes, self._target, self._source, self._step, self._length)

    def without(self, nodes: Sequence[int]) -> Lengths:
        """Along the steps that neither begin nor end at one of ``nodes``."""
        kept = np.ones(self._nodes, dtype=bool)
        kept[list(nodes)] = False
        steps = np.flatnonzero(kept[self._source] & kept[self._target])
        return Lengths(
            self._nodes, self._source[steps], self._target[steps], self._step[steps], self._length
        )

    @cached_property
    def _graph(self) -> csr_array:
        # One more for every step, as a zero would read as "no step"; the division takes it off.
        step = self._step * self._nodes + 1 if self.fits else self._step
        weight = step.astype(np.float64)
        return csr_array((weight, (self._source, self._target)), shape=(self._nodes, self._nodes))

    def near(self, nodes: Ints) -> tuple[Ints, Ints, Ints]:
        """What each of ``nodes`` reaches, itself included: its position, the node, the length."""
        if not self.fits:
            dense = self.from_nodes(nodes)
            position, node = np.nonzero(dense < FAR)
            return position, node, dense[position, node]
        limit = float(self._nodes * (self._length + 1))
        found = dijkstra(self._graph, indices=nodes, limit=limit).ravel()
        kept = np.flatnonzero(found < np.inf)
        position, node = np.divmod(kept, self._nodes)
        return position, node, found[kept].astype(np.int64) // self._nodes

    def from_nodes(self, nodes: Sequence[int] | Ints) -> Ints:
        """The lengths from each of ``nodes`` (rows) to all nodes (columns)."""
        indices = np.asarray(nodes)
        if not self.fits:
            dense = np.full((self._nodes, self._nodes), FAR, dtype=np.int64)
            steps = self._graph.tocoo()
            dense[steps.col, steps.row] = steps.data.astype(np.int64)
            return np.stack([_to_target(dense, int(node))[0] for node in indices])
        limit = float(self._nodes * (self._length + 1))
        return self._whole(dijkstra(self._graph, indices=indices, limit=limit))

    def with_next(self, nodes: Ints) -> tuple[Ints, Ints]:
        """As :meth:`from_nodes`, with the node before each on its way (-1: none)."""
        limit = float(self._nodes * (self._length + 1))
        found, before = dijkstra(self._graph, indices=nodes, limit=limit, return_predecessors=True)
        return self._whole(found), np.maximum(before, -1).astype(np.int64)

    def _whole(self, found: NDArray[np.float64]) -> Ints:
        found[np.isinf(found)] = _EXACT
        whole = found.astype(np.int64)
        return np.where(whole == _EXACT, FAR, whole // self._nodes)


def _least_of_each(node: Ints, steps: Ints) -> tuple[Ints, Ints]:
    """The distinct nodes, and the least of the rows of each (``node`` is sorted)."""
    heads, starts = runs(node)
    count = np.diff(starts, append=len(node))
    most = int(count.max(initial=0))
    if most > _SEVERAL:
        return heads, np.asarray(np.minimum.reduceat(steps, starts, axis=0))
    least = steps[starts]  # row by row is quicker than reduceat, which goes down the columns
    for n in range(1, most):
        more = np.flatnonzero(count > n)
        least[more] = np.minimum(least[more], steps[starts[more] + n])
    return heads, least


def _all_distances(lowest: Ints, unit: int) -> Ints:
    """Distances from every node to every node (Floyd-Warshall), exact up to several units."""
    kind = np.float32 if 8 * unit < 1 << 24 else np.float64
    distance = np.where(lowest < FAR, lowest, np.inf).astype(kind)
    np.fill_diagonal(distance, 0)
    through = np.empty_like(distance)
    for node in range(len(distance)):
        np.add(distance[:, node, None], distance[node], out=through)
        np.minimum(distance, through, out=distance)
    distance[np.isinf(distance)] = FAR
    return distance.astype(np.int64)


def _to_target(best: Ints, target: int) -> tuple[Ints, Ints]:
    """Distances of all nodes to ``target`` (Dijkstra), fewest steps among equals; the next node.

    For numbers too large for decimals to be exact.
    """
    nodes = len(best)
    distance = np.full(nodes, FAR, dtype=np.int64)
    hops = np.full(nodes, nodes, dtype=np.int64)
    follow = np.full(nodes, -1, dtype=np.int64)
    waiting = np.ones(nodes, dtype=bool)
    distance[target] = hops[target] = 0
    while waiting.any():
        left = np.flatnonzero(waiting)
        near = left[np.lexsort((hops[left], distance[left]))[0]]
        if distance[near] >= FAR:
            break
        waiting[near] = False
        through = best[:, near] + distance[near]
        longer = hops[near] + 1
        better = (through < distance) | ((through == distance) & (longer < hops))
        better &= waiting & (best[:, near] < FAR)
        distance[better], hops[better], follow[better] = through[better], longer, near
    return distance, follow
