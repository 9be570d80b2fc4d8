"""An outing that is still being written: kept at every step, nobody else's business yet."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tandem.lib.keys import new_key
from tandem.pairings.models import Collaboration


class OutingDraft(models.Model):
    """What a person has typed so far. ``content`` is the form's, field by field.

    Its id is also the ``client_key`` of the outing that it becomes: sent twice, it is one outing.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, null=True, related_name="drafts"
    )
    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    corrects = models.CharField(max_length=64, blank=True)
    corrects_version = models.PositiveIntegerField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-updated_at",)

    def __str__(self) -> str:
        return f"{self.user_id} {self.updated_at:%Y-%m-%d}"
