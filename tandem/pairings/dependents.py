"""What depends on rounds and semesters: declared here, registered by the apps that lie above."""

from __future__ import annotations

from collections.abc import Callable

RoundHook = Callable[[str], object]

_hooks: list[RoundHook] = []


def on_dates_change(hook: RoundHook) -> None:
    """Have ``hook(round_id)`` called within the transaction that changes a round's dates or pairs."""
    if hook not in _hooks:
        _hooks.append(hook)


def dates_changed(round_id: str) -> None:
    """Tell everyone who registered."""
    for hook in _hooks:
        hook(round_id)
