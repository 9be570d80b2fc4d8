"""Education authorities and their departments."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.lib.keys import new_key


class Authority(models.Model):
    """An education bureau, or a higher authority that looks on; the contract's ``bureau_id``."""

    id = models.CharField(primary_key=True, max_length=64, default=new_key, editable=False)
    name = models.CharField(_("name"), max_length=128)
    region_code = models.CharField(_("region code"), max_length=6, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="bureaus"
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Department(models.TextChoices):
    """The bureau's departments that visit and check (clause 5.4.2; codes of the contract)."""

    EDUCATION = "education", _("Education section")
    SUPERVISION = "supervision", _("Supervision office")
    RESEARCH = "research", _("Teaching research office")
