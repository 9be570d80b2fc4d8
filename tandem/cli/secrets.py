"""Keeping the password of a database address out of what the command says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

_HIDDEN = "***"
_IN_URL = re.compile(r"//[^:/@]*:(.*)@", re.DOTALL)
_AS_KEY = re.compile(r"password\s*=\s*('(?:[^'\\]|\\.)*'|[^\s&]+)", re.IGNORECASE)
_BREAKS = re.compile(r"[\s/@:?#&=\[\]]+")
_SHORTEST_PART = 3


def without_password(text: str, database: str | None) -> str:
    """``text`` (a driver's own words) without the password that stands in the address ``database``.

    A driver that cannot make sense of an address quotes the piece at which it stumbled; so parts of
    the password are hidden as well: long ones anywhere, short ones where they stand in quotes.
    """
    if not database:
        return text
    for secret in _secrets(database):
        text = text.replace(secret, _HIDDEN)
        for part in _BREAKS.split(secret):
            if len(part) >= _SHORTEST_PART:
                text = text.replace(part, _HIDDEN)
            elif part:
                text = re.sub(rf"([\"'“]){re.escape(part)}([\"'”])", rf"\1{_HIDDEN}\2", text)
    return text


def _secrets(database: str) -> Iterator[str]:
    for pattern in (_IN_URL, _AS_KEY):
        for found in pattern.findall(database):
            bare = found.strip("'")
            if bare:
                yield bare
                if unquote(bare) != bare:
                    yield unquote(bare)
