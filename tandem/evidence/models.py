"""A file's content, once, and the records that it was added to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.lib.keys import new_key


class StoredFile(models.Model):
    """Content by its SHA-256, as it lies on disk after re-encoding; never stored twice.

    ``perceptual_hash`` finds a photo again that was only resized or re-encoded.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    original_sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    perceptual_hash = models.CharField(max_length=64, blank=True, db_index=True)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Attachment(models.Model):
    """A file added to a record. ``object_type`` and ``object_id`` name it, without a foreign key."""

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    object_type = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    collaboration_id = models.CharField(max_length=64, blank=True)
    name = models.CharField(_("name"), max_length=200)
    shows_pupils = models.BooleanField(_("pupils can be recognised"), default=False)
    consent = models.BooleanField(_("consent is on file"), default=False)
    added_by_id = models.BigIntegerField(null=True)
    added_by_name = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        indexes: ClassVar = [models.Index(fields=("object_type", "object_id"))]

    def __str__(self) -> str:
        return self.name
