"""Who stood at which school in a period, whoever moved or left since."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tandem.schools.models import Appointment, Person
from tandem.schools.queries import without_history


def people_between(school_ids: Collection[str], first: date, last: date) -> QuerySet[Person]:
    """Everyone who stood at one of those schools on some day of a period, by name."""
    return Person.objects.filter(
        Exists(_held_between(first, last).filter(person=OuterRef("pk"), school__in=school_ids))
        | without_history(school_ids, first)
    ).order_by("name", "pk")


def schools_between(
    person_ids: Collection[str], first: date, last: date | None
) -> dict[str, set[str]]:
    """For each of those people the schools that they stood at on some day of a period. Two queries.

    ``last`` is empty where the period has no end. A person without any history stands at the
    registered school until leaving.
    """
    found: dict[str, set[str]] = {key: set() for key in person_ids}
    known = set()
    posts = Appointment.objects.filter(person__in=person_ids)
    for post in posts:
        known.add(post.person_id)
        begun = post.starts_on is None or last is None or post.starts_on <= last
        if begun and (post.ends_on is None or post.ends_on >= first):
            found[post.person_id].add(post.school_id)
    for person in Person.objects.filter(pk__in=set(found) - known, school__isnull=False):
        if person.left_on is None or person.left_on >= first:
            found[person.pk].add(person.school_id or "")
    return found


def _held_between(first: date, last: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=last),
        Q(ends_on__isnull=True) | Q(ends_on__gte=first),
    )
