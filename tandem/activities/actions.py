"""Writing outings: record, correct, confirm, reject, withdraw; and drafts of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tandem.accounts.actors import Actor
from tandem.activities import content as outing_content
from tandem.activities.models import Outing, OutingDraft
from tandem.compliance import confirming
from tandem.compliance.confirming import RecordKind
from tandem.evidence.actions import move_files, remove_files

OUTING = RecordKind(
    name="outing",
    model=Outing,
    record="activities.record",
    confirm="activities.confirm",
    snapshot=outing_content.snapshot,
    apply=outing_content.apply,
    check=outing_content.check,
    save_status=outing_content.save_status,
)
"""What the shared verbs must know of an outing."""

DRAFT = "draft"
"""What files of a draft belong to, until it is sent."""


def record_outing(
    *, by: Actor, collaboration_id: str, content: Mapping[str, Any], client_key: str | None = None
) -> Outing:
    """Record an outing for one's own school; the other school is asked to confirm."""
    return confirming.submit(
        OUTING,
        by=by,
        collaboration_id=collaboration_id,
        content=content,
        client_key=client_key,
    )


def revise_outing(*, by: Actor, key: str, version: int, content: Mapping[str, Any]) -> Outing:
    """Change an outing, or propose a change where the other school has a say in it."""
    return confirming.revise(OUTING, by=by, key=key, version=version, content=content)


def confirm_outing(*, by: Actor, key: str, version: int) -> Outing:
    """Confirm for the school that was asked."""
    return confirming.confirm(OUTING, by=by, key=key, version=version)


def confirm_outing_for_school(*, by: Actor, key: str, version: int, reason: str) -> Outing:
    """Confirm in the place of a school that has been silent for ten working days."""
    return confirming.confirm_for_school(OUTING, by=by, key=key, version=version, reason=reason)


def reject_outing(*, by: Actor, key: str, version: int, reason: str) -> Outing:
    """Say for the school that was asked that it was not so, and why."""
    return confirming.reject(OUTING, by=by, key=key, version=version, reason=reason)


def withdraw_outing(*, by: Actor, key: str, version: int, reason: str = "") -> Outing:
    """Take back what one's own school entered."""
    return confirming.withdraw(OUTING, by=by, key=key, version=version, reason=reason)


# --- drafts ------------------------------------------------------------------------------------


def start_draft(
    *,
    by: Actor,
    collaboration_id: str | None,
    content: Mapping[str, Any],
    corrects: Outing | None = None,
) -> OutingDraft:
    """Begin an outing's form. A draft is nobody else's business: no audit event."""
    return OutingDraft.objects.create(
        user_id=by.user_id,
        collaboration_id=collaboration_id,
        content=dict(content),
        corrects=corrects.pk if corrects else "",
        corrects_version=corrects.version if corrects else None,
    )


def save_draft(
    *, by: Actor, draft: OutingDraft, content: Mapping[str, Any], collaboration_id: str | None
) -> OutingDraft:
    """Keep what was typed on a step."""
    _check_own(by, draft)
    draft.content = {**draft.content, **content}
    draft.collaboration_id = collaboration_id
    draft.save(update_fields=["content", "collaboration", "updated_at"])
    return draft


def discard_draft(*, by: Actor, draft: OutingDraft) -> None:
    """Throw a draft away, with its files."""
    _check_own(by, draft)
    with transaction.atomic():
        remove_files(by=by, object_type=DRAFT, object_id=draft.pk)
        draft.delete()


def send_draft(*, by: Actor, draft: OutingDraft, content: Mapping[str, Any]) -> Outing:
    """Make a draft an outing (or a change of one); the draft is gone when that has succeeded.

    The draft's id is the outing's ``client_key``: a form that is sent twice makes one outing.
    """
    _check_own(by, draft)
    with transaction.atomic():
        if draft.corrects:
            outing = revise_outing(
                by=by, key=draft.corrects, version=draft.corrects_version or 0, content=content
            )
        else:
            outing = record_outing(
                by=by,
                collaboration_id=draft.collaboration_id or "",
                content=content,
                client_key=draft.pk,
            )
        move_files(by=by, source=(DRAFT, draft.pk), target=(OUTING.name, outing.pk))
        OutingDraft.objects.filter(pk=draft.pk).delete()
    return outing


def _check_own(by: Actor, draft: OutingDraft) -> None:
    if draft.user_id != by.user_id:
        raise PermissionDenied("a draft is its writer's alone")
