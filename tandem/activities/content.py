"""An outing's content as one JSON-ready mapping: reading it from rows, checking it, writing it back.

::

    {"held_on": "2026-05-12", "starts_at": null, "ends_at": null, "host_side": "partner",
     "place": "", "note": "",
     "items": [{"id": null, "kind": "lecture", "title": "", "subject": "", "sessions": 1,
                "mentorship_id": null, "topics": ["culture"],
                "people": [{"key": "p1", "side": "lead", "post": "teacher", "honour": "backbone",
                            "part": "speaker"}]}]}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.activities.models import Activity, ActivityTopic, Outing, Participation
from tandem.activities.models.items import Part
from tandem.activities.models.outings import HostSide
from tandem.calendar import today
from tandem.compliance.policies import pinned_policy
from tandem.lib.keys import new_key
from tandem.mentoring.models import Mentorship
from tandem.pairings.models import Collaboration
from tandem.policy.model import Policy

Content = Mapping[str, Any]

MOST_ITEMS = 20
MOST_PEOPLE = 300


def snapshot(outing: Outing) -> dict[str, Any]:
    """The content of an outing as it stands. Three queries."""
    return content_of(outing, list(outing.items.prefetch_related("topics", "participations")))


def content_of(outing: Outing, items: Sequence[Activity]) -> dict[str, Any]:
    """The content of an outing whose items came with their topics and people."""
    return {
        "held_on": outing.held_on.isoformat(),
        "starts_at": outing.starts_at.isoformat("minutes") if outing.starts_at else None,
        "ends_at": outing.ends_at.isoformat("minutes") if outing.ends_at else None,
        "host_side": outing.host_side,
        "place": outing.place,
        "note": outing.note,
        "items": [
            {
                "id": item.pk,
                "kind": item.kind,
                "title": item.title,
                "subject": item.subject,
                "sessions": item.sessions,
                "mentorship_id": item.mentorship_id,
                "topics": [topic.topic for topic in item.topics.all()],
                "people": [
                    {
                        "key": person.person_key,
                        "side": person.side,
                        "post": person.post,
                        "honour": person.honour,
                        "part": person.part,
                    }
                    for person in item.participations.all()
                ],
            }
            for item in items
        ],
    }


def apply(outing: Outing, content: Content) -> None:
    """Write a content to an outing and its items; both are saved. Items keep their ids."""
    outing.held_on = date.fromisoformat(content["held_on"])
    outing.starts_at = _time(content.get("starts_at"))
    outing.ends_at = _time(content.get("ends_at"))
    outing.host_side = content["host_side"]
    outing.place = content.get("place", "")
    outing.note = content.get("note", "")
    outing.save()
    known = set(outing.items.values_list("pk", flat=True))
    kept = {item["id"] for item in content["items"] if item.get("id") in known}
    if known:
        outing.items.exclude(pk__in=kept).delete()
        ActivityTopic.objects.filter(activity_id__in=kept).delete()
        Participation.objects.filter(activity_id__in=kept).delete()
    items, topics, people = [], [], []
    for position, item in enumerate(content["items"]):
        row = Activity(
            id=item["id"] if item.get("id") in kept else new_key(),
            outing=outing,
            collaboration_id=outing.collaboration_id,
            kind=item["kind"],
            held_on=outing.held_on,
            host_side=outing.host_side,
            sessions=item.get("sessions") or 1,
            mentorship_id=item.get("mentorship_id") or None,
            subject=item.get("subject", ""),
            title=item.get("title", ""),
            status=outing.status,
            position=position,
        )
        items.append(row)
        topics += [ActivityTopic(activity=row, topic=code) for code in item.get("topics", ())]
        people += [
            Participation(
                activity=row,
                person_key=person["key"],
                side=person["side"],
                post=person["post"],
                honour=person.get("honour", ""),
                part=person["part"],
            )
            for person in item.get("people", ())
        ]
    old = [row for row in items if row.pk in kept]
    Activity.objects.bulk_create([row for row in items if row.pk not in kept])
    if old:
        fields = ["kind", "held_on", "host_side", "sessions", "mentorship", "subject", "title"]
        Activity.objects.bulk_update(old, [*fields, "status", "position"])
    ActivityTopic.objects.bulk_create(topics)
    Participation.objects.bulk_create(people)


def save_status(outing: Outing) -> None:
    """Save an outing whose content did not change; its items follow its status. Two queries."""
    outing.save()
    outing.items.update(status=outing.status)


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def check(collaboration: Collaboration, content: Content) -> None:
    """Raises ``ValidationError`` with every mistake at once, by field."""
    policy = pinned_policy(collaboration.round_id)
    errors: dict[str, list[str]] = {}

    def wrong(field: str, text: str) -> None:
        errors.setdefault(field, []).append(text)

    if policy is None:
        wrong("held_on", _("This round has no policy yet: the bureau must pin one first."))
    _check_day(collaboration, content.get("held_on"), wrong)
    if content.get("host_side") not in HostSide.values:
        wrong("host_side", _("Say where it took place."))
    items = content.get("items") or []
    if not items:
        wrong("items", _("Say what happened: choose at least one kind."))
    if len(items) > MOST_ITEMS:
        text = _("An outing has at most %(most)s items: record the rest as a second one.")
        wrong("items", text % {"most": MOST_ITEMS})
    if policy is not None:
        mentorships = set(
            Mentorship.objects.filter(collaboration=collaboration).values_list("pk", flat=True)
        )
        for item in items:
            _check_item(policy, item, mentorships, wrong)
    if errors:
        raise ValidationError(errors)


def _check_day(collaboration: Collaboration, text: object, wrong: Any) -> None:
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        wrong("held_on", _("Give the date, like 2026-05-12."))
        return
    if day > today():
        wrong("held_on", _("The date lies in the future: record it once it has taken place."))
    if day < collaboration.starts_on:
        wrong(
            "held_on",
            _("The collaboration began on %(day)s: what was before cannot be part of it.")
            % {"day": collaboration.starts_on.isoformat()},
        )
    if collaboration.ends_on is not None and day > collaboration.ends_on:
        wrong(
            "held_on",
            _("The collaboration ended on %(day)s.") % {"day": collaboration.ends_on.isoformat()},
        )


def _check_item(policy: Policy, item: Mapping[str, Any], mentorships: set[str], wrong: Any) -> None:
    vocabulary = policy.vocabulary
    if item.get("kind") not in vocabulary.kinds:
        wrong("items", _("“%(code)s” is no kind of this policy.") % {"code": item.get("kind")})
    unknown = [code for code in item.get("topics", ()) if code not in vocabulary.topics]
    if unknown:
        wrong("topics", _("“%(code)s” is no topic of this policy.") % {"code": unknown[0]})
    if item.get("subject") and item["subject"] not in vocabulary.subjects:
        wrong("subject", _("“%(code)s” is no subject of this policy.") % {"code": item["subject"]})
    if not 1 <= int(item.get("sessions") or 1) <= 20:
        wrong("sessions", _("A day has 1 to 20 lessons."))
    if item.get("mentorship_id") and item["mentorship_id"] not in mentorships:
        wrong("mentorship_id", _("This mentor pair belongs to another collaboration."))
    people = item.get("people", ())
    if len(people) > MOST_PEOPLE:
        text = ngettext("At most %(most)s person.", "At most %(most)s people.", MOST_PEOPLE)
        wrong("people", text % {"most": MOST_PEOPLE})
    if any(person.get("part") not in Part.values for person in people):
        wrong("people", _("Say what each person did."))
