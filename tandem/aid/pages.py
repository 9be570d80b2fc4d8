"""What the shared pages must know of a gift; and its form, which may ask for more lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tandem.aid.actions import AID, record_aid, revise_aid
from tandem.aid.content import total
from tandem.aid.forms import AidForm
from tandem.aid.models import Aid
from tandem.aid.queries import get_aid_for
from tandem.calendar import today
from tandem.compliance.cards import Card, Line, counts_for, day
from tandem.compliance.record_pages.pages import RecordPages


def card(record: Aid, content: Mapping[str, Any]) -> Card:
    """What, how much, when."""
    kind = content.get("kind", "")
    items = content.get("items") or []
    lines = [
        Line(_("What was given?"), str(dict(Aid.Kind.choices).get(kind, kind))),
        Line(_("In a few words"), content.get("description") or "–", "zh"),
        Line(_("Value in yuan"), money(content.get("value_yuan", "0"))),
        Line(_("Handed over on"), day(content.get("handed_over_on"))),
        Line(_("Accepted on"), day(record.accepted_on)),
        Line(_("Handled by"), content.get("handler") or "–", "zh"),
    ]
    if items:
        listed = "\n".join(_line(item) for item in items)
        lines.append(Line(_("List"), listed, "zh"))
    return Card(
        _("Aid given"),
        content.get("description") or (items[0]["name"] if items else "") or str(lines[0].value),
        lines,
        counts_for(
            record.collaboration,
            record.accepted_on or today(),
            lambda rule: rule.count == "aid" and (not rule.where.kind or kind in rule.where.kind),
        ),
    )


def _line(item: Mapping[str, Any]) -> str:
    words = [item["name"], item.get("specification", "")]
    words.append(f"{item['quantity']}{item.get('unit', '')} × {money(item['unit_price'])}")
    words.append(f"= {money(str(total([item])))}")
    if item.get("asset_number"):
        words.append(f"（{item['asset_number']}）")
    return " ".join(word for word in words if word)


def money(text: str) -> str:
    """An amount with two places and commas."""
    return f"{Decimal(text):,.2f}"


AIDS = RecordPages(
    kind=AID,
    app="aid",
    get=get_aid_for,
    card=card,
    form=AidForm,
    heading=lambda: _("What was given to the partner school?"),
    submit=record_aid,
    revise=revise_aid,
    form_template="aid/aid_form.html",
)
