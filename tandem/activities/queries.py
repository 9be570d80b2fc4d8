"""Reading outings and drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.activities.models import (
    Activity,
    Observation,
    Outing,
    OutingDraft,
    Participation,
)
from tandem.compliance.waiting import waiting_records
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import WITH_SCHOOLS, visible_collaborations
from tandem.pairings.two_sided import Status
from tandem.schools.models import Person


def visible_to(actor: Actor) -> QuerySet[Outing]:
    """The outings of the collaborations that the actor may see."""
    return Outing.objects.filter(collaboration__in=visible_collaborations(actor))


def get_outing_for(actor: Actor, key: str) -> Outing:
    """One outing with its collaboration and schools; raises ``Http404`` for outsiders."""
    return get_object_or_404(visible_to(actor).select_related(*WITH_SCHOOLS), pk=key)


def get_draft_for(actor: Actor, key: str) -> OutingDraft:
    """One of the actor's own drafts; raises ``Http404`` for anybody else's."""
    return get_object_or_404(drafts_of(actor), pk=key)


def drafts_of(actor: Actor) -> QuerySet[OutingDraft]:
    """What the actor has begun and not sent."""
    return OutingDraft.objects.filter(user_id=actor.user_id or 0).select_related(
        "collaboration__lead", "collaboration__partner"
    )


def draft_of_correction(actor: Actor, outing: Outing) -> OutingDraft | None:
    """The correction of this version of an outing that the actor has begun already."""
    return OutingDraft.objects.filter(
        user_id=actor.user_id or 0, corrects=outing.pk, corrects_version=outing.version
    ).first()


def outing_sent_as(actor: Actor, key: str, outing: str | None = None) -> Outing | None:
    """What a draft of this id became: an outing, or a change of ``outing``."""
    became = Q(client_key=key) | Q(pk=outing or "")
    return visible_to(actor).filter(became).first()


def waiting_outings(actor: Actor) -> list[Outing]:
    """The outings that wait for an answer of one of the actor's schools, oldest first."""
    outings = Outing.objects.select_related("collaboration__round__pinned_policy").prefetch_related(
        "items"
    )
    return list(waiting_records(outings, actor, "activities.confirm"))


def kind_counts(collaboration: Collaboration) -> Counter[str]:
    """How often each kind was recorded: the form shows the most used first."""
    rows = (
        Activity.objects.filter(collaboration=collaboration)
        .exclude(status__in=(Status.WITHDRAWN, Status.REJECTED))
        .order_by()
        .values_list("kind")
        .annotate(n=Count("pk"))
    )
    return Counter(dict(rows))


def recent_people(collaboration: Collaboration, outings: int = 12) -> Counter[str]:
    """How often each person took part in the last outings; people seen last come first in forms."""
    latest = Outing.objects.filter(collaboration=collaboration).order_by("-held_on", "-pk")
    ids = list(latest.values_list("pk", flat=True)[:outings])
    people = Participation.objects.filter(activity__outing__in=ids)
    return Counter(people.order_by().values_list("person_key", flat=True))


def people_of_last_outing(collaboration: Collaboration, actor: Actor) -> set[str]:
    """The people of the last outing that this person recorded here, else of the last at all."""
    outings = Outing.objects.filter(collaboration=collaboration).order_by("-held_on", "-pk")
    last = outings.filter(recorded_by_id=actor.user_id).first() or outings.first()
    if last is None:
        return set()
    people = Participation.objects.filter(activity__outing=last)
    return set(people.order_by().values_list("person_key", flat=True))


def elsewhere_at_that_time(outing_day: date, people: Iterable[str], but: str) -> list[Outing]:
    """Other outings of the same day in which one of those people took part."""
    return list(
        Outing.objects.filter(
            held_on=outing_day, items__participations__person_key__in=list(people)
        )
        .exclude(pk=but)
        .exclude(client_key=but)
        .exclude(status__in=(Status.WITHDRAWN, Status.REJECTED))
        .select_related("collaboration__lead", "collaboration__partner")
        .distinct()
    )


def is_lesson(kind: str) -> bool:
    """Whether a kind is a lesson that somebody watches, and so has an observation note."""
    return kind.endswith("lesson") or kind in ("mentor_observation", "observation_visit")


def get_lesson_for(actor: Actor, key: str) -> Activity:
    """One lesson with its outing and schools; raises ``Http404`` for outsiders and other items."""
    found = (
        Activity.objects.filter(pk=key, outing__in=visible_to(actor))
        .select_related("outing__collaboration__lead", "outing__collaboration__partner")
        .first()
    )
    if found is None or not is_lesson(found.kind):
        raise Http404
    return found


def get_note_for(actor: Actor, key: str) -> Observation:
    """One observation note with its lesson and schools; raises ``Http404`` for outsiders."""
    schools = (f"outing__{name}" for name in WITH_SCHOOLS)
    notes = Observation.objects.filter(outing__in=visible_to(actor))
    notes = notes.select_related("activity", "teacher__school", *schools).prefetch_related("steps")
    return get_object_or_404(notes, pk=key)


def notes_of(outing: Outing) -> list[Observation]:
    """An outing's notes with their lessons."""
    return list(Observation.objects.filter(outing=outing).select_related("activity", "teacher"))


def people_of_lesson(activity: Activity) -> list[tuple[Person, str]]:
    """Who took part in a lesson, with their part, in the order of the record."""
    rows = list(activity.participations.exclude(post="student"))
    people = Person.objects.in_bulk([row.person_key for row in rows])
    return [(people[row.person_key], row.part) for row in rows if row.person_key in people]
