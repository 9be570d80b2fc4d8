"""What the dashboards keep to be fast: nothing that could not be computed again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tandem.pairings.models import Collaboration, Term


class FulfilmentPoint(models.Model):
    """How many of a collaboration's duties of a semester were met at the end of a day.

    Written for the end of every week by ``tandem nightly`` (and anew for the semesters that may
    still change: what is confirmed late counts on the day on which it was held).
    """

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.CASCADE, related_name="+")
    day = models.DateField()
    met = models.PositiveSmallIntegerField()
    owed = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("term", "day", "collaboration"), name="fulfilment_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.day} {self.met}/{self.owed}"
