"""Lists of schools and people, as every command reads them: rows of named cells, sentences on slips."""

from __future__ import annotations

from pathlib import Path

from tandem.lib.messages import Messages, load_messages
from tandem.lib.titles import Language

_SHOWN = 30


def list_messages(language: Language) -> Messages:
    """The sentences on lists that cannot be read."""
    return load_messages(Path(__file__).with_name("messages"), language)


def first_of(sentences: list[str], language: Language) -> list[str]:
    """The first sentences, and how many more there are."""
    if len(sentences) <= _SHOWN:
        return sentences
    more = list_messages(language)("list-more", {"count": len(sentences) - _SHOWN})
    return [*sentences[:_SHOWN], more]
