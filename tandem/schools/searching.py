"""What a search looks through: names, codes and the initials of how a name is read."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

_FILE = Path(__file__).with_name("readings.toml")
_MOST = 6
"""How many readings of one name are kept: a name seldom has more than two open characters."""


@cache
def _readings() -> tuple[Mapping[str, str], Mapping[str, str], int]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words: dict[str, str] = table["words"]
    return words, table["characters"], max(map(len, words))


def fold(text: str) -> str:
    """The form in which a search compares: plain widths, lower case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_chinese(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def initials(name: str) -> tuple[str, ...]:
    """The initials of a name, one text for each way to read it; letters and digits as they are.

    ``朝阳小学`` gives ``cyxx``. Empty for a name without any Chinese character.
    """
    # half a second to import, and pages that only read never need it
    from pypinyin import Style, lazy_pinyin

    words, characters, longest = _readings()
    text = fold(name)
    if not any(map(is_chinese, text)):
        return ()
    usual = lazy_pinyin(list(text), style=Style.FIRST_LETTER, errors="default")
    whole = "".join(c for c in text if is_chinese(c))
    in_words = iter(lazy_pinyin(whole, style=Style.FIRST_LETTER, errors="default", strict=False))
    read = [next(in_words) if is_chinese(c) else usual[i] for i, c in enumerate(text)]
    parts: list[str] = []
    at = 0
    while at < len(text):
        known = next(
            (
                n
                for n in range(longest, 1, -1)
                if text[at : at + n] in words and at + n <= len(text)
            ),
            0,
        )
        if known:
            parts += words[text[at : at + known]]
            at += known
            continue
        character = text[at]
        if character in characters:
            own = characters[character]
            first = read[at][:1]
            parts.append(first + own.replace(first, "") if first in own else own)
        elif is_chinese(character):
            parts.append(read[at][:1])
        elif character.isalnum():
            parts.append(character)
        at += 1
    found = ("".join(choice) for choice in product(*parts))
    return tuple(dict.fromkeys(text for text, _n in zip(found, range(_MOST), strict=False)))


def search_text(name: str, *others: str, limit: int = 400) -> str:
    """What the ``search`` column of a record holds: name, other words, initials."""
    parts = [fold(name), *(fold(other) for other in others if other), *initials(name)]
    return " ".join(dict.fromkeys(part for part in parts if part))[:limit]
