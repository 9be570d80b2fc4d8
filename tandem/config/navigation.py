"""The main navigation: what a role comes for, most used first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.accounts.actors import actor_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry."""

    url: str
    label: str
    current: bool


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries that the signed-in person may use; none before sign-in."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return []
    actor = actor_of(request)
    entries: list[tuple[str, str]] = [("home", _("To do"))]
    if actor.may("compliance.board"):
        entries.append(("board", _("Duty board")))
    if actor.may("pairings.read"):
        entries.append(("pairings:list", _("Collaborations")))
    if actor.may("schools.read"):
        entries.append(("schools:list", _("Schools")))
    if actor.may("pairings.manage"):
        entries.append(("rounds", _("Rounds")))
    if actor.may("accounts.manage_school"):
        entries.append(("staffing", _("People and access")))
    if actor.may("audit.read"):
        entries.append(("audit", _("Audit trail")))
    path = request.path
    urls = [(reverse(name), label) for name, label in entries]
    # every path starts with the first page's: it is current only where it is the page itself
    own = (url for url, _label in urls if path == url or (url != "/" and path.startswith(url)))
    best = max(own, key=len, default="") or _section(path)
    return [Entry(url, label, url == best) for url, label in urls]


SECTIONS = {
    "/imports/": "schools:list",
    "/outings/": "pairings:list",
    "/mentoring/": "pairings:list",
    "/secondments/": "pairings:list",
    "/aid/": "pairings:list",
    "/plans/": "pairings:list",
    "/inspections/": "pairings:list",
    "/waivers/": "pairings:list",
}
"""The entry under which pages with another address of their own are found."""


def _section(path: str) -> str:
    names = [name for start, name in SECTIONS.items() if path.startswith(start)]
    return reverse(names[0]) if names else ""
