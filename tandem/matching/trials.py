"""Trying rules out: can all partners be placed if only some of the named rules hold?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from tandem.matching.bottleneck import largest_placement
from tandem.matching.model import STAGES, NamedRule, PairRule
from tandem.matching.proposing import Setting

_WORK = 400_000_000
_LEAST_TRIALS = 4
"""Trials there may be: fewer the more pairs each has to look at, so that the time stays bounded."""


class TooMuch(Exception):
    """The trials that there may be are used up."""


class Trial:
    """The named rules of a setting that refuse anything, and the trial of any of them together.

    Rules: each approved alliance, each forbidden pair, each pair of stages that do not fit, the
    furthest distance, and the places of each lead. Dropped, an alliance leaves its partner free, and a
    lead takes any number.
    """

    def __init__(self, setting: Setting) -> None:
        self._shape = (len(setting.partners), len(setting.leads))
        rows, columns = self._shape
        self._places = setting.places
        self._column_of = setting.column_of
        self.rules: list[NamedRule] = []
        self._refused: list[NDArray[np.int64]] = []
        row_of, column_of = setting.row_of, setting.column_of
        everyone = np.arange(columns)
        for rule in _each_pair(setting.rules.alliances):
            row, column = row_of[rule.partner_id], column_of[rule.lead_id]
            others = row * columns + everyone[everyone != column]
            self._add(NamedRule("alliance", rule.partner_id, rule.lead_id, rule.why), others)
        for rule in _each_pair(setting.rules.forbidden):
            key = row_of[rule.partner_id] * columns + column_of[rule.lead_id]
            self._add(
                NamedRule("forbidden", rule.partner_id, rule.lead_id, rule.why), np.array([key])
            )
        model = setting.model
        for partner, partner_stage in enumerate(STAGES):
            some = np.flatnonzero(model.partner_stages == partner)
            for lead, lead_stage in enumerate(STAGES):
                theirs = np.flatnonzero(model.lead_stages == lead)
                if len(some) and len(theirs) and not model.fits[partner, lead]:
                    keys = (some[:, None] * columns + theirs).ravel()
                    self._add(NamedRule("stages", partner_stage, lead_stage), keys)
        if setting.rules.furthest_km is not None:
            far = np.flatnonzero(model.too_far(*np.divmod(np.arange(rows * columns), columns)))
            if len(far):
                self._add(NamedRule("furthest"), far)
        self._first_lead = len(self.rules)
        for column in everyone.tolist():
            self._add(
                NamedRule("places", lead_id=setting.leads[column].id), np.empty(0, dtype=np.int64)
            )
        self._known: dict[frozenset[int], bool] = {}
        self._left = max(_LEAST_TRIALS, _WORK // max(rows * columns, 1))

    def _add(self, rule: NamedRule, keys: NDArray[np.int64]) -> None:
        self.rules.append(rule)
        self._refused.append(keys)

    def works(self, rules: Iterable[int]) -> bool:
        """Whether every partner can be placed if only these rules hold.

        Raises :class:`TooMuch` once the schools and rules are too many to go on trying.
        """
        held = frozenset(rules)
        if held not in self._known:
            if not self._left:
                raise TooMuch
            self._left -= 1
            self._known[held] = self._try(held)
        return self._known[held]

    def of_group(self, partners: Iterable[int], leads: Iterable[int]) -> tuple[int, ...]:
        """All rules that keep these partners from other leads, and the places of these.

        Alliances with these leads are among them: they take places too.
        """
        rows, columns = self._shape
        inside = np.zeros(columns, dtype=bool)
        inside[list(leads)] = True
        members = np.zeros(rows, dtype=bool)
        members[list(partners)] = True
        found = []
        for index, keys in enumerate(self._refused):
            row, column = np.divmod(keys, columns)
            rule = self.rules[index]
            if rule.kind == "alliance":
                if inside[self._column_of[rule.lead_id]]:
                    found.append(index)
            elif (members[row] & ~inside[column]).any():
                found.append(index)
        found.extend(self._first_lead + column for column in np.flatnonzero(inside).tolist())
        return tuple(found)

    def _try(self, held: frozenset[int]) -> bool:
        rows, columns = self._shape
        allowed = np.ones(rows * columns, dtype=bool)
        for rule in held:
            allowed[self._refused[rule]] = False
        limited = np.zeros(columns, dtype=bool)
        limited[[rule - self._first_lead for rule in held if rule >= self._first_lead]] = True
        grid = allowed.reshape(rows, columns)
        # a lead without a limit takes everybody that it is allowed
        left = np.flatnonzero(~grid[:, ~limited].any(axis=1))
        if not len(left):
            return True
        columns_left = np.flatnonzero(limited)
        row, column = np.nonzero(grid[np.ix_(left, columns_left)])
        used, _, _ = largest_placement(row, column, len(left), self._places[columns_left])
        return int(used.sum()) == len(left)


def _each_pair(rules: Iterable[PairRule]) -> list[PairRule]:
    """The rules in the order of their pairs, each pair once."""
    first: dict[tuple[str, str], PairRule] = {}
    for rule in rules:
        first.setdefault((rule.partner_id, rule.lead_id), rule)
    return [first[pair] for pair in sorted(first)]
