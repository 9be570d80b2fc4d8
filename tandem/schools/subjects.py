"""The subjects that a person may teach: codes of the district's policy, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language

from tandem.lib.titles import Language, Titles
from tandem.policy.load import load_policy
from tandem.policy.shipped import district_policy

_LANGUAGES: dict[str, Language] = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def page_language() -> Language:
    """The product's name of the language that a page is in."""
    return _LANGUAGES.get((get_language() or "").lower(), "en")


@cache
def subject_titles() -> Mapping[str, Titles]:
    """Code -> titles, in the policy's order; read once a process."""
    return load_policy(district_policy()).vocabulary.subjects


def subject_choices() -> list[tuple[str, str]]:
    """Code and title in the page's language."""
    language = page_language()
    return [(code, titles.get(language)) for code, titles in subject_titles().items()]


def subject_words(codes: object) -> list[str]:
    """The titles of a person's subjects; a code that the policy does not know as it is."""
    known = subject_titles()
    language = page_language()
    listed = codes if isinstance(codes, list) else []
    return [known[c].get(language) if c in known else str(c) for c in listed]
