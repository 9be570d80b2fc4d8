"""People of schools: what they are today, and the history of their posts."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.lib.keys import new_key
from tandem.schools.models.schools import School


class PostCode(models.TextChoices):
    """Posts (codes of the contract); pupils and others are never people on record."""

    HEAD = "head", _("Head")
    DEPUTY_HEAD = "deputy_head", _("Deputy head")
    MIDDLE_MANAGER = "middle_manager", _("Middle manager")
    LEAGUE = "league", _("League secretary")
    TEAM = "team", _("Young Pioneers counsellor")
    ARCHIVES = "archives", _("Archivist")
    TEACHER = "teacher", _("Teacher")
    OTHER = "other", _("Other post")


class Honour(models.TextChoices):
    """What makes a backbone teacher (codes of the contract)."""

    SUBJECT_LEADER = "subject_leader", _("Subject leader")
    BACKBONE = "backbone", _("Backbone teacher")
    EXCELLENT = "excellent", _("Excellent teacher")


class Title(models.TextChoices):
    """Professional titles."""

    SENIOR_PLUS = "senior_plus", _("Full senior")
    SENIOR = "senior", _("Senior")
    FIRST = "first", _("First grade")
    SECOND = "second", _("Second grade")
    THIRD = "third", _("Third grade")


class Person(models.Model):
    """One person on a school's roster, as of today. ``school`` is empty for bureau people.

    ``subjects`` is a list of the policy's subject codes. Posts and schools of the past are kept as
    :class:`Appointment`; what stands here is the appointment that runs.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=64, blank=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="people")
    post = models.CharField(_("post"), max_length=16, choices=PostCode, default=PostCode.TEACHER)
    honour = models.CharField(_("honour"), max_length=16, choices=Honour, blank=True)
    title = models.CharField(
        pgettext_lazy("person", "title"), max_length=16, choices=Title, blank=True
    )
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    staff_number = models.CharField(_("staff number"), max_length=32, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person"
    )
    search = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("school", "staff_number"),
                condition=~Q(staff_number=""),
                name="staff_number_once_a_school",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.id


class Appointment(models.Model):
    """A post held at a school from a day until a day (both included; empty while it runs)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    school = models.ForeignKey(School, models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=16, choices=PostCode)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("person", "starts_on")

    def __str__(self) -> str:
        return f"{self.person_id} {self.post} {self.school_id}"

    def runs_on(self, day: date) -> bool:
        """Whether the post is held on that day."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )
