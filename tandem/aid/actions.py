"""Writing aid: enter, correct, accept (which is the partner's confirmation), take back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tandem.accounts.actors import Actor
from tandem.aid import content as contents
from tandem.aid.models import Aid
from tandem.compliance import confirming
from tandem.compliance.confirming import RecordKind

AID = RecordKind(
    name="aid",
    model=Aid,
    record="aid.record",
    confirm="aid.accept",
    snapshot=contents.snapshot,
    apply=contents.apply,
    check=contents.check,
    save_status=contents.save_status,
)


def record_aid(
    *, by: Actor, collaboration_id: str, content: Mapping[str, Any], client_key: str | None = None
) -> Aid:
    """Enter a gift (clause 4.4); the other school is asked to accept it."""
    return confirming.submit(
        AID, by=by, collaboration_id=collaboration_id, content=content, client_key=client_key
    )


def revise_aid(*, by: Actor, key: str, version: int, content: Mapping[str, Any]) -> Aid:
    """Change a gift, or propose a change."""
    return confirming.revise(AID, by=by, key=key, version=version, content=content)


def accept_aid(*, by: Actor, key: str, version: int) -> Aid:
    """Accept it: from today on it counts."""
    return confirming.confirm(AID, by=by, key=key, version=version)
