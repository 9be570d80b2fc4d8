"""Imports: what was uploaded, how its columns were read, what it changed, and whether undone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tandem.lib.keys import new_key


class ColumnMapping(models.Model):
    """How a file with these headings was read the last time: it is proposed again."""

    target = models.CharField(max_length=32)
    headings_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("target", "headings_hash"), name="one_mapping")
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.headings_hash[:8]}"


class ImportRun(models.Model):
    """One upload on its way: uploaded, mapped, previewed, applied, perhaps undone.

    ``changes`` holds, of an applied run, what each row was before, so that it can be undone.
    """

    class State(models.TextChoices):
        """How far it is."""

        UPLOADED = "uploaded"
        MAPPED = "mapped"
        APPLIED = "applied"
        UNDONE = "undone"

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    target = models.CharField(max_length=32)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    organisation_id = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=8, choices=State, default=State.UPLOADED)
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.target} {self.file_name}"
