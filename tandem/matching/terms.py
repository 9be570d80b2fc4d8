"""The terms of a pair's cost. Each gives a block of costs, the cost of single pairs, and the measure.

Rows are partners, columns leads, both by position in the sorted lists. Every term rounds to whole
hundredths of a point by itself, so that the reasons add up to the cost exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tandem.matching.geography import distances_km, paired_km, unit_vectors
from tandem.matching.measures import STEP, UNKNOWN, log_steps, sizes, standings, subject_words
from tandem.matching.model import POINT, School, TermName, Weights

Ints = NDArray[np.int64]
Costs = NDArray[np.signedinteger]


class CostTerm(Protocol):
    """One term of the cost."""

    name: TermName
    unit: str
    most: int
    """No pair costs more by this term."""

    def add(self, block: Costs, rows: slice) -> None:
        """Add the costs of these partners with all leads to ``block``."""

    def at(self, rows: Ints, cols: Ints) -> Ints:
        """The costs of single pairs."""

    def values(self, rows: Ints, cols: Ints) -> list[float | None]:
        """The measures of single pairs (see ``model.Term``)."""


def units(weight: Decimal) -> int:
    """A weight in hundredths of a point."""
    return round(weight * POINT)


class Travel:
    """Kilometres, or minutes where travel times are given."""

    name: TermName = "travel"

    def __init__(
        self,
        leads: Sequence[School],
        partners: Sequence[School],
        weights: Weights,
        minutes: Mapping[tuple[int, int], float],
    ) -> None:
        self.lead_points = unit_vectors([s.latitude for s in leads], [s.longitude for s in leads])
        self.partner_points = unit_vectors(
            [s.latitude for s in partners], [s.longitude for s in partners]
        )
        self._per_km = float(weights.travel * POINT)
        per_minute = float(weights.minute * POINT)
        self._minutes = minutes
        self._given = {pair: round(value * per_minute) for pair, value in minutes.items()}
        self._rows = np.array(sorted(self._given), dtype=np.int64).reshape(-1, 2)
        self._costs = np.array([self._given[r, c] for r, c in self._rows.tolist()], dtype=np.int64)
        longest = 20038.0  # half the way round the earth
        self.most = max([round(longest * self._per_km), *self._given.values()])
        self.unit = "km"

    def add(self, block: Costs, rows: slice) -> None:
        points = self.partner_points[:, rows]
        km = distances_km(points, self.lead_points)
        km *= self._per_km
        np.rint(km, out=km)
        if not len(self._rows):
            np.add(block, km, out=block, casting="unsafe")
            return
        first, last = np.searchsorted(self._rows[:, 0], [rows.start, rows.stop])
        km[self._rows[first:last, 0] - rows.start, self._rows[first:last, 1]] = self._costs[
            first:last
        ]
        np.add(block, km, out=block, casting="unsafe")

    def at(self, rows: Ints, cols: Ints) -> Ints:
        km = paired_km(self.partner_points[:, rows], self.lead_points[:, cols])
        costs = np.rint(km * self._per_km).astype(np.int64)
        if self._given:
            for i, pair in enumerate(zip(rows.tolist(), cols.tolist(), strict=True)):
                costs[i] = self._given.get(pair, costs[i])
        return costs

    def values(self, rows: Ints, cols: Ints) -> list[float | None]:
        km = paired_km(self.partner_points[:, rows], self.lead_points[:, cols]).tolist()
        pairs = zip(rows.tolist(), cols.tolist(), strict=True)
        return [self._minutes.get(pair, far) for pair, far in zip(pairs, km, strict=True)]

    def is_minutes(self, row: int, col: int) -> bool:
        """Whether a travel time is given for this pair."""
        return (row, col) in self._minutes


class StageTerm:
    """Stages that fit but differ."""

    name: TermName = "stage"
    unit = ""

    def __init__(self, lead_stages: Ints, partner_stages: Ints, weights: Weights) -> None:
        self._leads, self._partners = lead_stages, partner_stages
        self.most = units(weights.stage)
        kinds = int(max(lead_stages.max(), partner_stages.max())) + 1
        table = np.full((kinds, kinds), self.most, dtype=np.int32)
        np.fill_diagonal(table, 0)
        self._table = table[:, lead_stages]
        self._idle = not self._table[partner_stages.min() : partner_stages.max() + 1].any()

    def add(self, block: Costs, rows: slice) -> None:
        if not self._idle:
            block += self._table[self._partners[rows]]

    def at(self, rows: Ints, cols: Ints) -> Ints:
        return np.where(self._partners[rows] == self._leads[cols], 0, self.most)

    def values(self, rows: Ints, cols: Ints) -> list[float | None]:
        return [float(same) for same in (self._partners[rows] == self._leads[cols]).tolist()]


class GapTerm:
    """A difference that should lie within a band: pupils (as a ratio) or standing."""

    unit = ""

    def __init__(
        self,
        name: TermName,
        leads: Ints,
        partners: Ints,
        weight: Decimal,
        low: int,
        high: int,
        slack: int,
    ) -> None:
        """``low``, ``high`` and ``slack`` in steps of 1/1024, as the measures are."""
        self.name = name
        self.most = units(weight)
        self._half = self.most // 2
        self._leads, self._partners = leads, partners
        known_leads, known_partners = leads[leads != UNKNOWN], partners[partners != UNKNOWN]
        self._idle = not self.most
        self._nothing = not (len(known_leads) and len(known_partners))
        if self._idle or self._nothing:
            return
        least = int(known_leads.min() - known_partners.max())
        largest = int(known_leads.max() - known_partners.min())
        gap = np.arange(least, largest + 1, dtype=np.int64)
        outside = np.maximum(np.maximum(low - gap, gap - high), 0)
        self._table = ((np.minimum(outside, slack) * 2 * self.most + slack) // (2 * slack)).astype(
            np.int32
        )
        self._lead_index = np.where(leads == UNKNOWN, known_leads.min(), leads).astype(np.intp)
        shift = np.where(partners == UNKNOWN, known_partners.max(), partners)
        self._partner_index = (-shift - least).astype(np.intp)
        self._no_lead = np.flatnonzero(leads == UNKNOWN)
        self._no_partner = partners == UNKNOWN

    def add(self, block: Costs, rows: slice) -> None:
        if self._idle:
            return
        if self._nothing:
            block += self._half
            return
        index = self._partner_index[rows, None] + self._lead_index
        costs = self._table.take(index, mode="clip")
        if len(self._no_lead):
            costs[:, self._no_lead] = self._half
        unknown = self._no_partner[rows]
        if unknown.any():
            costs[unknown] = self._half
        block += costs

    def at(self, rows: Ints, cols: Ints) -> Ints:
        if self._idle:
            return np.zeros(len(rows), dtype=np.int64)
        if self._nothing:
            return np.full(len(rows), self._half, dtype=np.int64)
        costs = self._table.take(self._partner_index[rows] + self._lead_index[cols], mode="clip")
        unknown = self._no_partner[rows] | (self._leads[cols] == UNKNOWN)
        return np.where(unknown, self._half, costs)

    def values(self, rows: Ints, cols: Ints) -> list[float | None]:
        found: list[float | None] = []
        for lead, partner in zip(
            self._leads[cols].tolist(), self._partners[rows].tolist(), strict=True
        ):
            if UNKNOWN in (lead, partner):
                found.append(None)
            else:
                gap = (lead - partner) / STEP
                found.append(2.0**gap if self.name == "size" else gap)
        return found


class NeedsTerm:
    """The share of the partner's needs in which the lead is not strong."""

    name: TermName = "needs"
    unit = ""

    def __init__(
        self, leads: Sequence[School], partners: Sequence[School], weights: Weights
    ) -> None:
        self.most = units(weights.needs)
        asked = sorted({subject for school in partners for subject in school.needs})
        bits = {subject: n for n, subject in enumerate(asked)}
        self._idle = not (asked and self.most)
        self._strengths = subject_words([school.strengths for school in leads], bits)
        self._needs = subject_words([school.needs for school in partners], bits)
        self._count = np.bitwise_count(self._needs).sum(axis=0).astype(np.int64)
        self._each = self.most / np.maximum(self._count, 1)
        silent = np.array([not school.strengths for school in leads])
        self._silent = np.flatnonzero(silent)
        self._is_silent = silent
        self._half = self.most // 2

    def add(self, block: Costs, rows: slice) -> None:
        if self._idle:
            return
        asking = np.flatnonzero(self._count[rows]) + rows.start
        if not len(asking):
            return
        unmet = self._unmet(asking[:, None], np.arange(self._strengths.shape[1]))
        costs = np.rint(unmet * self._each[asking, None])
        if len(self._silent):
            costs[:, self._silent] = self._half
        if len(asking) == rows.stop - rows.start:
            np.add(block, costs, out=block, casting="unsafe")
        else:
            block[asking - rows.start] += costs.astype(block.dtype)

    def _unmet(self, rows: Ints, cols: Ints) -> NDArray[np.integer]:
        unmet: NDArray[np.integer] = np.bitwise_count(
            self._needs[0][rows] & ~self._strengths[0][cols]
        )
        for needs, strengths in zip(self._needs[1:], self._strengths[1:], strict=True):
            unmet = unmet + np.bitwise_count(needs[rows] & ~strengths[cols]).astype(np.int64)
        return unmet

    def at(self, rows: Ints, cols: Ints) -> Ints:
        if self._idle:
            return np.zeros(len(rows), dtype=np.int64)
        costs: Ints = np.rint(self._unmet(rows, cols) * self._each[rows]).astype(np.int64)
        costs[self._is_silent[cols]] = self._half
        costs[self._count[rows] == 0] = 0
        return costs

    def values(self, rows: Ints, cols: Ints) -> list[float | None]:
        unmet, count = self._unmet(rows, cols).tolist(), self._count[rows].tolist()
        silent = self._is_silent[cols].tolist()
        return [
            None if not n or quiet else 1 - left / n
            for left, n, quiet in zip(unmet, count, silent, strict=True)
        ]


