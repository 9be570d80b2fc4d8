"""``{{ day|due }}``: a last day with how far away it is, so that nobody has to count."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from tandem.calendar.days import today

register = template.Library()


@register.filter
def due(day: date | datetime | None) -> str:
    """The date in the reader's language and, in brackets, the days that are left or over."""
    if day is None:
        return "–"
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return gettext("%(day)s (%(away)s)") % {
        "day": formats.date_format(day, "DATE_FORMAT"),
        "away": _away((day - today()).days),
    }


def _away(days: int) -> str:
    if days == 0:
        return gettext("today")
    if days > 0:
        return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}
