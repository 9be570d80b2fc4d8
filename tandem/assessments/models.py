"""A school's yearly quality figure: the bureau's comprehensive rating, never examination marks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.schools.models import School


class QualityFigure(models.Model):
    """One figure of a school and year. It is never shown as a ranking; none is *no data*."""

    school = models.ForeignKey(School, models.PROTECT, related_name="quality_figures")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.FloatField(_("figure"))

    class Meta:
        ordering: ClassVar = ["year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("school", "year"), name="one_figure_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"
