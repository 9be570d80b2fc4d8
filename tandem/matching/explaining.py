"""Why this lead: what each term adds, what the next best would cost in all, who else would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tandem.matching.alternatives import FAR, Chain, LeadGraph
from tandem.matching.costs import never
from tandem.matching.model import Move, NextBest, PairReasons, Term
from tandem.matching.optimum import Optimum, cheapest_by_row, find_optimum
from tandem.matching.proposing import Proposal, best_placement
from tandem.matching.terms import Ints


def explain_pair(proposal: Proposal, partner_id: str) -> PairReasons:
    """The reasons for one partner's lead, exact also in what the next best would cost.

    ``KeyError`` if the proposal has no such partner.
    """
    row = proposal.setting.row_of[partner_id]
    return _Explainer(proposal).explain(np.array([row]))[0]


def explain_pairs(proposal: Proposal) -> Mapping[str, PairReasons]:
    """The reasons for every partner, by id: much cheaper than one by one."""
    rows = np.arange(len(proposal.partners))
    return {reasons.partner_id: reasons for reasons in _Explainer(proposal).explain(rows)}


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is compared between arrangements, in this order."""

    unplaced: int
    worst: int
    total: int


class _Explainer:
    def __init__(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._setting = proposal.setting
        self._column = np.array(proposal.columns, dtype=np.int64)
        self._free = self._setting.free_rows

    def explain(self, rows: Ints) -> list[PairReasons]:
        """The reasons of these rows, in their order."""
        nexts = self._next_best(rows)
        reasons = []
        for row in rows.tolist():
            partner_id = self._proposal.partners[row].id
            rank, allowed = self._rank(row)
            after = nexts.get(row)
            tied = (
                after is not None
                and (after.extra_unplaced, after.extra_worst, after.extra_total) == (0, 0, 0)
                and self._setting.fixed[row] < 0
            )
            pair = self._proposal.pair_of(partner_id)
            reasons.append(PairReasons(partner_id, pair, rank, allowed, tied, after))
        return reasons

    def _rank(self, row: int) -> tuple[int, int]:
        costs, column = self._setting.costs[row], int(self._column[row])
        usable = costs[costs < never(costs.dtype)]
        if column < 0:
            return 0, len(usable)
        own = self._setting.model.costs_at(np.array([row]), np.array([column]))[0]
        return 1 + int((usable < own).sum()), len(usable)

    def _next_best(self, rows: Ints) -> dict[int, NextBest]:
        """The next best of every row that has a lead."""
        held = rows[self._column[rows] >= 0]
        found = self._proposal.found or best_placement(self._setting)
        position = np.full(len(self._column), -1, dtype=np.int64)
        position[self._free] = np.arange(len(self._free))
        best = self._setting.fixed.copy()
        best[self._free] = found.column
        result: dict[int, NextBest] = {}
        searched = []
        for row in held[position[held] >= 0].tolist():
            if best[row] == self._column[row]:
                searched.append(row)
            else:  # an arrangement in force may not be the best: then that is the next
                result[row] = self._against(row, best[self._free])
        chains = self._chains(found, position[np.array(searched, dtype=np.int64)])
        for row, chain in zip(searched, chains, strict=True):
            if chain is None:
                continue
            if self._proposal.found is not None:
                extra = (chain.extra + found.unit // 2) // found.unit
                moves = [(int(self._free[who]), column) for who, column in chain.moves]
                result[row] = self._next(moves, extra, 0, chain.extra - extra * found.unit)
            else:
                after = found.column.copy()
                for who, column in chain.moves:
                    after[who] = column
                result[row] = self._against(row, after)
        for row in held.tolist():
            if row not in result:
                result[row] = self._worked_out_anew(row)
        return result

    def _chains(self, found: Optimum, places: Ints) -> list[Chain | None]:
        """The cheapest chain of each row of the optimum; ``None`` where the limit itself may change."""
        chains: list[Chain | None] = [None] * len(places)
        if not len(places):
            return chains
        graph = LeadGraph(found)
        regrets = graph.regrets(places)[places]
        fair = self._proposal.fairness == "worst_off"
        usable = np.flatnonzero(regrets < found.unit // 2 if fair else regrets < FAR)
        made = graph.chains(places[usable], regrets[usable])
        for index, chain in zip(usable.tolist(), made, strict=True):
            chains[index] = chain
        return chains

    def _against(self, row: int, after: Ints) -> NextBest:
        """Another arrangement of the rows without an alliance, beside the one explained."""
        return self._compared(row, self._free, self._stay, after)

    @cached_property
    def _stay(self) -> Ints:
        """What each row without an alliance counts as, were it without a lead."""
        costs = self._setting.costs[self._free]
        no = never(costs.dtype)
        costs[:, self._setting.room == 0] = no
        return cheapest_by_row(costs, no)

    def _next(
        self, moves: list[tuple[int, int]], unplaced: int, worst: int, total: int
    ) -> NextBest:
        leads, partners = self._proposal.leads, self._proposal.partners

        def lead_id(column: int) -> str | None:
            return leads[column].id if column >= 0 else None

        row, column = moves[0]
        terms: tuple[Term, ...] = ()
        if column >= 0:
            terms = self._setting.model.terms_at(np.array([row]), np.array([column]))[0]
        return NextBest(
            lead_id=lead_id(column),
            extra_unplaced=unplaced,
            extra_worst=worst,
            extra_total=total,
            moves=tuple(
                Move(partners[who].id, lead_id(int(self._column[who])), lead_id(to))
                for who, to in moves
            ),
            terms=terms,
        )

    def _worked_out_anew(self, row: int) -> NextBest:
        """The best arrangement without this pair, found from the start; an alliance is dropped."""
        setting, column = self._setting, int(self._column[row])
        fixed = setting.fixed.copy()
        fixed[row] = -1
        rows = np.flatnonzero(fixed < 0)
        room = setting.places - np.bincount(fixed[fixed >= 0], minlength=len(setting.leads))
        costs = setting.costs[rows]
        no = never(costs.dtype)
        costs[:, room <= 0] = no
        stay = cheapest_by_row(costs, no)
        costs[np.searchsorted(rows, row), column] = no
        found = find_optimum(
            costs,
            np.maximum(room, 0),
            stay,
            setting.fairness == "worst_off",
            setting.partner_lots[rows],
            setting.lead_lots,
        )
        return self._compared(row, rows, stay, found.column)

    def _compared(self, row: int, rows: Ints, stay: Ints, column: Ints) -> NextBest:
        """What giving ``rows`` these columns would change, for the sake of ``row``."""
        before = self._measure(rows, self._column[rows], stay)
        after = self._measure(rows, column, stay)
        moved = np.flatnonzero(column != self._column[rows])
        order = sorted(moved.tolist(), key=lambda i: (rows[i] != row, i))
        moves = [(int(rows[i]), int(column[i])) for i in order]
        return self._next(
            moves,
            after.unplaced - before.unplaced,
            after.worst - before.worst if self._proposal.fairness == "worst_off" else 0,
            after.total - before.total,
        )

    def _measure(self, rows: Ints, column: Ints, stay: Ints) -> _Measure:
        """An arrangement of these rows; one without a lead counts as its cheapest."""
        held = column >= 0
        counted = stay.copy()
        counted[held] = self._setting.model.costs_at(rows[held], column[held])
        worst = max(int(counted.max(initial=0)), int(stay.max(initial=0)))
        return _Measure(int((~held).sum()), worst, int(counted.sum()))
