"""The notice that reminds a school of a duty (催办), and when it was last sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from tandem.accounts.models import Role, RoleAssignment, User
from tandem.calendar import now, today
from tandem.notifications.models import Notice

CODE = "nudge"
QUIET_DAYS = 7
"""So long after a reminder the same duty is not reminded of again."""

Duty = tuple[str, str, str]
"""Collaboration, requirement, period."""


def people_to_remind(school_ids: Collection[str]) -> list[User]:
    """The coordinators and heads of those schools who hold their post today and may sign in."""
    day = today()
    held = RoleAssignment.objects.filter(
        organisation_id__in=school_ids,
        role__in=(Role.COORDINATOR, Role.HEAD),
        starts_on__lte=day,
        user__is_active=True,
    ).select_related("user")
    users = {row.user_id: row.user for row in held if row.holds_on(day)}
    return [users[pk] for pk in sorted(users)]


def remind(
    users: Iterable[User], duty: Duty, texts: Mapping[str, str], *, url: str, by_name: str
) -> int:
    """Put the notice on those people's pages; ``texts`` is the sentence by language. How many."""
    collaboration_id, requirement, period = duty
    params = {
        "requirement": requirement,
        "period": period,
        "texts": dict(texts),
        "by": by_name,
    }
    at = now()
    notices = [
        Notice(
            user=user, code=CODE, params=params, url=url, collaboration_id=collaboration_id, at=at
        )
        for user in users
    ]
    Notice.objects.bulk_create(notices)
    return len(notices)


def last_reminders(collaboration_ids: Collection[str]) -> dict[Duty, datetime]:
    """When each duty of those collaborations was last reminded of, in the quiet days. One query."""
    since = now() - timedelta(days=QUIET_DAYS)
    rows = Notice.objects.filter(
        code=CODE, at__gt=since, collaboration_id__in=collaboration_ids
    ).order_by("at")
    found: dict[Duty, datetime] = {}
    for pk, params, at in rows.values_list("collaboration_id", "params", "at"):
        found[pk, params["requirement"], params["period"]] = localtime(at)
    return found
