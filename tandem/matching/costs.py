"""What every pair of a partner and a lead would cost, as one matrix of whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tandem.matching.geography import distances_km, paired_km
from tandem.matching.model import STAGES, Rules, School, Term, Weights
from tandem.matching.terms import (
    Costs,
    CostTerm,
    Ints,
    NeedsTerm,
    StageTerm,
    Travel,
    earlier_term,
    quality_term,
    size_term,
    wishes_term,
)

_BLOCK = 1 << 16
"""Pairs worked on at a time: few enough to stay in the processor's cache."""


@lru_cache
def never(dtype: np.dtype[np.signedinteger]) -> int:
    """The cost that stands for a pair that must not be; prices can still be added to it."""
    return min(int(np.iinfo(dtype).max), (1 << 62) - 1)


class CostModel:
    """The costs of ``partners`` with ``leads`` by ``weights``, and which pairs ``rules`` refuse.

    ``minutes`` are travel times by (row, column). The lists are taken as they are: checked and sorted.
    """

    def __init__(
        self,
        leads: Sequence[School],
        partners: Sequence[School],
        rules: Rules,
        weights: Weights,
        minutes: Mapping[tuple[int, int], float],
    ) -> None:
        stage = {name: n for n, name in enumerate(STAGES)}
        self.lead_stages = np.array([stage[school.stage] for school in leads], dtype=np.int64)
        self.partner_stages = np.array([stage[school.stage] for school in partners], dtype=np.int64)
        self.travel = Travel(leads, partners, weights, minutes)
        self.terms: tuple[CostTerm, ...] = (
            self.travel,
            StageTerm(self.lead_stages, self.partner_stages, weights),
            size_term(leads, partners, weights),
            quality_term(leads, partners, weights),
            NeedsTerm(leads, partners, weights),
            earlier_term(leads, partners, weights),
            wishes_term(leads, partners, weights),
        )
        self.shape = (len(partners), len(leads))
        self.most = sum(term.most for term in self.terms)
        fits = np.zeros((len(STAGES), len(STAGES)), dtype=bool)
        for partner, allowed in rules.stages.items():
            for lead in allowed:
                fits[stage[partner], stage[lead]] = True
        self.fits = fits
        self._furthest = None if rules.furthest_km is None else float(rules.furthest_km)
        partner_at = {school.id: row for row, school in enumerate(partners)}
        lead_at = {school.id: col for col, school in enumerate(leads)}
        pairs = sorted((partner_at[r.partner_id], lead_at[r.lead_id]) for r in rules.forbidden)
        self.forbidden = np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def matrix(self) -> Costs:
        """All costs (partners, leads), :func:`never` where the rules refuse a pair."""
        narrow = self.most < np.iinfo(np.int32).max
        costs: Costs = np.empty(self.shape, dtype=np.int32 if narrow else np.int64)
        step = max(1, _BLOCK // max(self.shape[1], 1))
        for start in range(0, self.shape[0], step):
            rows = slice(start, min(start + step, self.shape[0]))
            self.fill(costs[rows], rows)
        return costs

    def fill(self, block: Costs, rows: slice) -> None:
        """Write the costs of these partners (rows) with all leads into ``block``."""
        block[...] = 0
        for term in self.terms:
            term.add(block, rows)
        self._refuse(block, rows)

    def _refuse(self, block: Costs, rows: slice) -> None:
        no = never(block.dtype)
        used = self.fits[np.ix_(np.unique(self.partner_stages), np.unique(self.lead_stages))]
        if not used.all():
            block[~self.fits[self.partner_stages[rows, None], self.lead_stages]] = no
        if self._furthest is not None:
            km = distances_km(self.travel.partner_points[:, rows], self.travel.lead_points)
            block[km > self._furthest] = no
        if len(self.forbidden):
            first, last = np.searchsorted(self.forbidden[:, 0], [rows.start, rows.stop])
            at = self.forbidden[first:last]
            block[at[:, 0] - rows.start, at[:, 1]] = no

    def allowed(self, rows: Ints) -> NDArray[np.bool_]:
        """Which leads (columns) the rules leave to these partners, places aside."""
        result = np.empty((len(rows), self.shape[1]), dtype=bool)
        for i, row in enumerate(rows.tolist()):
            block: Costs = np.zeros((1, self.shape[1]), dtype=np.int32)
            self._refuse(block, slice(row, row + 1))
            result[i] = block[0] == 0
        return result

    def too_far(self, rows: Ints, cols: Ints) -> NDArray[np.bool_]:
        """Which of these pairs lie further apart than the rules let them."""
        if self._furthest is None:
            return np.zeros(len(rows), dtype=bool)
        km = paired_km(self.travel.partner_points[:, rows], self.travel.lead_points[:, cols])
        return np.asarray(km > self._furthest)

    def costs_at(self, rows: Ints, cols: Ints) -> Ints:
        """The costs of single pairs, whatever the rules say of them."""
        costs = np.zeros(len(rows), dtype=np.int64)
        for term in self.terms:
            costs += term.at(rows, cols)
        return costs

    def terms_at(self, rows: Ints, cols: Ints) -> list[tuple[Term, ...]]:
        """What each term adds to the cost of these pairs, and why."""
        columns = []
        for term in self.terms:
            costs, values = term.at(rows, cols).tolist(), term.values(rows, cols)
            columns.append(
                [
                    Term(term.name, cost, value, term.unit)
                    for cost, value in zip(costs, values, strict=True)
                ]
            )
        pairs = [tuple(terms) for terms in zip(*columns, strict=True)]
        for i, (row, col) in enumerate(zip(rows.tolist(), cols.tolist(), strict=True)):
            if self.travel.is_minutes(row, col):
                travel = pairs[i][0]
                pairs[i] = (Term("travel", travel.cost, travel.value, "min"), *pairs[i][1:])
        return pairs
