"""Waivers: a duty set aside for one collaboration and period, with the reason."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.pairings.models import Collaboration


class Waiver(models.Model):
    """``period`` is a semester's id, a year or the round's id, as in the contract."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="waivers")
    period = models.CharField(_("period"), max_length=64)
    requirement = models.CharField(_("duty"), max_length=64)
    reason = models.CharField(_("reason"), max_length=500)
    granted_by = models.CharField(max_length=64, blank=True)
    granted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("collaboration", "period", "requirement"), name="waiver_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.period} {self.requirement}"
