"""Reading the registry: what an actor may see, the roster of a day, the search."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.accounts.rights import roles_with
from tandem.calendar import today
from tandem.schools.models import Appointment, Authority, Person, School, SchoolChange
from tandem.schools.searching import fold, is_chinese, simplified, syllables_typed

POST_ORDER = (
    "head",
    "deputy_head",
    "middle_manager",
    "league",
    "team",
    "archives",
    "teacher",
    "other",
)
"""Posts as a roster lists them: those who manage first."""


# --- bureaus and schools ----------------------------------------------------------------------


def visible_authorities(actor: Actor) -> QuerySet[Authority]:
    """The bureaus that an actor belongs to, those beneath them, and those of the own schools."""
    if actor.everything:
        return Authority.objects.all()
    own = actor.authorities()
    own_schools = School.objects.filter(pk__in=actor.schools()).values("authority_id")
    return Authority.objects.filter(
        Q(pk__in=own) | Q(parent__in=own) | Q(pk__in=Subquery(own_schools))
    )


def managed_authorities(actor: Actor) -> QuerySet[Authority]:
    """The bureaus whose registry the actor keeps."""
    if actor.everything:
        return Authority.objects.all()
    return Authority.objects.filter(pk__in=actor.organisations("schools.manage"))


def visible_schools(actor: Actor) -> QuerySet[School]:
    """Every school of the actor's district, basics only; none for one without any role.

    A school role sees the schools of its own bureau; a bureau role those of the bureau and of the
    bureaus beneath it.
    """
    if actor.everything:
        return School.objects.all()
    if not actor.may("schools.read"):
        return School.objects.none()
    return School.objects.filter(authority__in=visible_authorities(actor).values("pk"))


def get_school_for(actor: Actor, school_id: str) -> School:
    """A school that the actor may see, with its bureau and successor. Raises ``Http404``."""
    schools = visible_schools(actor).select_related("authority", "successor")
    return get_object_or_404(schools, pk=school_id)


def open_schools(actor: Actor) -> QuerySet[School]:
    """The visible schools that still teach: all that may be picked for anything new."""
    return visible_schools(actor).filter(status=School.Status.OPEN)


def own_school(actor: Actor) -> School | None:
    """The one school of an actor with school roles; ``None`` for none or several."""
    ids = actor.schools()
    return School.objects.filter(pk__in=ids).first() if len(ids) == 1 else None


def search_schools(text: str, schools: QuerySet[School] | None = None) -> QuerySet[School]:
    """Schools by any characters of the name, a part of the code, the reading or its initials.

    Simplified and traditional characters are one, and pinyin is found from syllable to syllable.
    Blank-separated words must all fit. Characters that stand apart in the name fit too, but come
    after names that hold them together.
    """
    found = School.objects.all() if schools is None else schools
    return _search(found, text)


def search_people(text: str, people: QuerySet[Person]) -> QuerySet[Person]:
    """People by characters of the name, pinyin, initials or the staff number."""
    return _search(people, text)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    terms = fold(text).split()
    if not terms:
        return rows
    together = Q()
    for term in terms:
        # the name beside the search text: records that were loaded whole may have none yet
        plain = simplified(term)
        here = Q(search__contains=plain) | Q(name__icontains=term)
        for syllables in syllables_typed(term):
            here |= Q(search__contains=syllables)
        together &= here
        if all(map(is_chinese, term)):
            for character, one in zip(term, plain, strict=True):
                rows = rows.filter(Q(search__contains=one) | Q(name__contains=character))
        else:
            rows = rows.filter(here)
    return rows.annotate(
        apart=Case(When(together, then=Value(0)), default=Value(1), output_field=IntegerField())
    ).order_by("apart", "name", "pk")


def places(schools: QuerySet[School]) -> list[str]:
    """The places that those schools lie in, each once."""
    return list(
        schools.exclude(place="").order_by("place").values_list("place", flat=True).distinct()
    )


def history(school: School) -> list[SchoolChange]:
    """Every dated change of a school, the latest first, and those of schools merged into it."""
    return list(
        SchoolChange.objects.filter(Q(school=school) | Q(school__successor=school, kind="merged"))
        .select_related("school")
        .order_by("-on", "-id")
    )


def predecessors(school: School) -> list[School]:
    """The schools that were merged into this one."""
    return list(school.predecessors.order_by("name"))


# --- people -----------------------------------------------------------------------------------


def _people_scope(actor: Actor, verb: str) -> Q:
    roles = roles_with(verb)
    own = {h.organisation_id for h in actor.held if h.role in roles}
    return Q(school_id__in=own) | Q(school__authority_id__in=own)


def visible_people(actor: Actor) -> QuerySet[Person]:
    """The people whose records the actor may read: the bureau's, the own school's, oneself."""
    if actor.everything:
        return Person.objects.all()
    scope = _people_scope(actor, "schools.read_people")
    if actor.user_id is not None:
        scope |= Q(user_id=actor.user_id)
    return Person.objects.filter(scope)


def get_person_for(actor: Actor, person_id: str) -> Person:
    """A person whose record the actor may read, with the school. Raises ``Http404``."""
    people = visible_people(actor).select_related("school", "school__authority")
    return get_object_or_404(people, pk=person_id)


def posts_of(person: Person) -> list[Appointment]:
    """Every post that a person held, the latest first."""
    return list(
        person.appointments.select_related("school").order_by(
            F("starts_on").desc(nulls_last=True), "-id"
        )
    )


def roster(school_ids: Collection[str], on: date | None = None) -> QuerySet[Person]:
    """The people of those schools on a day (today by default): managers first, then by name.

    Each carries ``roster_school`` (the school's id on that day) and ``roster_post``: a person who
    has moved since stands where the person was then. One query, and no more for what is annotated.
    """
    day = on or today()
    held = _held_on(day)
    whole = Q(Exists(held.filter(school__in=school_ids))) | without_history(school_ids, day)
    order = [When(roster_post=post, then=Value(n)) for n, post in enumerate(POST_ORDER)]
    return (
        _as_of(Person.objects.filter(whole), day)
        .annotate(roster_order=Case(*order, default=Value(9), output_field=IntegerField()))
        .order_by("roster_order", "name", "pk")
    )


def people_as_of(keys: Collection[str], on: date) -> dict[str, Person]:
    """Those people by id, each with the school and the post of that day, as :func:`roster` gives."""
    return _as_of(Person.objects.all(), on).in_bulk(keys)


def without_history(school_ids: Collection[str], day: date) -> Q:
    """The people of whom no appointment tells, at the registered school until they left."""
    return Q(
        ~Exists(Appointment.objects.filter(person=OuterRef("pk"))),
        Q(left_on__isnull=True) | Q(left_on__gte=day),
        school__in=school_ids,
    )


def _held_on(day: date) -> QuerySet[Appointment]:
    """The appointments of the outer query's person that run on a day, the latest first."""
    return Appointment.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=day),
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        person=OuterRef("pk"),
    ).order_by(F("starts_on").desc(nulls_last=True), "-id")


