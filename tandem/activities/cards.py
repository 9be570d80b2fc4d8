"""An outing as a card: what they say happened, who, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tandem.activities.models import Outing
from tandem.activities.steps import ShownItem, shown
from tandem.compliance.cards import Card, Line, day, language


def card_of(outing: Outing, content: Mapping[str, Any]) -> Card:
    """The card of a content of an outing. Three queries."""
    view = shown(outing.collaboration, content)
    lines = [
        Line(_("When"), " ".join(part for part in (day(view.day), view.times) if part)),
        Line(_("Where"), view.place, "zh" if content["host_side"] in ("lead", "partner") else ""),
    ]
    for item in view.items:
        text = "\n".join(part for part in ("，".join(item.details), people_line(item)) if part)
        lines.append(Line(item.title, text or "–", "zh" if text else ""))
    if view.note:
        lines.append(Line(_("A line about it"), view.note, "zh"))
    titles = join(dict.fromkeys(item.title for item in view.items))
    return Card(kind=_("Outing"), name=titles, lines=lines, name_lang="")


def people_line(item: ShownItem) -> str:
    """Names in a row, with what they did where it matters."""
    form = "{} ({})" if language() == "en" else "{}（{}）"
    return join(form.format(name, did) if did else name for name, did in item.people)


def join(parts: Iterable[str]) -> str:
    """A list as the reader's language writes it."""
    return (", " if language() == "en" else "、").join(parts)
