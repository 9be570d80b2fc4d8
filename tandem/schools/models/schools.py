"""Schools, and every dated change of a name, a code or a status."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.lib.keys import new_key
from tandem.schools.models.authorities import Authority


class Stage(models.TextChoices):
    """What a school teaches (codes of the contract)."""

    KINDERGARTEN = "kindergarten", _("Kindergarten")
    PRIMARY = "primary", _("Primary school")
    JUNIOR = "junior", _("Junior secondary school")
    NINE_YEAR = "nine_year", _("Nine-year school")
    COMPLETE = "complete", _("Complete secondary school")


class School(models.Model):
    """One school or kindergarten. It is never deleted: it closes, or merges into a successor.

    ``search`` holds the name, the code and the pinyin initials that a search looks through.
    """

    class Status(models.TextChoices):
        """Whether it still teaches."""

        OPEN = "open", pgettext_lazy("school", "Open")
        MERGED = "merged", _("Merged")
        CLOSED = "closed", _("Closed")

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    code = models.CharField(_("school code"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=128)
    stage = models.CharField(_("stage"), max_length=16, choices=Stage)
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="schools", verbose_name=_("bureau")
    )
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    place = models.CharField(pgettext_lazy("school", "place"), max_length=64, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=64, blank=True)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True, blank=True)
    search = models.CharField(max_length=400, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("name", "id")
        indexes: ClassVar = [models.Index(fields=("authority", "status"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("code",), condition=~Q(code=""), name="school_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SchoolChange(models.Model):
    """A dated change of a school: its history of names, codes, status and successors."""

    class Kind(models.TextChoices):
        """What happened."""

        RENAMED = "renamed", _("Renamed")
        MERGED = "merged", _("Merged")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Reopened")

    school = models.ForeignKey(School, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.school_id} {self.kind} {self.on}"
