"""What depends on rounds and semesters: declared here, registered by the apps that lie above."""

from __future__ import annotations

from collections.abc import Callable

RoundHook = Callable[[str, str], object]

_hooks: list[RoundHook] = []


def on_dates_change(hook: RoundHook) -> None:
    """Have ``hook(round_id, collaboration_id)`` called within the transaction that changes dates.

    Those of the round and its semesters, or of the one collaboration if it is not empty.
    """
    if hook not in _hooks:
        _hooks.append(hook)


def dates_changed(round_id: str, collaboration_id: str = "") -> None:
    """Tell everyone who registered."""
    for hook in _hooks:
        hook(round_id, collaboration_id)
