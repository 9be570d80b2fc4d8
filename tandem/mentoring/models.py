"""Mentor pairs and the outputs of people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tandem.pairings.models import Term
from tandem.pairings.two_sided import TwoSided
from tandem.schools.models import Person


class Mentorship(TwoSided):
    """A mentor of one school with a mentee of the other, in one subject (师徒结对, clause 5.1.3)."""

    mentor = models.ForeignKey(Person, models.PROTECT, related_name="mentoring")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="mentored")
    subject = models.CharField(_("subject"), max_length=32)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    goals = models.TextField(_("goals"), blank=True)

    class Meta(TwoSided.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mentorship_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="mentor_is_not_mentee"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} – {self.mentee_id}"


class Renewal(models.Model):
    """A side's word, given with one tap at a semester's start, that a mentorship goes on."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="renewals")
    term = models.ForeignKey(Term, models.CASCADE, related_name="+")
    by_name = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("mentorship", "term"), name="renewed_once_a_term")
        ]

    def __str__(self) -> str:
        return f"{self.mentorship_id} {self.term_id}"


class Output(TwoSided):
    """A paper, a teaching case, or taking part in a research project (clause 5.3.3)."""

    class Kind(models.TextChoices):
        """What it is (codes of the contract)."""

        PAPER = "paper", _("Paper")
        CASE = "case", _("Teaching case")
        PROJECT = "project_participation", _("Part in a research project")

    person = models.ForeignKey(Person, models.PROTECT, related_name="outputs")
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    published_in = models.CharField(_("published or awarded by"), max_length=200, blank=True)
    completed_on = models.DateField(_("completed on"))

    class Meta(TwoSided.Meta):
        pass

    def __str__(self) -> str:
        return self.title or self.pk
