"""Why not every partner can be placed: by numbers, and by the fewest rules that contradict."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from tandem.matching.bottleneck import largest_placement
from tandem.matching.conflicts import find_conflict
from tandem.matching.model import Impossible, Shortage
from tandem.matching.proposing import Proposal, Setting


def why_impossible(proposal: Proposal) -> Impossible:
    """Why some partners are without a lead; both parts empty where all can be placed.

    By numbers: groups of partners, each with all the leads that the rules leave them and how many
    places those lack (alliances count as placed); the numbers lacking add up to the partners that
    must stay without a lead. By rules: the fewest named rules that cannot all be kept.
    """
    shortages = find_shortages(proposal.setting)
    if not shortages:
        return Impossible((), None)
    return Impossible(shortages, find_conflict(proposal.setting, shortages))


def find_shortages(setting: Setting) -> tuple[Shortage, ...]:
    """The groups that are short of places, each connected, in the order of their first partner."""
    rows, room = setting.free_rows, setting.room
    allowed = setting.model.allowed(rows)
    row, column = np.nonzero(allowed)
    used, group, reached = largest_placement(row, column, len(rows), room)
    if used.sum() == len(rows):
        return ()
    members, leads = np.flatnonzero(group), np.flatnonzero(reached)
    edges = allowed[np.ix_(members, leads)]
    row, column = np.nonzero(edges)
    size = len(members) + len(leads)
    graph = csr_array((np.ones(len(row)), (row, column + len(members))), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    shortages = []
    for part in dict.fromkeys(label[: len(members)].tolist()):
        some = members[label[: len(members)] == part]
        theirs = leads[label[len(members) :] == part]
        places = int(room[theirs].sum())
        if len(some) > places:
            shortages.append(
                Shortage(
                    partners=tuple(setting.partners[row].id for row in rows[some].tolist()),
                    leads=tuple(setting.leads[column].id for column in theirs.tolist()),
                    places=places,
                    short=len(some) - places,
                )
            )
    return tuple(shortages)
