"""Notices to people, and what people have to say to the bureau."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.lib.keys import new_key


class Notice(models.Model):
    """Something that one person should know. ``code`` and ``params`` become words where it is read."""

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    code = models.CharField(max_length=32)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(max_length=200, blank=True)
    collaboration_id = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=("user", "read_at"))]

    def __str__(self) -> str:
        return f"{self.user_id} {self.code}"


class Complaint(models.Model):
    """A complaint or suggestion, and the bureau's answer (rules on government apps, 2026).

    ``authority_id`` is the writer's bureau on the day of writing: its officers read and answer. Empty
    for a writer of none, or of a higher authority: then every bureau's do.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="complaints")
    text = models.TextField(_("what you want to say"))
    page = models.CharField(max_length=200, blank=True)
    authority_id = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by_name = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.text[:40]
