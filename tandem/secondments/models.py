"""A secondment (挂职锻炼), its daily log, the person's summary and the host's evaluation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tandem.pairings.two_sided import TwoSided
from tandem.schools.models import Person
from tandem.schools.models.people import PostCode


class Secondment(TwoSided):
    """A person of one side who works at the other for a time (clause 5.3.2)."""

    class Side(models.TextChoices):
        """The side that the person comes from (codes of the contract)."""

        LEAD = "lead", _("Lead school")
        PARTNER = "partner", _("Partner school")

    person = models.ForeignKey(Person, models.PROTECT, related_name="secondments")
    from_side = models.CharField(max_length=8, choices=Side, default=Side.PARTNER)
    post = models.CharField(_("post at home"), max_length=16, choices=PostCode)
    host_post = models.CharField(_("post at the host school"), max_length=64, blank=True)
    tasks = models.TextField(_("tasks"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    summary = models.TextField(_("own summary"), blank=True)
    evaluated_on = models.DateField(_("evaluated on"), null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=16, blank=True)
    evaluation = models.TextField(_("the host's opinion"), blank=True)
    evaluated_by_name = models.CharField(max_length=64, blank=True)

    class Meta(TwoSided.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="secondment_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_on}"


class LogEntry(models.Model):
    """What was done on one day of a secondment, in the person's own words."""

    secondment = models.ForeignKey(Secondment, models.CASCADE, related_name="log")
    on = models.DateField(_("day"))
    text = models.TextField(_("what was done"))
    by_name = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("on",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("secondment", "on"), name="one_log_entry_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.secondment_id} {self.on}"
