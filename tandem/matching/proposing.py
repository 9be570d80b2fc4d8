"""A pairing proposal for a new round: from schools, rules and weights to who goes with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tandem.matching.checks import Minutes, find_problems
from tandem.matching.costs import CostModel, never
from tandem.matching.lots import school_lots
from tandem.matching.model import (
    Fairness,
    Pair,
    PairingError,
    Problem,
    Rules,
    School,
    Weights,
)
from tandem.matching.optimum import Optimum, cheapest_by_row, find_optimum
from tandem.matching.places import all_places
from tandem.matching.terms import Costs, Ints
from tandem.matching.ties import Lots


@dataclass(slots=True)
class Setting:
    """Schools, rules and weights as arrays: sorted by id, checked, costs worked out.

    Rows are partners, columns leads; ``costs`` holds every pair, ``never`` where the rules or a lead
    without places refuse it. ``fixed`` gives a row's column in an approved alliance, -1 for none.
    """

    leads: tuple[School, ...]
    partners: tuple[School, ...]
    rules: Rules
    weights: Weights
    fairness: Fairness
    minutes: Minutes
    model: CostModel
    costs: Costs
    places: Ints
    fixed: Ints
    lead_lots: Lots
    partner_lots: Lots
    row_of: dict[str, int]
    column_of: dict[str, int]

    @property
    def free_rows(self) -> Ints:
        """The rows without an approved alliance."""
        return np.flatnonzero(self.fixed < 0)

    @property
    def room(self) -> Ints:
        """The places left beside the approved alliances."""
        taken = np.bincount(self.fixed[self.fixed >= 0], minlength=len(self.leads))
        return np.asarray(self.places - taken)


def prepare(
    leads: Sequence[School],
    partners: Sequence[School],
    rules: Rules,
    weights: Weights,
    fairness: Fairness,
    travel_minutes: Minutes | None = None,
) -> Setting:
    """Check and sort everything and work out the costs.

    Raises :class:`PairingError` with every problem found.
    """
    minutes = travel_minutes or {}
    problems = list(find_problems(leads, partners, rules, weights, minutes))
    if fairness not in ("worst_off", "least_total"):
        problems.append(
            Problem("bad-fairness", found=str(fairness), expected=("worst_off", "least_total"))
        )
    if problems:
        raise PairingError(tuple(problems))
    by_id = sorted(leads, key=lambda school: school.id), sorted(partners, key=lambda s: s.id)
    sorted_leads, sorted_partners = tuple(by_id[0]), tuple(by_id[1])
    column_of = {school.id: column for column, school in enumerate(sorted_leads)}
    row_of = {school.id: row for row, school in enumerate(sorted_partners)}
    at = {(row_of[p], column_of[lead]): value for (p, lead), value in minutes.items()}
    model = CostModel(sorted_leads, sorted_partners, rules, weights, at)
    places = np.array(all_places(sorted_leads, rules.places), dtype=np.int64)
    places = np.minimum(places, len(sorted_partners))
    fixed = np.full(len(sorted_partners), -1, dtype=np.int64)
    for rule in rules.alliances:
        fixed[row_of[rule.partner_id]] = column_of[rule.lead_id]
    costs = model.matrix()
    if not places.all():
        costs[:, places == 0] = never(costs.dtype)
    return Setting(
        leads=sorted_leads,
        partners=sorted_partners,
        rules=rules,
        weights=weights,
        fairness=fairness,
        minutes=minutes,
        model=model,
        costs=costs,
        places=places,
        fixed=fixed,
        lead_lots=school_lots([school.id for school in sorted_leads]),
        partner_lots=school_lots([school.id for school in sorted_partners]),
        row_of=row_of,
        column_of=column_of,
    )


def best_placement(setting: Setting) -> Optimum:
    """The optimum over the rows without an alliance, in their order."""
    rows, room = setting.free_rows, setting.room
    costs = setting.costs if len(rows) == len(setting.partners) else setting.costs[rows]
    full = (room == 0) & (setting.places > 0)
    if full.any():
        costs = costs.copy() if costs is setting.costs else costs
        costs[:, full] = never(costs.dtype)
    return find_optimum(
        costs,
        room,
        cheapest_by_row(costs, never(costs.dtype)),
        setting.fairness == "worst_off",
        setting.partner_lots[rows],
        setting.lead_lots,
    )


@dataclass(frozen=True)
class Proposal:
    """Who goes with whom. Schools are sorted by id; a proposal is a proposal: people decide.

    Two proposals are equal if they are of the same schools, rules and weights and pair alike.
    """

    leads: tuple[School, ...]
    partners: tuple[School, ...]
    rules: Rules
    weights: Weights
    fairness: Fairness
    columns: tuple[int, ...] = field(repr=False)
    """Each partner's position in ``leads``, -1 for none."""
    setting: Setting = field(repr=False, compare=False)
    found: Optimum | None = field(default=None, repr=False, compare=False)
    """The proof, where the arrangement was found here and not handed in."""

    @cached_property
    def arrangement(self) -> Mapping[str, str | None]:
        """Each partner's lead by id, ``None`` for those without, in the order of ids."""
        return {
            partner.id: self.leads[column].id if column >= 0 else None
            for partner, column in zip(self.partners, self.columns, strict=True)
        }

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs in the order of the partners' ids, with what each term adds."""
        column = np.array(self.columns, dtype=np.int64)
        rows = np.flatnonzero(column >= 0)
        return pairs_at(self.setting, rows, column[rows])

    @cached_property
    def _pair_by_partner(self) -> Mapping[str, Pair]:
        return {pair.partner_id: pair for pair in self.pairs}

    def pair_of(self, partner_id: str) -> Pair | None:
        """The pair of this partner, ``None`` if it has no lead; ``KeyError`` if there is none such."""
        if partner_id not in self.arrangement:
            raise KeyError(partner_id)
        return self._pair_by_partner.get(partner_id)

    def partners_of(self, lead_id: str) -> tuple[str, ...]:
        """The ids of this lead's partners; ``KeyError`` if there is no such lead."""
        column = self.setting.column_of[lead_id]
        return tuple(
            partner.id
            for partner, own in zip(self.partners, self.columns, strict=True)
            if own == column
        )

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The ids of the partners without a lead (``why_impossible`` says why)."""
        return tuple(
            partner.id
            for partner, column in zip(self.partners, self.columns, strict=True)
            if column < 0
        )

    @property
    def places(self) -> Mapping[str, int]:
        """How many partners each lead takes, by id."""
        places = all_places(self.leads, self.rules.places)
        return {lead.id: room for lead, room in zip(self.leads, places, strict=True)}

    @property
    def total(self) -> int:
        """What all pairs cost together, in hundredths of a point."""
        return sum(pair.cost for pair in self.pairs)

    @property
    def worst(self) -> int | None:
        """The cost of the dearest pair that is no alliance; ``None`` where there is none."""
        return max((pair.cost for pair in self.pairs if not pair.fixed), default=None)


def pairs_at(setting: Setting, rows: Ints, columns: Ints) -> tuple[Pair, ...]:
    """These pairs with their terms."""
    if not len(rows):
        return ()
    terms = setting.model.terms_at(rows, columns)
    return tuple(
        Pair(
            partner_id=setting.partners[row].id,
            lead_id=setting.leads[column].id,
            cost=sum(term.cost for term in parts),
            terms=parts,
            fixed=bool(setting.fixed[row] == column),
        )
        for row, column, parts in zip(rows.tolist(), columns.tolist(), terms, strict=True)
    )


def make_proposal(setting: Setting, column: Ints, found: Optimum | None = None) -> Proposal:
    """A proposal in which every partner has the lead at its ``column`` (-1: none)."""
    return Proposal(
        leads=setting.leads,
        partners=setting.partners,
        rules=setting.rules,
        weights=setting.weights,
        fairness=setting.fairness,
        columns=tuple(column.tolist()),
        setting=setting,
        found=found,
    )


def propose_pairing(
    leads: Sequence[School],
    partners: Sequence[School],
    rules: Rules | None = None,
    weights: Weights | None = None,
    fairness: Fairness = "worst_off",
    *,
    travel_minutes: Minutes | None = None,
) -> Proposal:
    """The best arrangement: as many partners placed as the rules let, then fair, then cheapest.

    ``fairness`` "worst_off": the dearest pair as cheap as it can be, then the least total;
    "least_total": the total alone. In both, a partner without a lead counts as its cheapest one, so
    that being remote is no reason to be the one left out. Ties are broken by lot (``lots``). The
    order of the lists makes no difference. ``travel_minutes`` by (partner id, lead id) replace the
    distance of those pairs.

    Raises :class:`PairingError` with every problem of the input.
    """
    setting = prepare(
        leads, partners, rules or Rules(), weights or Weights(), fairness, travel_minutes
    )
    found = best_placement(setting)
    column = setting.fixed.copy()
    column[setting.free_rows] = found.column
    return make_proposal(setting, column, found)


def adopt_pairing(
    leads: Sequence[School],
    partners: Sequence[School],
    pairs: Mapping[str, str | None],
    rules: Rules | None = None,
    weights: Weights | None = None,
    fairness: Fairness = "worst_off",
    *,
    travel_minutes: Minutes | None = None,
) -> Proposal:
    """The arrangement in force, lead by partner id, as a proposal that can be explained or repaired.

    It is taken as it is, also where the rules would refuse a pair or a lead has too many partners.
    Raises :class:`PairingError` for ids that are in neither list.
    """
    setting = prepare(
        leads, partners, rules or Rules(), weights or Weights(), fairness, travel_minutes
    )
    problems = []
    column = np.full(len(setting.partners), -1, dtype=np.int64)
    for partner_id, lead_id in pairs.items():
        if partner_id not in setting.row_of:
            problems.append(Problem("unknown-school", partner_id, "partner"))
        elif lead_id is not None and lead_id not in setting.column_of:
            problems.append(Problem("unknown-school", lead_id, "lead"))
        elif lead_id is not None:
            column[setting.row_of[partner_id]] = setting.column_of[lead_id]
    if problems:
        raise PairingError(tuple(problems))
    return make_proposal(setting, column)
