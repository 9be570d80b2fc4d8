"""What a search looks through: names in simplified characters, codes, how a name is read."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("readings.toml")
_MOST = 6
"""How many readings of one name are kept: a name seldom has more than two open characters."""
_SPOKEN = 3
"""So many of them in full syllables: they are long."""
_MARK = "'"
"""Between syllables."""
_WIDE = {ord(c): ord(c) - ord("!") + ord("\uff01") for c in "abcdefghijklmnopqrstuvwxyz"}
"""Syllables are kept in full-width letters, which nothing folded holds: the initials ``ra`` must not
be found within the reading of another name."""


@cache
def _readings() -> tuple[Mapping[str, str], Mapping[str, str], int]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words: dict[str, str] = table["words"]
    return words, table["characters"], max(map(len, words))


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _simple(character: str) -> str:
    return str(_converter().convert(character)) if is_chinese(character) else character


def fold(text: str) -> str:
    """The form in which a search compares: plain widths, lower case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def simplified(text: str) -> str:
    """A text with each traditional character made simplified.

    One for one: a name and what is typed of it then always agree, whatever stands beside.
    """
    return "".join(map(_simple, text))


def is_chinese(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def initials(name: str) -> tuple[str, ...]:
    """The initials of a name, one text for each way to read it; letters and digits as they are.

    ``朝阳小学`` gives ``cyxx``. Empty for a name without any Chinese character.
    """
    found = ("".join(choice) for choice in product(*(first for first, _full in _parts(name))))
    return tuple(text for text in dict.fromkeys(islice(found, _MOST)) if text)


def spoken(name: str) -> tuple[str, ...]:
    """How a name is read, in full-width syllables: ``'ｒｅｎ'ａｉ'``, one text for each way."""
    ways = [full for _first, full in _parts(name)]
    found = (f"{_MARK}{_MARK.join(choice)}{_MARK}" for choice in product(*ways) if choice)
    return tuple(text.translate(_WIDE) for text in dict.fromkeys(islice(found, _SPOKEN)))


@cache
def _every_syllable(character: str) -> Sequence[str]:
    from pypinyin import Style, pinyin

    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=2)
def _parts(name: str) -> Sequence[tuple[str, Sequence[str]]]:
    """For each character the initials that it may have, and the syllables with those initials.

    Empty for a name without any Chinese character.
    """
    text = simplified(fold(name))
    return list(_read(text)) if any(map(is_chinese, text)) else []


def _read(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    # half a second to import, and pages that only read never need it
    from pypinyin import Style, lazy_pinyin

    words, characters, longest = _readings()
    whole = "".join(c for c in text if is_chinese(c))
    in_words = iter(lazy_pinyin(whole, style=Style.NORMAL, errors="default", strict=False))
    read = [next(in_words) if is_chinese(c) else c for c in text]

    def syllables(at: int, letters: str) -> list[str]:
        if letters == read[at][:1]:
            return [read[at]]
        usual = [read[at], *_every_syllable(text[at])]
        ways = [next((s for s in usual if s[:1] == letter), letter) for letter in letters]
        return list(dict.fromkeys(ways))

    at = 0
    while at < len(text):
        here = (text[at : at + n] for n in range(longest, 1, -1))
        known = next((word for word in here if word in words), "")
        for letter in words.get(known, ""):
            yield letter, syllables(at, letter)
            at += 1
        if known:
            continue
        character = text[at]
        if is_chinese(character):
            first = read[at][:1]
            own = characters.get(character, first)
            letters = first + own.replace(first, "") if first in own else own
            yield letters, syllables(at, letters)
        elif character.isalnum():
            yield character, [character]
        at += 1


def search_text(name: str, *others: str, limit: int = 400) -> str:
    """What the ``search`` column of a record holds: name, other words, initials, syllables."""
    plain = fold(name)
    parts = [simplified(plain), plain, *(fold(other) for other in others if other)]
    parts += [*initials(name), *spoken(name)]
    return " ".join(dict.fromkeys(part for part in parts if part))[:limit]


# --- what was typed ----------------------------------------------------------------------------


@cache
def _all_syllables() -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    readings = {one for value in PINYIN_DICT.values() for one in value.split(",")}
    plain = {to_normal(one).replace("ü", "v") for one in readings}
    return frozenset(one for one in plain if re.fullmatch("[a-z]*[aeiouv][a-z]*", one))


_LONGEST = 6
"""Letters of the longest syllable, ``zhuang``."""
_WAYS = 8
"""Ways to divide what was typed into syllables: ``xian`` is one or two."""


def syllables_typed(term: str) -> list[str]:
    """A term that may be pinyin as the ``search`` column would hold it; empty where it cannot be.

    The last of several syllables may be begun only: ``renaix`` gives ``'ｒｅｎ'ａｉ'ｘ``. A single one must
    be whole: ``ra`` is for initials alone.
    """
    term = term.replace("ü", "v").replace("’", _MARK)
    if not re.fullmatch(r"[a-z']{2,60}", term):
        return []
    known = _all_syllables()

    def divide(rest: str, count: int) -> Iterator[str]:
        rest = rest.lstrip(_MARK)
        if not rest:
            yield _MARK
            return
        for length in range(min(_LONGEST, len(rest)), 0, -1):
            if rest[:length] in known:
                for tail in divide(rest[length:], count + 1):
                    yield f"{_MARK}{rest[:length]}{tail}"
        if count and len(rest) < _LONGEST and any(one.startswith(rest) for one in known - {rest}):
            yield f"{_MARK}{rest}"

    found = dict.fromkeys(islice(divide(term, 0), _WAYS))
    return [text.translate(_WIDE) for text in found]
