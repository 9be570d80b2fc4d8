"""The stored findings: always today's, one row a duty and period of a collaboration."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tandem.pairings.models import Collaboration


class Standing(models.Model):
    """When a collaboration's findings were computed, and until when they hold.

    ``next_change_on`` is the next day on which time alone changes them; a read on or after it
    evaluates first. ``stale`` is set where something that they rest on changed for many
    collaborations at once (semester dates, a school's stage, the policy).
    """

    collaboration = models.OneToOneField(
        Collaboration, models.CASCADE, primary_key=True, related_name="standing"
    )
    policy_hash = models.CharField(max_length=64)
    evaluated_as_of = models.DateField()
    next_change_on = models.DateField(null=True)
    stale = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.evaluated_as_of}"


class StoredFinding(models.Model):
    """One finding of the contract, as of today, with the period that it was judged by."""

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="findings")
    requirement = models.CharField(max_length=64)
    period = models.CharField(max_length=64)
    duty = models.CharField(max_length=8)
    severity = models.CharField(max_length=8)
    achieved = models.FloatField()
    required = models.FloatField()
    status = models.CharField(max_length=16)
    clause = models.CharField(max_length=16)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("collaboration", "period", "requirement"), name="finding_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=("period", "status"))]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.requirement} {self.period} {self.status}"
