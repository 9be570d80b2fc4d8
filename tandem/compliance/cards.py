"""A record as a card: its kind, its name and a line for everything that it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tandem.compliance.models import StoredFinding
from tandem.compliance.policies import pinned_policy, product_language
from tandem.lib.titles import Language, Titles
from tandem.pairings.models import Collaboration
from tandem.policy.model import Rule


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a record says. ``lang`` is ``zh`` for what people typed (names, notes)."""

    label: str
    value: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a person must see to say whether it was so.

    ``kind`` is a word of the product ("Secondment"), ``name`` data ("周知秋 → 田谷雨"). ``counts``
    are the duties that it counts towards.
    """

    kind: str
    name: str
    lines: Sequence[Line] = ()
    counts: Sequence[CountsFor] = field(default_factory=tuple)
    name_lang: str = "zh"
    """The name's language; empty where it is in the reader's own."""


@dataclass(frozen=True, slots=True)
class CountsFor:
    """A duty that a record counts towards, as it stands today."""

    title: str
    achieved: float
    required: float
    status: str


def zh(text: str) -> SafeString:
    """Data that stays Chinese on every page, marked as such."""
    return format_html('<span lang="zh">{}</span>', text)


def day(value: date | str | None) -> str:
    """A date as the reader's language writes it; a dash for none."""
    if not value:
        return "–"
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return formats.date_format(value, "DATE_FORMAT")


def language() -> Language:
    """The reader's language as the policy names it."""
    return product_language(get_language() or "")


def title_of(titles: Titles | None, code: str) -> str:
    """A code of the policy's vocabulary in the reader's language; the code itself where it has none."""
    return (titles.get(language()) if titles else "") or code


def counts_for(
    collaboration: Collaboration, on: date | None, counted: Callable[[Rule], bool]
) -> tuple[CountsFor, ...]:
    """The duties of the period around ``on`` that such a record counts towards, as they stand."""
    policy = pinned_policy(collaboration.round_id)
    if policy is None or on is None:
        return ()
    rules = {rule.id: rule for rule in policy.rules if counted(rule)}
    findings = StoredFinding.objects.filter(
        collaboration=collaboration,
        requirement__in=rules,
        starts_on__lte=on,
        ends_on__gte=on,
    ).order_by("requirement", "starts_on")
    return tuple(
        CountsFor(rules[f.requirement].title.get(language()), f.achieved, f.required, f.status)
        for f in findings
    )
