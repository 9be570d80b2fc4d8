"""Telling people of what was done to their account; notices lie above this app and register here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

Teller = Callable[[Collection[int], str, Mapping[str, Any]], object]

_tellers: list[Teller] = []


def register_teller(teller: Teller) -> None:
    """Name who carries the words: ``teller(user ids, code, params)``."""
    if teller not in _tellers:
        _tellers.append(teller)


def tell(user_ids: Collection[int], code: str, params: Mapping[str, Any]) -> None:
    """Tell those people, within the transaction of what is told."""
    for teller in _tellers:
        teller(user_ids, code, params)
