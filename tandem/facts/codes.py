"""Codes of a column, fixed by the contract or by the policy, and every spelling accepted for them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tandem.facts.labels import code_spellings, code_titles
from tandem.facts.normalise import BadCell, Cell, word
from tandem.lib.titles import LANGUAGES, Language, Titles
from tandem.policy.schema import Column, Table

VocabularyTitles = Mapping[str, Mapping[str, Titles]]
"""``kinds``, ``topics``, ``subjects``, ``grades``, ``rules`` -> code -> titles."""

_SUGGESTION_CUTOFF = 0.6
_LISTED = 12


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of one column and every spelling that is accepted for them.

    ``accepted`` has, per language, the parameter that names the first of them in a message.
    """

    codes: tuple[str, ...]
    spellings: Mapping[str, str]
    accepted: Mapping[str, str]
    display: Mapping[str, str]

    def read(self, value: str) -> Cell:
        """The code that ``value`` means; raises ``BadCell`` with the nearest spelling."""
        key = word(value)
        if not key:
            return Cell(None)
        code = self.spellings.get(key)
        if code is None:
            raise BadCell("unknown_code")
        return Cell(code)

    def nearest(self, value: str) -> str:
        """The accepted spelling most like ``value``, or empty text."""
        found = difflib.get_close_matches(
            word(value[:100]), list(self.display), n=1, cutoff=_SUGGESTION_CUTOFF
        )
        return self.display[found[0]] if found else ""


def code_list(table: Table, column: Column, vocabulary: VocabularyTitles) -> CodeList | None:
    """The column's codes, fixed or of the policy; ``None`` for a column without."""
    if column.vocabulary is not None:
        titles: Mapping[str, Titles] = vocabulary[column.vocabulary]
        names = {code: named.all() for code, named in titles.items()}
    elif column.codes:
        titles = code_titles(table.name, column.name)
        names = dict(code_spellings(table.name, column.name))
    else:
        return None
    spellings: dict[str, str] = {word(code): code for code in titles}
    display: dict[str, str] = {word(code): code for code in titles}
    for code, spelled in names.items():
        for name in spelled:
            spellings.setdefault(word(name), code)
            display.setdefault(word(name), name)
    accepted = {f"accepted-{language}": _listed(titles, language) for language in LANGUAGES}
    return CodeList(
        tuple(titles),
        MappingProxyType(spellings),
        MappingProxyType(accepted),
        MappingProxyType(display),
    )


def _listed(titles: Mapping[str, Titles], language: Language) -> str:
    """The first titles of a list, for a message in ``language``."""
    names = [named.get(language) or code for code, named in titles.items()][: _LISTED + 1]
    between = ", " if language == "en" else "、"
    return between.join(names[:_LISTED]) + ("…" if len(names) > _LISTED else "")
