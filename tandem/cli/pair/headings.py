"""What the columns of the lists are called, and the words in their cells, in any of the languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tandem.facts.labels import code_spellings
from tandem.facts.normalise import word
from tandem.lib.titles import LANGUAGES, Language

FIGURE_YEARS = range(2000, 2100)


@cache
def _file() -> Mapping[str, Any]:
    text = Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def headings(table: str, language: Language) -> dict[str, tuple[str, ...]]:
    """Column -> every heading it is known by, that of ``language`` first."""
    return {
        name: (known[language], *(known[other] for other in LANGUAGES), name, *known["also"])
        for name, known in _file()[table].items()
    }


@cache
def figure_headings() -> Mapping[int, tuple[str, ...]]:
    """Year -> the headings under which a quality figure of that year may stand."""
    words = _file()["figures"]["words"]
    return {
        year: tuple(text for w in words for text in (f"{w}{year}", f"{year}{w}", f"{year}年{w}"))
        for year in FIGURE_YEARS
    }


@cache
def stage_words() -> Mapping[str, str]:
    """A word as :func:`word` folds it -> the stage that it means."""
    return {
        word(text): code
        for code, texts in code_spellings("schools", "stage").items()
        for text in (code, *texts)
    }


@cache
def cell_words(kind: str) -> Mapping[str, str]:
    """The same for ``side``, ``mentoring`` and ``change``."""
    return {
        word(text): code
        for code, texts in _file()["words"][kind].items()
        for text in (code, *texts)
    }
