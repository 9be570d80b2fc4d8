"""From a seed to an order of ids that nobody could foresee and everybody can repeat."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from tandem.matching.draw.problems import refuse

RFC3797_LIMIT = 65535
"""Ids that RFC 3797 can order: it numbers them in two bytes."""

_SEPARATORS = re.compile(r"[\s,;+|/、\-.:：，；]+")
_GROUPED = re.compile(r"(?<![0-9,，.])[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9]|[,，][0-9])")
"""A number in groups of three, 79,622,755: it would be taken for three numbers."""
_LOTTERY = re.compile(r"[0-9]{1,60}(?: [0-9]{1,60}){0,40}")


def ticket(seed: str, object_id: str) -> str:
    """Rivest's ticket of ``object_id``: ``0.`` and the decimal digits, last first, of a SHA-256.

    The hash is that of the hexadecimal SHA-256 of the seed followed by the id. Tickets compare as
    numbers just as they compare as texts (none ends in 0). As in ``consistent_sampler``.
    """
    return _ticket(_hex(seed), object_id)


def ticket_order(seed: str, ids: Iterable[str]) -> list[str]:
    """``ids`` by ascending ticket. Leaving one out never changes the order of the others."""
    head = _hex(seed)
    return sorted(ids, key=lambda object_id: _ticket(head, object_id))


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _ticket(head: str, object_id: str) -> str:
    return "0." + str(int(_hex(head + object_id), 16))[::-1]


def rfc3797_key(sources: Iterable[int | str | Iterable[int | str]]) -> str:
    """The key of RFC 3797, section 4: each source's numbers sorted, ``.`` after each, ``/`` after all.

    A source is one number or several, in a text parted by blanks; digits count as the number they are.
    """
    key = ""
    for source in sources:
        found = str(source).split() if isinstance(source, int | str) else source
        numbers = [int(n) for n in found]
        key += "".join(f"{n}." for n in sorted(numbers)) + "/"
    return key


def rfc3797_positions(key: str, pool: int, count: int) -> list[int]:
    """The first ``count`` of ``pool`` positions (from 1) that RFC 3797 selects with ``key``.

    Raises ``DrawError`` (``rfc3797-pool``) for a pool beyond 65,535.
    """
    if pool > RFC3797_LIMIT:
        raise refuse("rfc3797-pool", found=pool, limit=RFC3797_LIMIT)
    left = list(range(1, pool + 1))
    chosen: list[int] = []
    for turn in range(min(count, pool)):
        edge = turn.to_bytes(2, "big")
        # MD5 is what the RFC prescribes; nothing here rests on its resisting collisions.
        hashed = hashlib.md5(edge + key.encode("utf-8") + edge, usedforsecurity=False).digest()
        chosen.append(left.pop(int.from_bytes(hashed, "big") % len(left)))
    return chosen


def lots_order(method: str, seed: str, ids: Sequence[str]) -> list[str]:
    """All ``ids`` in the order of their lots; ``seed`` is that of :func:`seed_text`.

    For ``rfc3797`` the ids are numbered from 1 as they are given.
    """
    if method == "tickets":
        return ticket_order(seed, ids)
    return [ids[n - 1] for n in rfc3797_positions(seed, len(ids), len(ids))]


def seed_text(method: str, seeds: Sequence[str]) -> str:
    """The seed of the draw from those of its sources.

    ``tickets``: joined by ``/``. ``rfc3797``: the key; the numbers of a source are what blanks part.
    """
    if method == "tickets":
        return "/".join(seeds)
    return rfc3797_key([int(number) for number in seed.split()] for seed in seeds)


def normal_seed(kind: str, digits: int, typed: str) -> str:
    """What was typed, as the record writes it: dice without blanks, lottery numbers parted by one.

    Raises ``DrawError`` (``seed-dice``, ``seed-lottery``, ``seed-grouped``) if it is not what the source
    gives, or could be read in two ways.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    if kind == "dice":
        text = _SEPARATORS.sub("", text)
        if not (text.isascii() and text.isdigit() and len(text) == digits):
            raise refuse("seed-dice", found=typed[:80], digits=digits, count=len(text))
        return text
    if grouped := _GROUPED.search(text):
        number = grouped.group()
        plain = re.sub("[,，]", "", number)
        parts = re.sub("[,，]", " ", number)
        raise refuse("seed-grouped", found=number[:80], plain=plain[:80], parts=parts[:80])
    text = _SEPARATORS.sub(" ", text).strip()
    if not _LOTTERY.fullmatch(text):
        raise refuse("seed-lottery", found=typed[:80])
    return text
