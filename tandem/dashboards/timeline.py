"""What happened in a collaboration, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from tandem.activities.models import Activity, Outing
from tandem.compliance.cards import language, title_of
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import Status
from tandem.policy.model import Policy

MOST = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened."""

    day: date
    text: str
    url: str
    note: str


def timeline(
    pair: Collaboration, policy: Policy | None, first: date, last: date
) -> list[tuple[str, list[Entry]]]:
    """The outings between two days, latest first, by week. One query."""
    kinds = policy.vocabulary.kinds if policy else {}
    items = (
        Activity.objects.filter(outing__collaboration=pair, outing__held_on__range=(first, last))
        .exclude(outing__status=Status.DRAFT)
        .select_related("outing")
        .order_by("-outing__held_on", "-outing", "position", "pk")[:MOST]
    )
    weeks: dict[date, list[Entry]] = {}
    for _key, own in groupby(items, key=lambda item: item.outing_id):
        group = list(own)
        outing = group[0].outing
        names = dict.fromkeys(title_of(kinds.get(item.kind), item.kind) for item in group)
        monday = outing.held_on - timedelta(days=outing.held_on.weekday())
        entry = Entry(
            day=outing.held_on,
            text="、".join(names) if language() != "en" else ", ".join(names),
            url=reverse("activities:detail", args=[outing.pk]),
            note=_note(outing),
        )
        weeks.setdefault(monday, []).append(entry)
    return [
        (_("Week of %(day)s") % {"day": formats.date_format(monday, "DATE_FORMAT")}, entries)
        for monday, entries in weeks.items()
    ]


def _note(outing: Outing) -> str:
    """Where it stands between the schools; nothing where it simply counts."""
    if outing.proposed is not None:
        return _("Confirmed; a change waits for the other school")
    if outing.status == Status.CONFIRMED:
        return ""
    return str(outing.get_status_display())
