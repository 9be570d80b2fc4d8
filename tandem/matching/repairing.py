"""After a merger or a closure: everybody placed again with the fewest pairs changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tandem.matching.changes import apply_changes
from tandem.matching.costs import never
from tandem.matching.flows import FIRST_CANDIDATES, cheapest_keys, merged, place
from tandem.matching.model import Displaced, Move, PairingError, Problem, SchoolChange
from tandem.matching.optimum import cheapest_by_row, make_network
from tandem.matching.proposing import Proposal, Setting, make_proposal, prepare
from tandem.matching.terms import Costs, Ints
from tandem.matching.ties import Lots, break_ties


@dataclass(frozen=True)
class Repair:
    """The arrangement after the changes, and everything that is different in it.

    ``orphans``: partners whose lead is gone. ``placed``: where they, and partners that are new or had
    no lead, went (``None``: still without). ``changed``: other pairs that moved, each with for whose
    sake. ``taken_over``: pairs that went along in a merger, no change. ``needed``: the fewest
    other pairs that must change to place the most; above ``max_changed`` some stay without a lead.
    """

    proposal: Proposal
    orphans: tuple[str, ...]
    placed: tuple[Move, ...]
    changed: tuple[Displaced, ...]
    taken_over: tuple[Move, ...]
    needed: int


def repair_pairing(current: Proposal, changes: Sequence[SchoolChange], max_changed: int) -> Repair:
    """Place those who lost their lead (and new partners), moving at most ``max_changed`` other pairs.

    As many are placed as that allows; among those ways the fewest other pairs move, then the new
    pairs are fair or cheapest as the current proposal has it. A pair that stands may stay even where
    the rules would refuse it now; partners of a closed lead, and those that go along in a merger,
    are no change.

    Raises :class:`PairingError` for changes that cannot be, with all of them.
    """
    if isinstance(max_changed, bool) or not isinstance(max_changed, int) or max_changed < 0:
        raise PairingError((Problem("bad-limit", key="max_changed", found=str(max_changed)),))
    state = apply_changes(current, changes)
    partners = state.partners
    minutes = {
        (partner, lead): value
        for (partner, lead), value in current.setting.minutes.items()
        if partner in partners and lead in state.leads
    }
    setting = prepare(
        list(state.leads.values()),
        list(partners.values()),
        state.rules,
        current.weights,
        current.fairness,
        minutes,
    )
    standing = np.full(len(setting.partners), -1, dtype=np.int64)
    for partner, lead in state.standing.items():
        standing[setting.row_of[partner]] = setting.column_of[lead]
    shrunk = {change.school_id for change in changes if change.kind == "places"}
    column, needed = _Repairer(setting, standing, shrunk).repair(max_changed)
    proposal = make_proposal(setting, column)
    placed = [
        Move(setting.partners[row].id, _before(current, setting, row), _lead(setting, column[row]))
        for row in np.flatnonzero(standing < 0).tolist()
    ]
    return Repair(
        proposal=proposal,
        orphans=tuple(sorted(state.orphans)),
        placed=tuple(placed),
        changed=tuple(_displaced(setting, standing, column)),
        taken_over=tuple(state.taken_over),
        needed=needed,
    )


def _before(current: Proposal, setting: Setting, row: int) -> str | None:
    return current.arrangement.get(setting.partners[row].id)


def _lead(setting: Setting, column: int) -> str | None:
    return setting.leads[column].id if column >= 0 else None


class _Repairer:
    """Costs in which a changed pair is dearer than all else together, and staying out dearer still."""

    def __init__(self, setting: Setting, standing: Ints, told: set[str]) -> None:
        """``told``: leads whose places were set anew; any other keeps what it has, even if too many."""
        self._setting = setting
        self._standing = standing
        self._rows = setting.free_rows
        self._kept = standing[self._rows]
        costs = _roomy(setting.costs[self._rows])
        self._no = never(costs.dtype)
        room = setting.room
        taken = np.bincount(self._kept[self._kept >= 0], minlength=len(setting.leads))
        keeps = np.array([lead.id not in told for lead in setting.leads])
        room = np.where(keeps, np.maximum(room, taken), room)
        costs[:, room == 0] = self._no
        held = np.flatnonzero(self._kept >= 0)
        stood = setting.model.costs_at(self._rows[held], self._kept[held])
        costs[held, self._kept[held]] = np.where(room[self._kept[held]] > 0, stood, self._no)
        self._plain = costs
        self._room = room
        largest = int(costs.max(initial=0, where=costs != self._no))
        self._step = (len(self._rows) + 1) * (largest + 1)
        self._stay = cheapest_by_row(costs, self._no)
        self._may_change = self._marked(costs)

    def _marked(self, plain: Costs) -> Costs:
        """The costs with a step added to every pair that would be a change."""
        costs = plain.copy()
        held = np.flatnonzero(self._kept >= 0)
        own = costs[held, self._kept[held]]
        for row in held.tolist():
            costs[row, costs[row] != self._no] += self._step
        costs[held, self._kept[held]] = own
        return costs

    def repair(self, most: int) -> tuple[Ints, int]:
        """Each row's column with at most ``most`` changes, and the fewest that place the most."""
        result = self._setting.fixed.copy()
        by_rule = (self._setting.fixed >= 0) & (self._standing >= 0)
        forced = int((by_rule & (self._setting.fixed != self._standing)).sum())
        if not len(self._rows):
            return result, forced
        column = self._placed(0, self._no - 1)
        needed = self._changes(column)
        waiting = 0
        if forced + needed > most:
            low, waiting = 0, len(self._rows)
            while waiting - low > 1:
                middle = (low + waiting) // 2
                if forced + self._changes(self._placed(middle, self._no - 1)) <= most:
                    waiting = middle
                else:
                    low = middle
            column = self._placed(waiting, self._no - 1)
        if self._setting.fairness == "worst_off":
            column = self._fair(column, waiting)
        result[self._rows] = column
        return result, forced + needed

    def _changes(self, column: Ints) -> int:
        return int(((self._kept >= 0) & (column != self._kept)).sum())

    def _dearest(self, column: Ints) -> int:
        """The cost of the dearest pair that is new."""
        new = np.flatnonzero((column >= 0) & (column != self._kept))
        return int(self._plain[new, column[new]].max(initial=0))

    def _fair(self, column: Ints, waiting: int) -> Ints:
        """As few changes and as many placed, with the dearest new pair as cheap as it can be."""
        aim = int((column < 0).sum()), self._changes(column)
        low, high = 0, self._dearest(column)
        while low < high:
            middle = (low + high) // 2
            trial = self._placed(waiting, middle)
            if (int((trial < 0).sum()), self._changes(trial)) == aim:
                column, high = trial, self._dearest(trial)
            else:
                low = middle + 1
        return column

    def _placed(self, waiting: int, dearest: int) -> Ints:
        """The best placement in which ``waiting`` rows may stay out and new pairs cost no more than
        ``dearest``: the fewest changes, then the least total."""
        costs = self._may_change
        if dearest < self._no - 1:
            costs = costs.copy()
            held = np.flatnonzero(self._kept >= 0)
            own = costs[held, self._kept[held]]
            costs[self._plain > dearest] = self._no
            costs[held, self._kept[held]] = own
        leave = self._stay + np.where(self._kept >= 0, self._step, 0)
        room = self._room
        lots: Lots = self._setting.lead_lots
        if waiting:
            costs = np.column_stack([costs, leave.astype(costs.dtype)])
            room = np.append(room, waiting)
            lots = np.append(lots, np.uint64(0))
        column = self._solved(costs, room, leave, lots)
        return np.where(column < len(self._setting.leads), column, -1)

    def _solved(self, costs: Costs, room: Ints, leave: Ints, lots: Lots) -> Ints:
        network, _ = make_network(costs, room, leave)
        limit = network.no - 1
        keys = cheapest_keys(costs, limit, FIRST_CANDIDATES)
        held = np.flatnonzero(self._kept >= 0)
        stood = held * costs.shape[1] + self._kept[held]
        keys = merged(keys, np.sort(stood[costs.ravel()[stood] <= limit]))
        placement = place(network, limit, keys)
        return break_ties(network, limit, placement, self._setting.partner_lots[self._rows], lots)


