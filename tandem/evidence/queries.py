"""Reading files: those of a record, one of them, and where a photo was used before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from tandem.accounts.actors import Actor
from tandem.evidence.contents import apart
from tandem.evidence.models import Attachment, StoredFile
from tandem.evidence.subjects import Subject, get_subject_for, passing_types

ALIKE = 4
"""Photos whose hashes differ in at most so many bits are taken for the same."""


def attachments(object_type: str, object_id: str) -> QuerySet[Attachment]:
    """The files of a record, as they were added, with their content's description."""
    return Attachment.objects.filter(
        object_type=object_type, object_id=object_id, removed_at=None
    ).select_related("file")


def get_attachment_for(
    actor: Actor, key: str, *, removed: bool = False
) -> tuple[Attachment, Subject]:
    """One file with its record; raises ``Http404`` where the actor may not see the record."""
    rows = Attachment.objects.select_related("file").filter(removed_at__isnull=not removed)
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found, get_subject_for(actor, found.object_type, found.object_id)


@dataclass(frozen=True, slots=True)
class Use:
    """An earlier use of a photo: the day it was added; on what, if the reader may see that."""

    day: date
    label: str
    url: str


def used_before(actor: Actor, attachment: Attachment) -> Use | None:
    """The latest other record on which the same photo (or one very like it) stands."""
    file = attachment.file
    if not file.perceptual_hash and not file.media_type.startswith("image/"):
        return None
    alike = [file.pk]
    if file.perceptual_hash:
        known = StoredFile.objects.exclude(perceptual_hash="").values_list("pk", "perceptual_hash")
        alike += [pk for pk, code in known if apart(code, file.perceptual_hash) <= ALIKE]
    rows = (
        Attachment.objects.filter(
            Q(file__in=alike) | Q(file__original_sha256=file.original_sha256), removed_at=None
        )
        .exclude(object_type=attachment.object_type, object_id=attachment.object_id)
        .exclude(object_type__in=passing_types())
        .order_by("-added_at")
    )
    uses = []
    for row in rows[:20]:
        day = timezone.localtime(row.added_at).date()
        try:
            subject = get_subject_for(actor, row.object_type, row.object_id)
        except Http404:
            uses.append(Use(day, "", ""))
        else:
            return Use(day, subject.label, subject.url)
    return uses[0] if uses else None
