"""Telling people, reading what was told, complaining and answering."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.audit.actions import record_event
from tandem.calendar import now
from tandem.notifications.models import Complaint, Notice
from tandem.notifications.queries import authority_of_writer, may_answer, officers_of


def notify(
    user_ids: Collection[int],
    code: str,
    params: Mapping[str, Any],
    *,
    url: str = "",
    collaboration_id: str = "",
) -> int:
    """Put a notice on each of those people's pages, in the caller's transaction; how many."""
    moment = now()
    rows = [
        Notice(
            user_id=pk,
            code=code,
            params=dict(params),
            url=url,
            collaboration_id=collaboration_id,
            at=moment,
        )
        for pk in sorted(set(user_ids))
    ]
    Notice.objects.bulk_create(rows)
    return len(rows)


def mark_read(*, by: Actor, notice: Notice, read: bool = True) -> None:
    """Mark one's own notice as read, or as unread again. No trail: it concerns nobody else."""
    Notice.objects.filter(pk=notice.pk, user=by.user_id).update(read_at=now() if read else None)


def mark_all_read(*, by: Actor) -> int:
    """Mark every notice of one's own as read; how many that were."""
    return Notice.objects.filter(user=by.user_id, read_at__isnull=True).update(read_at=now())


def complain(*, by: Actor, text: str, page: str = "") -> Complaint:
    """Say something to one's bureau; its officers are told.

    Raises ``PermissionDenied``; ``ValidationError`` for an empty text.
    """
    check(by, "notifications.complain")
    text = text.strip()
    if not text:
        raise ValidationError({"text": [_("Write what you want to say.")]})
    if by.user_id is None:
        raise ValidationError(_("A complaint comes from a person."))
    with transaction.atomic():
        row = Complaint.objects.create(
            by_id=by.user_id,
            text=text,
            page=page[:200],
            authority_id=authority_of_writer(by),
            at=now(),
        )
        record_event(
            by=by,
            verb="notifications.complain",
            object_type="complaint",
            object_id=row.pk,
            after={"text": text},
        )
        notify(officers_of(row.authority_id), "complaint", {"by": by.name}, url=_url(row))
    return row


def answer_complaint(*, by: Actor, complaint: Complaint, answer: str) -> None:
    """Answer; the writer is told. A later answer takes the place of the first.

    Raises ``PermissionDenied``; ``ValidationError`` for an empty answer.
    """
    if not may_answer(by, complaint):
        raise PermissionDenied("notifications.answer_complaint")
    answer = answer.strip()
    if not answer:
        raise ValidationError({"answer": [_("Write an answer.")]})
    with transaction.atomic():
        row = Complaint.objects.select_for_update().get(pk=complaint.pk)
        before = {"answer": row.answer}
        row.answer, row.answered_by_name, row.answered_at = answer, by.name, now()
        row.save(update_fields=["answer", "answered_by_name", "answered_at"])
        record_event(
            by=by,
            verb="notifications.answer_complaint",
            object_type="complaint",
            object_id=row.pk,
            before=before,
            after={"answer": answer},
        )
        notify([row.by_id], "complaint_answered", {"by": by.name}, url=_url(row))


def _url(row: Complaint) -> str:
    return reverse("complaint", kwargs={"pk": row.pk})
