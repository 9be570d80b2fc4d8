"""What a gift says, as a JSON-ready mapping: read, check, write back; its total from its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.aid.models import Aid, AidItem
from tandem.calendar import today
from tandem.compliance.mistakes import Mistakes
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import RecordedBy, Status

Content = Mapping[str, Any]
CENT = Decimal("0.01")
MOST = Decimal("9999999999.99")


def snapshot(record: Aid) -> dict[str, Any]:
    """The gift and its lines; amounts as text, so that no cent is lost."""
    return {
        "kind": record.kind,
        "value_yuan": str(record.value_yuan),
        "description": record.description,
        "handed_over_on": record.handed_over_on.isoformat(),
        "handler": record.handler,
        "items": [
            {
                "name": item.name,
                "specification": item.specification,
                "quantity": _short(item.quantity),
                "unit": item.unit,
                "unit_price": str(item.unit_price),
                "asset_number": item.asset_number,
            }
            for item in record.items.all()
        ],
    }


def _short(quantity: Decimal) -> str:
    """A quantity without zeros after the point: 50, 2.5."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def apply(record: Aid, content: Content) -> None:
    """Write a content to a gift and its lines; both are saved."""
    record.kind = content["kind"]
    record.value_yuan = Decimal(content["value_yuan"]).quantize(CENT)
    record.description = content.get("description", "")
    record.handed_over_on = date.fromisoformat(content["handed_over_on"])
    record.handler = content.get("handler", "")
    save_status(record)
    record.items.all().delete()
    AidItem.objects.bulk_create(
        AidItem(
            aid=record,
            name=item["name"],
            specification=item.get("specification", ""),
            quantity=Decimal(item["quantity"]),
            unit=item.get("unit", ""),
            unit_price=Decimal(item["unit_price"]),
            asset_number=item.get("asset_number", ""),
        )
        for item in content.get("items", ())
    )


def save_status(record: Aid) -> None:
    """Save; a gift that is confirmed is accepted: on the day on which the partner said so."""
    if record.status == Status.CONFIRMED and record.accepted_on is None:
        said = record.recorded_at if record.recorded_side == RecordedBy.PARTNER else None
        record.accepted_on = timezone.localtime(said).date() if said else today()
    record.save()


def total(items: Iterable[Mapping[str, Any]]) -> Decimal:
    """What the lines add up to, each rounded to the cent."""
    lines = (Decimal(item["quantity"]) * Decimal(item["unit_price"]) for item in items)
    return sum((line.quantize(CENT, ROUND_HALF_UP) for line in lines), Decimal(0))


def check(collaboration: Collaboration, content: Content) -> None:
    """Raises ``ValidationError`` with every mistake."""
    wrong = Mistakes()
    if content.get("kind") not in Aid.Kind.values:
        wrong.add("kind", _("Choose what was given."))
    value = amount(content.get("value_yuan"))
    if value is None or value > MOST:
        wrong.add("value_yuan", _("Give the value in yuan, like 12800.50."))
    _check_items(content.get("items") or [], value, wrong)
    day = wrong.day("handed_over_on", content.get("handed_over_on"))
    wrong.past("handed_over_on", day)
    wrong.within("handed_over_on", day, collaboration)
    wrong.raise_any()


def _check_items(items: list[Any], value: Decimal | None, wrong: Mistakes) -> None:
    right = True
    for number, item in enumerate(items):
        if not str(item.get("name", "")).strip():
            wrong.add(f"name-{number}", _("Say what it is."))
            right = False
        quantity, price = amount(item.get("quantity")), amount(item.get("unit_price"))
        if not quantity or quantity > Decimal("99999999.99"):
            wrong.add(f"quantity-{number}", _("Give a number above 0."))
            right = False
        if price is None or price > MOST:
            wrong.add(f"unit_price-{number}", _("Give the price of one in yuan."))
            right = False
    if items and right and value is not None and total(items) != value:
        text = _(
            "The lines add up to %(sum)s yuan, not to this. Correct a line, or leave the value empty."
        )
        wrong.add("value_yuan", text % {"sum": total(items)})


def amount(text: object) -> Decimal | None:
    """A number of at least 0 with at most two places; ``None`` for anything else."""
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= MOST or value != value.quantize(CENT):
        return None
    return value
