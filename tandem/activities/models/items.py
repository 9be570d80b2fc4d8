"""The items of an outing, their topics and their people: the contract's three tables."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.activities.models.outings import HostSide, Outing
from tandem.lib.keys import new_key
from tandem.mentoring.models import Mentorship
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import Status
from tandem.schools.models.people import Honour, PostCode


class Part(models.TextChoices):
    """What a person did in an item (codes of the contract)."""

    CHAIR = "chair", _("Chair")
    SPEAKER = "speaker", _("Speaker")
    TEACHER = "teacher", pgettext_lazy("lesson", "Teacher")
    OBSERVER = "observer", _("Observer")
    ATTENDEE = "attendee", _("Attendee")


class Activity(models.Model):
    """One item: a lecture, a demonstration lesson, a meeting. ``kind`` is a code of the policy.

    ``event_id`` is the contract's, where the row came from a file with one.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    outing = models.ForeignKey(Outing, models.CASCADE, related_name="items")
    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="activities")
    event_id = models.CharField(max_length=64, blank=True)
    kind = models.CharField(_("kind"), max_length=64)
    held_on = models.DateField()
    host_side = models.CharField(max_length=10, choices=HostSide)
    sessions = models.PositiveSmallIntegerField(
        _("lessons"), default=1, validators=[MinValueValidator(1)]
    )
    mentorship = models.ForeignKey(
        Mentorship, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    subject = models.CharField(_("subject"), max_length=32, blank=True)
    title = models.CharField(_("what about"), max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        indexes: ClassVar = [models.Index(fields=("collaboration", "kind", "held_on"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class ActivityTopic(models.Model):
    """A topic of an item; a code of the policy."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.topic}"


class Participation(models.Model):
    """A person's part in an item, with post and honour as they were that day.

    ``person_key`` is a person's id; for pupils, who have no names here, and for guests of the bureau
    it is an id of its own, so there is no foreign key.
    """

    class Side(models.TextChoices):
        """Whose person it is (codes of the contract)."""

        LEAD = "lead", _("Lead school")
        PARTNER = "partner", _("Partner school")
        BUREAU = "bureau", _("Bureau")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    person_key = models.CharField(max_length=64, db_index=True)
    side = models.CharField(max_length=8, choices=Side)
    post = models.CharField(max_length=16, choices=[*PostCode.choices, ("student", _("Pupil"))])
    honour = models.CharField(max_length=16, choices=Honour, blank=True)
    part = models.CharField(max_length=10, choices=Part)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.person_key}"
