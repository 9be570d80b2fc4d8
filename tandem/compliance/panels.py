"""What each record app shows on other pages: what waits for a person, and its part of a pair's page.

Each app registers its own from its ``apps.py``; the home page and the collaboration page compose
them and know none of the apps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from tandem.accounts.actors import Actor
from tandem.pairings.models import Collaboration, Term


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a person.

    ``kind`` is ``confirm``, ``evaluate``, ``log``, ``reconfirm`` or a word of the app's own;
    ``text`` is one sentence in the reader's language; ``url`` leads to where it is done. Texts may
    hold names of people and schools. ``due_on`` is the last day, where there is one; ``since`` the
    moment since which it waits.
    """

    kind: str
    text: str
    url: str
    due_on: date | None
    collaboration_id: str
    since: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """An app's part of a collaboration's page: rendered by ``template`` with ``context``.

    Lower ``order`` stands higher: mentor pairs 10, secondments 20, outputs 30, aid 40, plan 50,
    visits 60, waivers 70.
    """

    key: str
    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 100


PanelMaker = Callable[[Collaboration, Actor, Term | None], "Panel | list[Panel] | None"]
"""``panel(collaboration, actor, term)``: at most two queries; ``None`` where there is none to see."""

WaitingFinder = Callable[[Actor], list[Waiting]]
"""``waiting_for(actor)``: at most two queries."""

Made = TypeVar("Made")

_panels: dict[str, PanelMaker] = {}
_waiting: dict[str, WaitingFinder] = {}


def register_panel(
    app: str, *, panel: PanelMaker | None = None, waiting: WaitingFinder | None = None
) -> None:
    """Name an app's panel and its list of what waits. Raises ``ValueError`` if it has other ones."""
    if panel is not None:
        _register(_panels, app, panel)
    if waiting is not None:
        _register(_waiting, app, waiting)


def _register(known: dict[str, Made], app: str, made: Made) -> None:
    if known.setdefault(app, made) is not made:
        raise ValueError(f"{app} has registered its panel already")


def panels_of(collaboration: Collaboration, actor: Actor, term: Term | None) -> list[Panel]:
    """Every panel of a collaboration that the actor may see, top to bottom."""
    found: list[Panel] = []
    for make in _panels.values():
        made = make(collaboration, actor, term)
        if made is not None:
            found.extend(made if isinstance(made, list) else [made])
    return sorted(found, key=lambda panel: (panel.order, panel.key))


def everything_waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for the actor in all apps: what is due first, then what waits longest."""
    found = [item for find in _waiting.values() for item in find(actor)]
    return sorted(found, key=_urgency)


def _urgency(item: Waiting) -> tuple[date, str, str]:
    since = item.since
    return (item.due_on or date.max, since.isoformat() if since else "~", item.url)
