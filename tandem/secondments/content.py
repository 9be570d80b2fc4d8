"""What a secondment says, as a JSON-ready mapping: read, check, write back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from tandem.compliance.mistakes import Mistakes
from tandem.compliance.policies import pinned_policy
from tandem.pairings.models import Collaboration
from tandem.schools.models import Person
from tandem.schools.models.people import PostCode
from tandem.schools.periods import schools_between
from tandem.schools.queries import people_as_of
from tandem.secondments.models import Secondment

Content = Mapping[str, Any]


def snapshot(record: Secondment) -> dict[str, Any]:
    """The arrangement alone; log, summary and evaluation are written by themselves."""
    return {
        "person": record.person_id,
        "from_side": record.from_side,
        "post": record.post,
        "host_post": record.host_post,
        "tasks": record.tasks,
        "starts_on": record.starts_on.isoformat(),
        "ends_on": record.ends_on.isoformat(),
    }


def apply(record: Secondment, content: Content) -> None:
    """Write a content to a secondment and save it."""
    record.person_id = content["person"]
    record.from_side = content["from_side"]
    record.post = content["post"]
    record.host_post = content.get("host_post", "")
    record.tasks = content.get("tasks", "")
    record.starts_on = date.fromisoformat(content["starts_on"])
    record.ends_on = date.fromisoformat(content["ends_on"])
    record.save()


def check(collaboration: Collaboration, content: Content) -> None:
    """Raises ``ValidationError`` with every mistake."""
    wrong = Mistakes()
    key = content.get("person")
    person = Person.objects.filter(pk=key).first() if key else None
    if person is None:
        wrong.add("person", _("Choose who goes."))
    if content.get("post") not in PostCode.values:
        wrong.add("person", _("The person's post is not known: enter it on the roster first."))
    first = wrong.day("starts_on", content.get("starts_on"))
    last = wrong.day("ends_on", content.get("ends_on"))
    wrong.within("starts_on", first, collaboration)
    wrong.within("ends_on", last, collaboration)
    wrong.order("ends_on", first, last)
    if person is not None and first is not None:
        sides = sides_between(collaboration, person.pk, first, max(first, last or first))
        if not sides:
            wrong.add("person", _("This person was at neither of the two schools at that time."))
        elif content.get("from_side") not in sides:
            wrong.add("person", _("This person was at the other school at that time."))
    wrong.raise_any()


def sides_between(
    collaboration: Collaboration, person: str, first: date, last: date | None
) -> set[str]:
    """The sides on which a person stood on some day of a period, whoever moved since."""
    schools = {collaboration.lead_id: "lead", collaboration.partner_id: "partner"}
    found = schools_between([person], first, last)[person]
    return {schools[key] for key in found if key in schools}


def standing_on(
    collaboration: Collaboration, person: str, first: date, last: date
) -> tuple[str, str]:
    """The side and the post of a person on the first day; of the period where it began later."""
    there: Any = people_as_of([person], first)[person]
    schools = {collaboration.lead_id: "lead", collaboration.partner_id: "partner"}
    side = schools.get(there.roster_school)
    sides = sides_between(collaboration, person, first, last)
    if side is None or (sides and side not in sides):
        side = max(sides, default="partner")
    return side, there.roster_post


def weekdays(first: date, last: date) -> int:
    """Mondays to Fridays from the first to the last day, both included."""
    days = (last - first).days + 1
    full, rest = divmod(max(days, 0), 7)
    return full * 5 + sum((first + timedelta(days=n)).weekday() < 5 for n in range(rest))


def why_it_will_not_count(record: Secondment) -> list[str]:
    """In words, what the policy lacks for this secondment to count; empty where it is in order."""
    policy = pinned_policy(record.collaboration.round_id)
    reasons: list[str] = []
    for rule in policy.rules if policy else ():
        if rule.count != "secondments":
            continue
        days = weekdays(record.starts_on, record.ends_on)
        if days < rule.where.weekdays:
            reasons.append(
                _("It has only %(days)s weekdays; below %(least)s it does not count.")
                % {"days": days, "least": rule.where.weekdays}
            )
        if rule.where.from_side and record.from_side not in rule.where.from_side:
            reasons.append(_("Only a secondment from the partner school counts."))
        if rule.where.post and record.post not in rule.where.post:
            reasons.append(_("Only heads and managers count; this person's post is another."))
    return list(dict.fromkeys(reasons))
