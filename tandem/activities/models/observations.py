"""A lesson observation note (听评课表): what was seen, step by step, and what the teacher answers."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.activities.models.items import Activity
from tandem.activities.models.outings import Outing
from tandem.lib.keys import new_key
from tandem.pairings.two_sided import RecordedBy
from tandem.schools.models import Person

PARTS = {"thought": 10, "design": 20, "activity": 40, "effect": 30}
"""The four parts of the score with the most points that each can have: 100 together."""


class Observation(models.Model):
    """The note of one lesson. It counts for nothing: the lesson does.

    ``activity`` is empty where a correction took the lesson out of the outing; the note stays.
    A score is optional, and whole: all four parts or none.
    """

    class LessonType(models.TextChoices):
        """课型."""

        NEW = "new", _("New content")
        PRACTICE = "practice", _("Practice")
        REVIEW = "review", _("Revision")
        TEST_REVIEW = "test_review", _("Going over a test")
        LAB = "lab", _("Experiment or practical work")
        OTHER = "other", _("Other")

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    outing = models.ForeignKey(Outing, models.CASCADE, related_name="observations")
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, related_name="observation"
    )
    teacher = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("teacher")
    )
    class_name = models.CharField(_("class"), max_length=50, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    lesson_type = models.CharField(
        _("type of lesson"), max_length=12, choices=LessonType, blank=True
    )
    highlights = models.TextField(_("highlights"), blank=True)
    suggestions = models.TextField(_("suggestions"), blank=True)
    overall = models.TextField(_("overall"), blank=True)
    thought = models.PositiveSmallIntegerField(
        _("ideas"), null=True, validators=[MaxValueValidator(PARTS["thought"])]
    )
    design = models.PositiveSmallIntegerField(
        _("design"), null=True, validators=[MaxValueValidator(PARTS["design"])]
    )
    activity_score = models.PositiveSmallIntegerField(
        _("activity"), null=True, validators=[MaxValueValidator(PARTS["activity"])]
    )
    effect = models.PositiveSmallIntegerField(
        _("effect"), null=True, validators=[MaxValueValidator(PARTS["effect"])]
    )
    recorded_side = models.CharField(max_length=8, choices=RecordedBy)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_name = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    reply = models.TextField(_("the teacher's reply"), blank=True)
    replied_by_name = models.CharField(max_length=64, blank=True)
    replied_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return self.topic

    @property
    def total(self) -> int | None:
        """The four parts together; ``None`` without a score."""
        parts = (self.thought, self.design, self.activity_score, self.effect)
        return sum(p for p in parts if p is not None) if None not in parts else None


class ObservationStep(models.Model):
    """A stretch of the lesson: when, what teacher and pupils did, a remark."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    time = models.CharField(_("time"), max_length=20, blank=True)
    what = models.TextField(_("what teacher and pupils did"), blank=True)
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.time} {self.what[:20]}"
