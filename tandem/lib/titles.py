"""A text in the three languages of the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")
DEFAULT_LANGUAGE: Language = "zh-Hans"


@dataclass(frozen=True, slots=True)
class Titles:
    """One text in simplified Chinese, traditional Chinese and English; any may be missing."""

    zh_hans: str = ""
    zh_hant: str = ""
    en: str = ""

    def get(self, language: Language) -> str:
        """The text in ``language``; a missing one falls back visibly, marked with its language."""
        own = {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}
        if own[language]:
            return own[language]
        for other in LANGUAGES:
            if own[other]:
                return f"{own[other]} [{other}]"
        return ""

    def all(self) -> tuple[str, ...]:
        """Every spelling that is present, without repeats: what a reader accepts for a code."""
        return tuple(dict.fromkeys(text for text in (self.zh_hans, self.zh_hant, self.en) if text))

    @classmethod
    def from_mapping(cls, texts: Mapping[str, str]) -> Titles:
        """From the ``{zh-Hans, zh-Hant, en}`` table of a TOML file."""
        return cls(texts.get("zh-Hans", ""), texts.get("zh-Hant", ""), texts.get("en", ""))
