"""What a person should know before sending: warnings, never walls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.activities.models import Outing, OutingDraft
from tandem.activities.queries import elsewhere_at_that_time, visible_to
from tandem.pairings.models import Collaboration
from tandem.plans.models import Plan
from tandem.schools.models import Person


def warnings_of(actor: Actor, draft: OutingDraft, content: Mapping[str, Any]) -> list[str]:
    """Warnings on a draft's content: two places at once, before the plan's approval."""
    day = date.fromisoformat(content["held_on"]) if content["held_on"] else None
    if day is None:
        return []
    people = {
        person["key"]
        for item in content["items"]
        for person in item["people"]
        if person["post"] != "student"
    }
    pair = draft.collaboration
    found = [
        _two_places(actor, outing, people)
        for outing in elsewhere_at_that_time(day, people, draft.corrects or draft.pk)
        if pair is not None and _overlap(outing, pair, content)
    ]
    if draft.collaboration_id and _before_approval(draft.collaboration_id, day):
        found.append(
            _("It was before the plan was approved. It counts, and the bureau sees the date.")
        )
    return found


def _before_approval(collaboration_id: str, day: date) -> bool:
    approved = Plan.objects.filter(
        collaboration_id=collaboration_id, approved_on__isnull=False, approved_on__lte=day
    )
    return not approved.exists()


def _two_places(actor: Actor, outing: Outing, people: set[str]) -> str:
    """Who, and in which collaboration where the actor may see it: no school hears of others'."""
    there = outing.items.values_list("participations__person_key", flat=True)
    both = Person.objects.filter(pk__in=people & set(there)).values_list("name", flat=True)
    names = "、".join(name for name in both if name) or _("Somebody")
    if not visible_to(actor).filter(pk=outing.pk).exists():
        return _("%(people)s took part in another outing that day.") % {"people": names}
    return _("%(people)s took part in another outing that day (%(lead)s and %(partner)s).") % {
        "people": names,
        "lead": outing.collaboration.lead.name,
        "partner": outing.collaboration.partner.name,
    }


def _overlap(outing: Outing, pair: Collaboration, content: Mapping[str, Any]) -> bool:
    """Whether the hours meet; hours that are not told may be any, but then only elsewhere matters."""
    first, last = _hours(content)
    begins, ends = outing.starts_at, outing.ends_at
    if first is None or last is None or begins is None or ends is None:
        here = _place(pair, content["host_side"])
        return here != _place(outing.collaboration, outing.host_side)
    return first < ends and begins < last


def _place(pair: Collaboration, host_side: str) -> str:
    """A school by its id: one that hosts is lead in one collaboration and partner in another."""
    return pair.school_on(host_side).pk if host_side in ("lead", "partner") else f"/{host_side}"


def _hours(content: Mapping[str, Any]) -> tuple[time | None, time | None]:
    start, end = content.get("starts_at"), content.get("ends_at")
    return (
        time.fromisoformat(start) if start else None,
        time.fromisoformat(end) if end else None,
    )
