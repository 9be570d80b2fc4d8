"""A plan's two dates; its text, versions and approval come with the plan's own workflow."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.lib.keys import new_key
from tandem.pairings.models import Collaboration


class Plan(models.Model):
    """One plan of a collaboration (协作方案, clause 5.1.1)."""

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="plans")
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["submitted_on", "id"]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.submitted_on}"
