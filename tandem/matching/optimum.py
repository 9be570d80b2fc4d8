"""The optimal placement: as many as can be placed, fair or cheapest, ties broken by lot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tandem.matching.bottleneck import least_limit
from tandem.matching.costs import never
from tandem.matching.flows import (
    FIRST_CANDIDATES,
    Network,
    Placement,
    cheapest_keys,
    place,
    small_column,
)
from tandem.matching.model import PairingError, Problem
from tandem.matching.terms import Costs, Ints
from tandem.matching.ties import Lots, break_ties

_LARGEST = 1 << 60
"""What a cost times the network's nodes stays below: from 0.31 * 2^62 on the solver refuses small ones."""


@dataclass(slots=True)
class Optimum:
    """An optimal placement with its proof, ready to be asked for alternatives.

    ``limit``: no pair dearer than this may be used (``worst_off``), else the largest cost but one.
    ``unit`` is what staying without a lead adds to a penalty: dearer than any chain of moves.
    """

    network: Network
    placement: Placement
    column: Ints
    limit: int
    unit: int


def cheapest_by_row(costs: Costs, no: int) -> Ints:
    """Each row's cheapest cost; 0 where nothing is allowed."""
    if not costs.shape[1]:
        return np.zeros(len(costs), dtype=np.int64)
    cheapest = costs.min(axis=1).astype(np.int64)
    return np.where(cheapest == no, 0, cheapest)


def largest_cost(rows: int, columns: int) -> int:
    """Costs from 0 up to this one can be added up exactly in a network of that size."""
    return ((_LARGEST - 1) // (rows + columns + 4) - 1) // (2 * (min(rows, columns) + 2) + 1)


def make_network(costs: Costs, places: Ints, stay: Ints) -> tuple[Network, int]:
    """The network of these costs, and its unit. ``stay``: what a row without a lead counts as.

    Raises :class:`PairingError` where the numbers are too large to be added up exactly.
    """
    no = never(costs.dtype)
    rows, columns = costs.shape
    largest = int(costs.max(initial=0))
    if largest == no:
        largest = int(costs.max(initial=0, where=costs != no))
    # A chain of moves visits each lead once; it and its reverse must both be cheaper than a unit.
    unit = 2 * (min(rows, columns) + 2) * max(largest, int(stay.max(initial=0)), 1) + 1
    if (unit + largest) * (rows + columns + 4) >= _LARGEST:
        raise PairingError((Problem("cost-range", found=str(largest)),))
    return Network(costs, places, stay + unit), unit


def find_optimum(
    costs: Costs, places: Ints, stay: Ints, fair: bool, partner_lots: Lots, lead_lots: Lots
) -> Optimum:
    """Place as many rows as can be, then the dearest pair least (``fair``), then the total least.

    A row without a lead counts as ``stay[row]`` in both. Nothing is dearer than ``never - 1``.
    """
    network, unit = make_network(costs, places, stay)
    limit = network.no - 1
    if not costs.size:
        nobody = np.full(len(costs), -1, dtype=np.int64)
        nothing = np.empty(0, dtype=np.int64)
        placement = Placement(nobody, nothing, np.zeros(costs.shape[1], dtype=np.int64))
        return Optimum(network, placement, nobody, limit, unit)
    keys = cheapest_keys(costs, limit, FIRST_CANDIDATES)
    best = None
    if fair:
        floor = int(stay.max(initial=0))  # no limit is lower; often it is enough
        best = small_column(network, floor)
        limit, keys = least_limit(network, keys, floor) if best is None else (floor, keys)
        keys = keys[costs.ravel()[keys] <= limit]
    placement = place(network, limit, keys, best)
    column = break_ties(network, limit, placement, partner_lots, lead_lots)
    return Optimum(network, placement, column, limit, unit)
