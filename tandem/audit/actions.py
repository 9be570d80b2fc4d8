"""Writing to the trail, and sealing what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from tandem.audit.models import AuditEvent, Seal
from tandem.calendar import now

FIRST = "0" * 64
"""What stands before the first seal."""

BATCH = 2_000


class Doer(Protocol):
    """Whoever did it."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def record_event(
    *,
    by: Doer,
    verb: str,
    object_type: str,
    object_id: str,
    collaboration_id: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Add one event to the trail, within the transaction of the write that it tells of."""
    return AuditEvent.objects.create(
        at=now(),
        actor_id=by.user_id,
        actor_name=by.name[:64],
        verb=verb,
        object_type=object_type,
        object_id=object_id,
        collaboration_id=collaboration_id,
        before=dict(before or {}),
        after=dict(after or {}),
    )


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Only what differs, from both."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {k: before.get(k) for k in keys}, {k: after.get(k) for k in keys}


def seal_events() -> int:
    """Seal every event that has no seal yet, in the order of their ids; how many that were.

    It runs outside the writers' transactions, so that the chain does not make them wait for one
    another. An event that was committed late is sealed by a later run: its place in the chain is
    when it was sealed.
    """
    sealed = 0
    while count := _seal_batch():
        sealed += count
    return sealed


def _seal_batch() -> int:
    with transaction.atomic():
        _one_sealer_at_a_time()
        last = Seal.objects.order_by("-position").first()
        position = last.position if last else 0
        chain = last.hash if last else FIRST
        events = AuditEvent.objects.raw(
            "SELECT e.* FROM audit_auditevent e LEFT JOIN audit_seal s ON s.event_id = e.id"
            " WHERE s.event_id IS NULL ORDER BY e.id LIMIT %s",
            [BATCH],
        )
        seals = []
        for event in events:
            position += 1
            chain = seal_of(chain, event)
            seals.append(Seal(position=position, event_id=event.pk, hash=chain))
        Seal.objects.bulk_create(seals)
    return len(seals)


def _one_sealer_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7263351)")


def seal_of(before: str, event: AuditEvent) -> str:
    """SHA-256 over the seal before and the event in canonical JSON (sorted keys, UTF-8)."""
    content = {
        "id": event.pk,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "verb": event.verb,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "collaboration_id": event.collaboration_id,
        "before": event.before,
        "after": event.after,
    }
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder
    )
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