def _roomy(costs: Costs) -> Costs:
    """The same costs in numbers wide enough for a step on top of each."""
    no = never(costs.dtype)
    largest = int(costs.max(initial=0, where=costs != no))
    if (len(costs) + 2) * (largest + 1) < no:
        return costs
    wide = costs.astype(np.int64)
    wide[costs == no] = never(wide.dtype)
    return wide


def _displaced(setting: Setting, standing: Ints, column: Ints) -> list[Displaced]:
    """Every pair that stood and changed, with the chain of partners for whose sake it did."""
    leavers = np.flatnonzero((standing >= 0) & (standing != column))
    taker: dict[int, int] = {}
    for lead in dict.fromkeys(standing[leavers].tolist()):
        going = leavers[standing[leavers] == lead].tolist()
        coming = np.flatnonzero((column == lead) & (standing != lead)).tolist()
        taker.update(zip(going, coming, strict=False))
    found = []
    for row in leavers.tolist():
        chain: list[int] = []
        at = row
        while at in taker and taker[at] not in chain:
            at = taker[at]
            chain.append(at)
        move = Move(
            setting.partners[row].id, _lead(setting, standing[row]), _lead(setting, column[row])
        )
        found.append(Displaced(move, tuple(setting.partners[who].id for who in reversed(chain))))
    return found
