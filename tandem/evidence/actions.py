"""Adding files to records, taking them away, and moving them with a draft."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import record_event
from tandem.calendar import now
from tandem.evidence import storage
from tandem.evidence.contents import MOST_BYTES, Content, read_content
from tandem.evidence.models import Attachment, StoredFile
from tandem.evidence.permissions import check_add, check_remove
from tandem.evidence.queries import Use, attachments, get_attachment_for, used_before
from tandem.evidence.subjects import get_subject_for

MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was added; ``used`` says where the same photo stands already."""

    attachment: Attachment
    used: Use | None


def add_file(
    *,
    by: Actor,
    object_type: str,
    object_id: str,
    upload: File[bytes],
    shows_pupils: bool = False,
    consent: bool = False,
) -> Added:
    """Add a file to a record. The same file again on the same record is the one that is there.

    Raises ``Http404`` for outsiders, ``PermissionDenied``, and ``ValidationError`` that says what is
    wrong with the file.
    """
    subject = get_subject_for(by, object_type, object_id)
    check_add(by, subject)
    check_consent(shows_pupils=shows_pupils, consent=consent)
    name = clean_name(upload.name or "")
    # one byte more than is allowed tells a file that is too large, whatever its header says
    data = upload.read(MOST_BYTES + 1)
    content = read_content(data, name)
    original = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        _one_at_a_time(object_type, object_id)
        own = attachments(object_type, object_id)
        file = _store(content, original)
        known = own.filter(file=file).first() or own.filter(file__original_sha256=original).first()
        if known is not None:
            return Added(known, None)
        if own.count() >= MOST_FILES:
            raise ValidationError(
                _("“%(name)s” was not added: a record takes %(most)s files, and it has as many.")
                % {"name": name, "most": MOST_FILES}
            )
        attachment = Attachment.objects.create(
            file=file,
            object_type=object_type,
            object_id=object_id,
            collaboration_id=subject.collaboration_id,
            name=name,
            shows_pupils=shows_pupils,
            consent=consent,
            added_by_id=by.user_id,
            added_by_name=by.name[:64],
            added_at=now(),
        )
        _tell(by, "evidence.add", attachment, {}, _described(attachment))
    return Added(attachment, used_before(by, attachment))


def check_consent(*, shows_pupils: bool, consent: bool) -> None:
    """No photo of recognisable pupils without their guardians' word. Raises ``ValidationError``."""
    if shows_pupils and not consent:
        raise ValidationError(
            {
                "consent": _(
                    "Pupils can be recognised: add the photo only if their guardians have agreed and"
                    " the school keeps their consent. Nothing was added; choose the files again."
                )
            }
        )


def remove_file(*, by: Actor, key: str) -> Attachment:
    """Take a file away from its record: nobody sees it any more, the trace stays."""
    attachment, subject = get_attachment_for(by, key)
    check_remove(by, subject, attachment)
    with transaction.atomic():
        attachment.removed_at = now()
        attachment.save(update_fields=["removed_at"])
        _tell(by, "evidence.remove", attachment, _described(attachment), {})
    return attachment


def restore_file(*, by: Actor, key: str) -> Attachment:
    """Undo :func:`remove_file`. Raises ``ValidationError`` once the content is gone, or without room."""
    attachment, subject = get_attachment_for(by, key, removed=True)
    check_remove(by, subject, attachment)
    with transaction.atomic():
        _one_at_a_time(attachment.object_type, attachment.object_id)
        own = attachments(attachment.object_type, attachment.object_id)
        StoredFile.objects.select_for_update().get(pk=attachment.file_id)
        if not storage.path_of(attachment.file_id).exists():
            raise ValidationError(_("The file was taken away too long ago: add it anew."))
        if own.count() >= MOST_FILES:
            raise ValidationError(_("The record has as many files as it takes."))
        if (same := own.filter(file=attachment.file).first()) is not None:
            return same
        attachment.removed_at = None
        attachment.save(update_fields=["removed_at"])
        _tell(by, "evidence.add", attachment, {}, _described(attachment))
    return attachment


def move_files(*, by: Actor, source: tuple[str, str], target: tuple[str, str]) -> list[Attachment]:
    """Give a draft's files to the record that it became; what is there already is not given twice."""
    subject = get_subject_for(by, *target)
    moved = []
    with transaction.atomic():
        _one_at_a_time(*target)
        there = set(attachments(*target).values_list("file_id", flat=True))
        for attachment in attachments(*source):
            if attachment.file_id in there or len(there) >= MOST_FILES:
                attachment.removed_at = now()
            else:
                there.add(attachment.file_id)
                moved.append(attachment)
            attachment.object_type, attachment.object_id = target
            attachment.collaboration_id = subject.collaboration_id
            attachment.save()
        for attachment in moved:
            _tell(by, "evidence.add", attachment, {}, _described(attachment))
    return moved


def remove_files(*, by: Actor, object_type: str, object_id: str) -> None:
    """Take away every file of a draft that is thrown away."""
    with transaction.atomic():
        for attachment in attachments(object_type, object_id):
            attachment.removed_at = now()
            attachment.save(update_fields=["removed_at"])
            _tell(by, "evidence.remove", attachment, _described(attachment), {})


def clean_name(name: str) -> str:
    """A file's name without folders and invisible characters; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", last).strip()
    return clean[-200:] or _("file")


def _store(content: Content, original: str) -> StoredFile:
    """The content's row and its file on disk.

    Within the transaction of the record that refers to it: nobody sees the row before the file is
    there, and the nightly sweep waits for the row.
    """
    sha256 = hashlib.sha256(content.data).hexdigest()
    StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "original_sha256": original,
            "media_type": content.media_type,
            "size": len(content.data),
            "width": content.width,
            "height": content.height,
            "perceptual_hash": content.perceptual_hash,
            "stored_at": now(),
        },
    )
    file = StoredFile.objects.select_for_update().get(pk=sha256)
    storage.put(storage.path_of(sha256), content.data)
    if content.small:
        storage.put(storage.small_path_of(sha256), content.small)
    return file


def _one_at_a_time(object_type: str, object_id: str) -> None:
    """Two uploads to one record wait for each other (SQLite has one writer at any time)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"evidence:{object_type}:{object_id}"],
            )


def _described(attachment: Attachment) -> dict[str, object]:
    return {
        "file": attachment.pk,
        "name": attachment.name,
        "sha256": attachment.file_id,
        "shows_pupils": attachment.shows_pupils,
        "consent": attachment.consent,
    }


def _tell(
    by: Actor,
    verb: str,
    attachment: Attachment,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    record_event(
        by=by,
        verb=verb,
        object_type=attachment.object_type,
        object_id=attachment.object_id,
        collaboration_id=attachment.collaboration_id,
        before=before,
        after=after,
    )
