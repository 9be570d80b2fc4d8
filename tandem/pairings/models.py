"""A round of three years, its semesters, and the collaborations of two schools in it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tandem.lib.keys import new_key
from tandem.pairings.batches import batch_title
from tandem.schools.models import Authority, School


class Round(models.Model):
    """Three years of the programme, March to March."""

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    name = models.CharField(_("name"), max_length=64)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ("-starts_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="round_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bureaus(self) -> list[str] | None:
        """Where somebody must hold a right over it; ``None`` (no bureau of its own) is anywhere."""
        return [self.authority_id] if self.authority_id else None


class Season(models.TextChoices):
    """The two semesters of an assessment year."""

    SPRING = "spring", _("Spring")
    AUTUMN = "autumn", _("Autumn")


class Term(models.Model):
    """One semester (学期) of a round; its dates come from the bureau's table, never from a formula."""

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="terms")
    year = models.PositiveSmallIntegerField(_("assessment year"))
    season = models.CharField(_("season"), max_length=8, choices=Season)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ("starts_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.season}"


class Collaboration(models.Model):
    """One lead and one partner school for one round (对口协作).

    A collaboration is the unit of locking: every write of a fact locks its row first.
    """

    class Origin(models.TextChoices):
        """How the pair came about."""

        ASSIGNED = "assigned", _("Assigned by the bureau")
        SELF_ARRANGED = "self_arranged", _("Arranged by the schools")

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="collaborations")
    batch = models.CharField(_("batch"), max_length=32, blank=True)
    lead = models.ForeignKey(
        School, models.PROTECT, related_name="led", verbose_name=_("lead school")
    )
    partner = models.ForeignKey(
        School, models.PROTECT, related_name="partnered", verbose_name=_("partner school")
    )
    origin = models.CharField(_("origin"), max_length=16, choices=Origin, default=Origin.ASSIGNED)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    plan_due_on = models.DateField(_("plan due on"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("batch", "id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(lead=F("partner")), name="two_different_schools"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="collaboration_ends_after_start",
            ),
        ]

    @property
    def batch_title(self) -> str:
        """The batch as it is called."""
        return batch_title(self.batch)

    def __str__(self) -> str:
        return f"{self.lead_id} – {self.partner_id}"

    def side_of(self, school_ids: frozenset[str]) -> str | None:
        """``lead`` or ``partner``: which side those schools are; the lead where they are both."""
        if self.lead_id in school_ids:
            return "lead"
        return "partner" if self.partner_id in school_ids else None

    def school_on(self, side: str) -> School:
        """The school of a side."""
        return self.lead if side == "lead" else self.partner

    def is_active_on(self, day: date) -> bool:
        """Whether the collaboration runs on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