def _as_of(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    held = _held_on(day)
    school, post = Subquery(held.values("school")[:1]), Subquery(held.values("post")[:1])
    return people.annotate(
        roster_school=Coalesce(school, F("school"), output_field=CharField()),
        roster_post=Coalesce(post, F("post"), output_field=CharField()),
    )


def former_people(school: School) -> QuerySet[Person]:
    """The people who once held a post at a school and hold none there now."""
    return (
        Person.objects.filter(
            Exists(Appointment.objects.filter(person=OuterRef("pk"), school=school))
        )
        .exclude(school=school, left_on__isnull=True)
        .exclude(school=school, left_on__gte=today())
        .order_by("name", "pk")
    )


def current_head(school_id: str, on: date | None = None) -> Person | None:
    """Who is head of a school on a day."""
    heads: QuerySet[Any] = roster([school_id], on)
    return heads.filter(roster_post="head").first()


# --- how much of a school ---------------------------------------------------------------------


def sees_basics_only(actor: Actor) -> bool:
    """Whether the actor has school roles alone: other schools are a name, a stage and a place."""
    return not actor.everything and not actor.authorities()


def sees_details(actor: Actor, school: School) -> bool:
    """Whether the actor sees more of a school than the basics: the own one, the bureau's."""
    return not sees_basics_only(actor) or school.pk in actor.schools()


def gone_schools(ids: Collection[str]) -> list[School]:
    """Those of the schools that do not teach any more, with their successors."""
    return list(
        School.objects.filter(pk__in=ids).exclude(status="open").select_related("successor")
    )


def managers(school_id: str) -> list[Person]:
    """The head and the others who manage a school today."""
    people: QuerySet[Any] = roster([school_id])
    return list(people.filter(roster_post__in=POST_ORDER[:6]))


def retired_codes() -> dict[str, str]:
    """Codes that schools once had and have no more -> the school's id. One query."""
    changes = SchoolChange.objects.filter(before__has_key="code").values_list(
        "before__code", "school_id", "school__code"
    )
    return {old: pk for old, pk, now in changes if old and old != now}
