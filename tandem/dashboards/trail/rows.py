"""Events of the trail in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tandem.accounts.event_words import event_title
from tandem.audit.models import AuditEvent
from tandem.dashboards.trail.words import field_title, names_of, noun


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TrailRow:
    """An event as it is read: ``noun`` and ``name`` say of which record, ``key`` is its id."""

    id: int
    at: datetime
    who: str
    what: str
    noun: str
    name: str
    key: str
    collaboration: str
    changes: tuple[Change, ...]


def trail_rows(events: Iterable[AuditEvent]) -> list[TrailRow]:
    """Events as rows of the page and of the sheet."""
    events = list(events)
    names = names_of(events)
    return [
        TrailRow(
            event.pk,
            event.at,
            event.actor_name,
            event_title(event.verb),
            noun(event.object_type),
            names.get((event.object_type, event.object_id), ""),
            event.object_id,
            event.collaboration_id,
            _changes(event),
        )
        for event in events
    ]


def _changes(event: AuditEvent) -> tuple[Change, ...]:
    before, after = event.before, event.after
    return tuple(
        Change(field_title(event.object_type, key), _shown(before.get(key)), _shown(after.get(key)))
        for key in {**before, **after}
    )


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    return str(value)
