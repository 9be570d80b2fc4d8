"""Among all optimal placements the one with the smallest sum of lots: ties are broken openly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from tandem.matching.flows import Network, Placement, tight_keys
from tandem.matching.lots import pair_lots
from tandem.matching.terms import Ints

Lots = NDArray[np.uint64]


def break_ties(
    network: Network, limit: int, placement: Placement, partner_lots: Lots, lead_lots: Lots
) -> Ints:
    """Each row's column in the optimal placement with the smallest sum of pair lots.

    An optimal placement uses only pairs whose cost and price just equal what their partner pays, and
    fills every lead whose places have a price; so a second flow over those alone is enough. Having no
    lead counts as a lot of 0.
    """
    rows, columns = network.costs.shape
    keys, may_stay = tight_keys(network, limit, placement)
    row, column = np.divmod(keys, columns)
    options = np.bincount(row, minlength=rows) + may_stay
    open_rows = np.flatnonzero(options > 1)
    if not len(open_rows):
        return placement.column
    result = placement.column.copy()
    settled = result[options == 1]
    left = network.places - np.bincount(settled[settled >= 0], minlength=columns)
    position = np.full(rows, -1, dtype=np.int64)
    position[open_rows] = np.arange(len(open_rows))
    used = position[row] >= 0
    row, column = position[row[used]], column[used]
    is_used = np.bincount(column, minlength=columns) > 0
    used_columns, column = np.flatnonzero(is_used), (np.cumsum(is_used) - 1)[column]
    room, priced = left[used_columns], placement.prices[used_columns] > 0
    n, m = len(open_rows), len(used_columns)
    sink = n + m
    staying = np.flatnonzero(may_stay[open_rows])
    unpriced = np.flatnonzero(~priced)
    lots = pair_lots(partner_lots[open_rows[row]], lead_lots[used_columns[column]], rows)
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([row, staying, n + unpriced]),
        np.concatenate([n + column, np.full(len(staying) + len(unpriced), sink)]),
        np.concatenate([np.ones(len(row) + len(staying), dtype=np.int64), room[unpriced]]),
        np.concatenate([lots, np.zeros(len(staying) + len(unpriced), dtype=np.int64)]),
    )
    supplies = np.ones(sink + 1, dtype=np.int64)
    supplies[n:sink] = np.where(priced, -room, 0)
    supplies[sink] = -(n - int(room[priced].sum()))
    flow.set_nodes_supplies(np.arange(sink + 1), supplies)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise ArithmeticError(f"the flow solver says {status} on ties")
    chosen = flow.flows(np.arange(len(row))) > 0
    result[open_rows] = -1
    result[open_rows[row[chosen]]] = used_columns[column[chosen]]
    return result
