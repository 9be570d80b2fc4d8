"""What follows from a change of posts: whoever holds accounts, groups or notices may register here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tandem.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class Move:
    """A person took another post, went to another school, or left.

    ``on`` is the first day of the new post; for one who leaves it is the first day without any.
    Empty texts: there was, or is, no school or post. ``user_id`` is the person's account, if any.
    """

    person_id: str
    user_id: int | None
    from_school: str
    from_post: str
    to_school: str
    to_post: str
    on: date


Hook = Callable[[Actor, Move], object]

_hooks: list[Hook] = []


def on_move(hook: Hook) -> None:
    """Have ``hook(by, move)`` called within the transaction of every change of a post."""
    if hook not in _hooks:
        _hooks.append(hook)


def moved(by: Actor, move: Move) -> None:
    """Tell everyone who registered."""
    for hook in _hooks:
        hook(by, move)
