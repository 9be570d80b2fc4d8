"""An outing: what two schools did together on one day, entered and confirmed as a whole."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.pairings.two_sided import TwoSided


class HostSide(models.TextChoices):
    """Where it took place (codes of the contract)."""

    LEAD = "lead", _("At the lead school")
    PARTNER = "partner", _("At the partner school")
    ELSEWHERE = "elsewhere", _("Elsewhere")
    ONLINE = "online", _("Online")


class Outing(TwoSided):
    """One outing with its items (:class:`Activity`).

    Date, place and status stand here once; the items repeat them, as the engine reads items alone.
    """

    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    host_side = models.CharField(_("place"), max_length=10, choices=HostSide)
    place = models.CharField(_("room or address"), max_length=100, blank=True)
    note = models.TextField(_("a line about it"), blank=True)

    class Meta(TwoSided.Meta):
        ordering = ("-held_on", "-id")
        indexes: ClassVar = [
            *TwoSided.Meta.indexes,
            models.Index(fields=("collaboration", "held_on")),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.collaboration_id}"
