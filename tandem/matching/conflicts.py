"""The fewest named rules that contradict each other: with them some partner has no lead, with any one
of them dropped all do.

Rules are tried out on a flow: can all partners be placed if only these rules hold? Which set is smallest
is found by hitting sets: every way of dropping rules that helps (a correction) must be hit by a
conflict, so a smallest set that hits all corrections known so far is either a conflict, then the
smallest, or leads to a further correction (implicit hitting sets; Ignatiev and others, 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tandem.matching.model import RuleConflict, Shortage
from tandem.matching.proposing import Setting
from tandem.matching.trials import TooMuch, Trial


def find_conflict(setting: Setting, shortages: Sequence[Shortage]) -> RuleConflict:
    """The smallest set of rules by which not all partners can be placed.

    ``shortages`` are the groups that are short: the rules of the smallest of them are a conflict to
    begin with. Where there are too many schools to search on, what was found so far is given.
    """
    trial = Trial(setting)
    known = min(
        (
            trial.of_group(
                [setting.row_of[name] for name in shortage.partners],
                [setting.column_of[name] for name in shortage.leads],
            )
            for shortage in shortages
        ),
        key=len,
    )
    proven = False
    with suppress(TooMuch):
        known = minimal_conflict(trial, known)
        known, proven = smallest_conflict(trial, tuple(range(len(trial.rules))), known)
    return RuleConflict(tuple(trial.rules[rule] for rule in known), proven)


def minimal_conflict(trial: Trial, rules: Sequence[int]) -> tuple[int, ...]:
    """One conflict among ``rules`` from which none can be left out (QuickXplain, Junker 2004)."""

    def split(background: tuple[int, ...], added: bool, part: tuple[int, ...]) -> tuple[int, ...]:
        if added and not trial.works(background):
            return ()
        if len(part) == 1:
            return part
        half = len(part) // 2
        first, second = part[:half], part[half:]
        right = split(background + first, True, second)
        left = split(background + right, bool(right), first)
        return left + right

    return tuple(sorted(split((), False, tuple(rules))))


def smallest_conflict(
    trial: Trial, rules: Sequence[int], known: tuple[int, ...]
) -> tuple[tuple[int, ...], bool]:
    """A conflict with the fewest rules, and whether that is proven; ``known`` is one to beat."""
    corrections: list[frozenset[int]] = []
    for rule in known:
        rest = tuple(other for other in rules if other != rule)
        if trial.works(rest):
            corrections.append(frozenset((rule,)))
    if len(corrections) == len(known):
        return known, True  # each of them is in every conflict
    while True:
        hitting = _smallest_hitting(corrections, len(rules))
        if hitting is None:
            return known, False
        if len(hitting) >= len(known):
            return known, True
        if not trial.works(hitting):
            return hitting, True
        corrections.append(_correction(trial, hitting, rules))


def _correction(trial: Trial, kept: tuple[int, ...], rules: Sequence[int]) -> frozenset[int]:
    """A least set of rules outside ``kept`` whose dropping lets all be placed."""
    held = set(kept)
    left = [rule for rule in rules if rule not in held]

    def grow(part: list[int]) -> None:
        """Take up as many of ``part`` as can be kept, whole halves at a time."""
        if not part:
            return
        if trial.works((*held, *part)):
            held.update(part)
            return
        if len(part) > 1:
            half = len(part) // 2
            grow(part[:half])
            grow(part[half:])

    grow(left)
    return frozenset(rule for rule in left if rule not in held)


def _smallest_hitting(corrections: Sequence[frozenset[int]], rules: int) -> tuple[int, ...] | None:
    """The fewest rules that hit every correction; ``None`` if the solver gives up."""
    if not corrections:
        return ()
    column = [rule for correction in corrections for rule in sorted(correction)]
    row = [i for i, correction in enumerate(corrections) for _ in correction]
    hits = csr_array((np.ones(len(row)), (row, column)), shape=(len(corrections), rules))
    answer = milp(
        np.ones(rules),
        constraints=LinearConstraint(hits, lb=1),
        integrality=np.ones(rules),
        bounds=Bounds(0, 1),
        options={"node_limit": 100_000},
    )
    if answer.status != 0 or answer.x is None:
        return None
    return tuple(np.flatnonzero(answer.x > 0.5).tolist())
