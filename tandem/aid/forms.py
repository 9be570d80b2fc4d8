"""The short form of a gift, with as many lines as it needs."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.aid.content import amount, total
from tandem.aid.models import Aid
from tandem.calendar import today
from tandem.compliance.forms import ChipField, Content, RecordForm
from tandem.widgets import DateField

LINE = ("name", "specification", "quantity", "unit", "unit_price", "asset_number")
NEEDED = ("name", "quantity", "unit", "unit_price")
ADDED = ("specification", "asset_number")
FIRST_LINES = 2
MORE_LINES = 5
MOST_LINES = 60


class AidForm(RecordForm):
    """What was given. With lines the value is their sum and need not be typed."""

    kind = ChipField(
        label=_("What was given?"),
        choices=Aid.Kind.choices,
        error_messages={"required": _("Choose what was given.")},
    )
    description = forms.CharField(label=_("In a few words"), max_length=200, required=False)
    value_yuan = forms.CharField(
        label=_("Value in yuan"),
        required=False,
        max_length=14,
        help_text=_("Leave it empty where there is a list: the sum is made from it."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    handed_over_on = DateField(label=_("Handed over on"))
    handler = forms.CharField(label=_("Handled by"), max_length=64, required=False)
    lines = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("kind", "description", "value_yuan", "handed_over_on", "handler")

    def starting(self) -> dict[str, Any]:
        """Today, and two empty lines."""
        return {"handed_over_on": today(), "lines": FIRST_LINES}

    def from_content(self, content: Content) -> dict[str, Any]:
        """The lines become fields of their own; the value stays where there are none."""
        items = content.get("items") or []
        initial = {k: v for k, v in content.items() if k != "items"}
        initial["lines"] = len(items) + 1 if items else FIRST_LINES
        if items:
            initial["value_yuan"] = ""
        for number, item in enumerate(items):
            initial |= {f"{name}-{number}": item.get(name, "") for name in LINE}
        return initial

    def prepare(self) -> None:
        """The lines' fields: as many as the form that was sent had, more on demand."""
        try:
            self.line_count = int(self["lines"].value() or FIRST_LINES)
        except ValueError:
            self.line_count = FIRST_LINES
        self.line_count = max(1, min(self.line_count, MOST_LINES))
        labels = {
            "name": gettext("Name of the thing"),
            "specification": gettext("Specification"),
            "quantity": gettext("Quantity"),
            "unit": gettext("Unit"),
            "unit_price": gettext("Price of one"),
            "asset_number": gettext("Asset number"),
        }
        sizes = {"name": 100, "specification": 100, "unit": 16, "asset_number": 64}
        for number in range(self.line_count):
            for name in LINE:
                attrs = {} if name in sizes else {"inputmode": "decimal"}
                self.fields[f"{name}-{number}"] = forms.CharField(
                    label=gettext("%(what)s, line %(number)s")
                    % {"what": labels[name], "number": number + 1},
                    required=False,
                    max_length=sizes.get(name, 14),
                    widget=forms.TextInput(attrs=attrs),
                )
        self.labels = labels

    def rows(self) -> list[dict[str, Any]]:
        """The lines' bound fields with their short labels: what is needed, and what may be added."""
        return [
            {
                "needed": [(self.labels[n], self[f"{n}-{number}"]) for n in NEEDED],
                "more": [(self.labels[n], self[f"{n}-{number}"]) for n in ADDED],
                "opened": any(self[f"{n}-{number}"].value() for n in ADDED),
            }
            for number in range(self.line_count)
        ]

    def with_more(self) -> RecordForm:
        """The same form with more empty lines and nothing judged yet."""
        data = {name: self[name].value() for name in self.fields}
        data["lines"] = min(self.line_count + MORE_LINES, MOST_LINES)
        return AidForm(
            None,
            collaboration=self.collaboration,
            actor=self.actor,
            seen=self.seen,
            version=self.initial.get("version"),
            given=data,
        )

    def _filled(self, data: dict[str, Any]) -> list[int]:
        return [
            number
            for number in range(self.line_count)
            if any(str(data.get(f"{name}-{number}", "")).strip() for name in LINE)
        ]

    def clean(self) -> dict[str, Any]:
        """All of a line's mistakes at once; the value from the lines where it is not typed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for number in self._filled(data):
            if not data.get(f"name-{number}"):
                self.add_error(f"name-{number}", gettext("Say what it is."))
            if not amount(_plain(data.get(f"quantity-{number}"))):
                self.add_error(f"quantity-{number}", gettext("Give a number above 0."))
            if amount(_plain(data.get(f"unit_price-{number}"))) is None:
                self.add_error(f"unit_price-{number}", gettext("Give the price of one in yuan."))
        if not data.get("value_yuan") and not self._filled(data):
            text = gettext("Give the value in yuan, like 12800.50, or a list below.")
            self.add_error("value_yuan", text)
        elif data.get("value_yuan") and amount(_plain(data["value_yuan"])) is None:
            self.add_error("value_yuan", gettext("Give the value in yuan, like 12800.50."))
        return data

    def content(self) -> Content:
        """What was typed."""
        data = self.cleaned_data
        items = []
        for number in self._filled(data):
            item = {name: str(data.get(f"{name}-{number}", "")).strip() for name in LINE}
            item["quantity"] = _plain(item["quantity"])
            item["unit_price"] = _plain(item["unit_price"])
            items.append(item)
        value = _plain(data["value_yuan"]) if data["value_yuan"] else str(total(items))
        return {
            "kind": data["kind"],
            "value_yuan": str(Decimal(value).quantize(Decimal("0.01"))),
            "description": data["description"],
            "handed_over_on": data["handed_over_on"].isoformat(),
            "handler": data["handler"],
            "items": items,
        }


def _plain(text: object) -> str:
    """A number as people type it: full-width digits, thousands commas, a yuan sign."""
    plain = unicodedata.normalize("NFKC", str(text or ""))
    for sign in (",", " ", "¥", "元", "、"):
        plain = plain.replace(sign, "")
    return plain
