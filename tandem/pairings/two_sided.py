"""What every record has that one school enters and the other confirms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.lib.keys import new_key
from tandem.pairings.models import Collaboration


class Status(models.TextChoices):
    """Where a record stands between the two schools; only a confirmed one counts."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RecordedBy(models.TextChoices):
    """Who entered it: a side of the collaboration, or the bureau (imports, silence)."""

    LEAD = "lead", _("Lead school")
    PARTNER = "partner", _("Partner school")
    BUREAU = "bureau", _("Bureau")


OTHER_SIDE = {"lead": "partner", "partner": "lead"}


class TwoSided(models.Model):
    """A record of a collaboration that one side enters and the other confirms.

    ``proposed`` holds a correction (or ``{"withdraw": true}``) that waits for the other side; until
    it is confirmed, what stands in the row counts. ``version`` rises with every change, so that two
    people who edit at once are told. ``client_key`` makes a form that is sent twice one record.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="%(class)ss")
    status = models.CharField(max_length=12, choices=Status, default=Status.SUBMITTED)
    recorded_side = models.CharField(max_length=8, choices=RecordedBy, default=RecordedBy.BUREAU)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_name = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    proposed = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    proposed_side = models.CharField(max_length=8, choices=RecordedBy, blank=True)
    proposed_by_name = models.CharField(max_length=64, blank=True)
    proposed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    client_key = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [models.Index(fields=("collaboration", "status"))]

    @property
    def waits_for(self) -> str | None:
        """The side that must answer: ``lead``, ``partner``; ``None`` if nothing waits."""
        if self.proposed is not None:
            return OTHER_SIDE.get(self.proposed_side)
        if self.status == Status.SUBMITTED:
            return OTHER_SIDE.get(self.recorded_side)
        return None

    @property
    def waits_since(self) -> Any:
        """The moment since which the other side has been asked; ``None`` if nothing waits."""
        if self.proposed is not None:
            return self.proposed_at
        return self.recorded_at if self.status == Status.SUBMITTED else None
