"""What lies above the registry and depends on it: declared here, registered by those apps.

Compliance says what must be judged anew, pairings says which collaborations a school has. So the
registry can tell them, and show theirs, without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tie:
    """A collaboration of a school, as its page shows it."""

    id: str
    lead_id: str
    lead_name: str
    partner_id: str
    partner_name: str
    starts_on: date
    ends_on: date | None
    round_name: str = ""
    url: str = ""


StageHook = Callable[[Collection[str]], object]
Ties = Callable[[Collection[str], date], Sequence[Tie]]

_stage_hooks: list[StageHook] = []
_ties: list[Ties] = []


def on_stage_change(hook: StageHook) -> None:
    """Have ``hook(school_ids)`` called within the transaction that changes the stage of schools."""
    if hook not in _stage_hooks:
        _stage_hooks.append(hook)


def stage_changed(school_ids: Collection[str]) -> None:
    """Tell everyone who registered."""
    if school_ids:
        for hook in _stage_hooks:
            hook(school_ids)


def register_ties(ties: Ties) -> None:
    """Name who knows the collaborations: ``ties(school_ids, on)`` gives those that have not ended.

    In order of their first day. The registry asks for a school's page and for what must be
    re-arranged.
    """
    if ties not in _ties:
        _ties.append(ties)


def running_ties(school_ids: Collection[str], on: date) -> list[Tie]:
    """The collaborations of those schools that have not ended before ``on``."""
    return [tie for ties in _ties for tie in ties(school_ids, on)] if school_ids else []
