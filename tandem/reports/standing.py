"""How a finding is shown: one glyph, one word and one colour, the same on every screen and sheet.

The engine knows six statuses. People see two more shades: *near* (open, and the calendar is ahead of
the count) and *advised* (advice that was not reached: red is only where someone must act).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from tandem.policy.results import Finding

Standing = Literal["met", "open", "near", "short", "advised", "not_due", "waived", "not_applicable"]

STANDINGS: tuple[Standing, ...] = (
    "short",
    "near",
    "open",
    "met",
    "advised",
    "not_due",
    "waived",
    "not_applicable",
)
"""In the order of legends: what someone must act on first."""

OWED: frozenset[Standing] = frozenset({"short", "near", "open"})
"""The standings that somebody still has to do something about."""


@dataclass(frozen=True, slots=True)
class Look:
    """Glyph, text colour and background (hex), and the style of the terminal."""

    glyph: str
    colour: str
    background: str
    terminal: str


LOOKS: Mapping[Standing, Look] = MappingProxyType(
    {
        "met": Look("●", "#1B6B34", "#E6F4EA", "green"),
        "open": Look("◔", "#1F5A99", "#E6F0FA", "bright_blue"),
        "near": Look("◑", "#855000", "#FFF1D6", "yellow"),
        "short": Look("○", "#A8201A", "#FBE5E3", "red"),
        "advised": Look("○", "#595959", "#F2F2F2", "bright_black"),
        "not_due": Look("·", "#666666", "#FFFFFF", "bright_black"),
        "waived": Look("◇", "#595959", "#FFFFFF", "bright_black"),
        "not_applicable": Look("–", "#666666", "#FFFFFF", "bright_black"),
    }
)


def standing(finding: Finding, as_of: date) -> Standing:
    """How ``finding`` is shown on ``as_of``.

    Near: spread what is required evenly over the period; when the next one should have been done by
    now, the calendar is ahead. With a of r done that is when the share of the period that has passed
    is greater than (a + 1) / (r + 1): of two lectures the first is near after a third of the semester,
    the second after two thirds. Advice is never near.
    """
    if finding.severity == "advice" and finding.status == "short":
        return "advised"
    if finding.status != "open" or finding.severity == "advice":
        return finding.status
    days = (finding.ends_on - finding.starts_on).days + 1
    passed = (as_of - finding.starts_on).days + 1
    ahead = passed * (finding.required + 1) > days * (finding.achieved + 1)
    return "near" if ahead else "open"
