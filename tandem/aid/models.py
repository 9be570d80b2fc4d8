"""Aid from the lead school: what it is worth, handed over, accepted (clause 4.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.pairings.two_sided import TwoSided


class Aid(TwoSided):
    """One gift with its list of items. Accepting it is the partner's confirmation."""

    class Kind(models.TextChoices):
        """What was given (codes of the contract)."""

        FUNDS = "funds", _("Money")
        EQUIPMENT = "equipment", _("Equipment")
        BOOKS = "books", _("Books")
        OTHER = "other", _("Something else")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    value_yuan = models.DecimalField(
        _("value in yuan"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )
    description = models.CharField(_("what was given"), max_length=200, blank=True)
    handed_over_on = models.DateField(_("handed over on"))
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    handler = models.CharField(_("handled by"), max_length=64, blank=True)

    class Meta(TwoSided.Meta):
        verbose_name = _("aid")

    def __str__(self) -> str:
        return f"{self.kind} {self.handed_over_on}"


class AidItem(models.Model):
    """One line of the list that goes with a gift."""

    aid = models.ForeignKey(Aid, models.CASCADE, related_name="items")
    name = models.CharField(_("name"), max_length=100)
    specification = models.CharField(_("specification"), max_length=100, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=16, blank=True)
    unit_price = models.DecimalField(_("unit price"), max_digits=12, decimal_places=2)
    asset_number = models.CharField(_("asset number"), max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name