class NamedTerm:
    """Costs that hang on schools naming each other: a sparse table over a constant for each school."""

    unit = ""

    def __init__(
        self,
        name: TermName,
        most: int,
        base: tuple[Ints, Ints],
        special: Mapping[tuple[int, int], tuple[int, float]],
    ) -> None:
        """``base``: constants by partner and by lead; ``special``: what single pairs add, and value."""
        self.name = name
        self.most = most
        self._rows, self._cols = base
        self._special = special
        keys = sorted(special)
        self._pairs = np.array(keys, dtype=np.int64).reshape(-1, 2)
        self._adds = np.array([special[key][0] for key in keys], dtype=np.int64)
        self._keys = self._pairs[:, 0] * len(self._cols) + self._pairs[:, 1]
        self._any_row, self._any_col = bool(self._rows.any()), bool(self._cols.any())

    def add(self, block: Costs, rows: slice) -> None:
        if self._any_row:
            block += self._rows[rows, None].astype(block.dtype)
        if self._any_col:
            block += self._cols.astype(block.dtype)
        if len(self._pairs):
            first, last = np.searchsorted(self._pairs[:, 0], [rows.start, rows.stop])
            at = self._pairs[first:last]
            block[at[:, 0] - rows.start, at[:, 1]] += self._adds[first:last].astype(block.dtype)

    def at(self, rows: Ints, cols: Ints) -> Ints:
        costs: Ints = self._rows[rows] + self._cols[cols]
        if len(self._keys):
            keys = rows * len(self._cols) + cols
            at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            costs += np.where(self._keys[at] == keys, self._adds[at], 0)
        return costs

    def values(self, rows: Ints, cols: Ints) -> list[float | None]:
        asked = ((self._rows[rows] != 0) | (self._cols[cols] != 0)).tolist()
        pairs = zip(rows.tolist(), cols.tolist(), strict=True)
        return [
            self._special[pair][1] if pair in self._special else (0.0 if some else None)
            for pair, some in zip(pairs, asked, strict=True)
        ]


