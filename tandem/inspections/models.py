"""Visits of the bureau's departments and the ratings of its checks."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.lib.keys import new_key
from tandem.pairings.models import Collaboration
from tandem.schools.models import Department


class Visit(models.Model):
    """One visit of a department to a collaboration (clause 5.4.2).

    ``approved_list_number`` is the number of the approved yearly list of inspections that it stands
    on (national rules on teachers' burden); a second ``comprehensive`` one of a school in a year draws
    a warning.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="visits")
    department = models.CharField(_("department"), max_length=16, choices=Department)
    visited_on = models.DateField(_("visited on"))
    approved_list_number = models.CharField(
        _("number on the approved list"), max_length=64, blank=True
    )
    comprehensive = models.BooleanField(
        _("a comprehensive inspection of the schools"), default=False
    )
    note = models.TextField(_("what was seen"), blank=True)
    recorded_by_name = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["-visited_on", "id"]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.department} {self.visited_on}"


class CheckRating(models.Model):
    """One side's rating in a year's checks, 0 to 1. Nothing recorded is *no data*, never 0."""

    class Side(models.TextChoices):
        """The side that was checked (codes of the contract)."""

        LEAD = "lead", _("Lead school")
        PARTNER = "partner", _("Partner school")

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="check_ratings")
    side = models.CharField(_("side"), max_length=8, choices=Side)
    year = models.PositiveSmallIntegerField(_("year"))
    rating = models.FloatField(_("rating"), validators=[MinValueValidator(0), MaxValueValidator(1)])

    class Meta:
        ordering: ClassVar = ["year", "side"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("collaboration", "side", "year"), name="rated_once")
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.side} {self.year}"
