"""An event of the trail and its seal. No foreign keys: the trail outlives what it tells of."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class AuditEvent(models.Model):
    """One write: who (id and name at that time), when, the verb, the record, before and after.

    ``before`` and ``after`` hold the fields that changed, as JSON; ``{}`` where there was nothing.
    Database triggers refuse to change or delete a row.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=64)
    verb = models.CharField(max_length=64)
    object_type = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    collaboration_id = models.CharField(max_length=64, blank=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=("object_type", "object_id")),
            models.Index(fields=("collaboration_id",)),
            models.Index(fields=("actor_id",)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.object_id}"


class Seal(models.Model):
    """An event's place in the chain: ``hash`` covers the event and the seal before it."""

    position = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position} {self.hash[:12]}"