def earlier_term(
    leads: Sequence[School], partners: Sequence[School], weights: Weights
) -> NamedTerm:
    """Keeping an earlier partner, or changing it; partners without an earlier lead cost nothing."""
    most = 0 if weights.earlier_mode == "ignore" else units(weights.earlier)
    rows, cols = np.zeros(len(partners), np.int64), np.zeros(len(leads), np.int64)
    special: dict[tuple[int, int], tuple[int, float]] = {}
    for row, col in _named(leads, partners, "earlier"):
        if weights.earlier_mode == "renew":
            special[row, col] = (most, 1.0)
        else:
            rows[row] = most
            special[row, col] = (-most, 1.0)
    return NamedTerm("earlier", most, (rows, cols), special)


def wishes_term(leads: Sequence[School], partners: Sequence[School], weights: Weights) -> NamedTerm:
    """Ranked wishes of either side, half the weight each; who wishes nothing costs nothing."""
    half = units(weights.wishes) // 2
    lead_at = {school.id: col for col, school in enumerate(leads)}
    partner_at = {school.id: row for row, school in enumerate(partners)}
    rows, cols = np.zeros(len(partners), np.int64), np.zeros(len(leads), np.int64)
    adds: dict[tuple[int, int], int] = {}
    ranks: dict[tuple[int, int], float] = {}
    for row, partner in enumerate(partners):
        wishes = dict.fromkeys(partner.wishes)
        rows[row] = half if wishes else 0
        for rank, lead_id in enumerate(wishes, 1):
            if lead_id in lead_at:
                pair = row, lead_at[lead_id]
                adds[pair] = -(half - half * (rank - 1) // len(wishes))
                ranks[pair] = float(rank)
    for col, lead in enumerate(leads):
        wishes = dict.fromkeys(lead.wishes)
        cols[col] = half if wishes else 0
        for rank, partner_id in enumerate(wishes, 1):
            if partner_id in partner_at:
                pair = partner_at[partner_id], col
                adds[pair] = adds.get(pair, 0) - (half - half * (rank - 1) // len(wishes))
    special = {pair: (add, ranks.get(pair, 0.0)) for pair, add in adds.items()}
    return NamedTerm("wishes", 2 * half, (rows, cols), special)


def _named(leads: Sequence[School], partners: Sequence[School], key: str) -> list[tuple[int, int]]:
    """The pairs in which either school names the other under ``key``, each once."""
    lead_at = {school.id: col for col, school in enumerate(leads)}
    partner_at = {school.id: row for row, school in enumerate(partners)}
    pairs = {
        (row, lead_at[name])
        for row, school in enumerate(partners)
        for name in getattr(school, key)
        if name in lead_at
    }
    pairs |= {
        (partner_at[name], col)
        for col, school in enumerate(leads)
        for name in getattr(school, key)
        if name in partner_at
    }
    return sorted(pairs)


def size_term(leads: Sequence[School], partners: Sequence[School], weights: Weights) -> GapTerm:
    """How many times the partner's pupils the lead has."""
    low, high, slack = log_steps(
        [float(number) for number in (*weights.size_band, weights.size_slack)]
    ).tolist()
    return GapTerm("size", sizes(leads), sizes(partners), weights.size, low, high, max(slack, 1))


def quality_term(leads: Sequence[School], partners: Sequence[School], weights: Weights) -> GapTerm:
    """How far the lead stands above the partner."""
    low, high = (round(number * STEP) for number in weights.quality_band)
    slack = max(round(weights.quality_slack * STEP), 1)
    lead, partner = standings(leads, partners)
    return GapTerm("quality", lead, partner, weights.quality, low, high, slack)
