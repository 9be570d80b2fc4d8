"""Who is who at the two schools of a collaboration, and how to reach them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tandem.accounts.models import Role
from tandem.accounts.queries import held_today
from tandem.pairings.models import Collaboration
from tandem.schools.models import Person, School

POSTS = ("head", "deputy_head", "middle_manager")


@dataclass(frozen=True, slots=True)
class Contact:
    """One person: the name, what they are, where they are called."""

    name: str
    what: str
    phone: str


@dataclass(slots=True)
class SchoolContacts:
    """Head and coordinators of a school, who are asked first, and the others with a phone."""

    school: str
    first: list[Contact] = field(default_factory=list)
    others: list[Contact] = field(default_factory=list)
    coordinated: bool = False
    """Whether anybody is its coordinator."""


def contacts_of(pair: Collaboration) -> list[SchoolContacts]:
    """Both schools' people, the lead's first. Two queries."""
    schools = {school.pk: school for school in (pair.lead, pair.partner)}
    coordinators: dict[str, dict[int, tuple[str, str]]] = {pk: {} for pk in schools}
    for role in held_today(list(schools), (Role.COORDINATOR,)):
        coordinators[role.organisation_id][role.user_id] = (role.user.name, role.user.phone)
    managers: dict[str, list[Person]] = {pk: [] for pk in schools}
    known = {user for users in coordinators.values() for user in users}
    found = Person.objects.filter(school__in=schools, left_on__isnull=True)
    for person in found.filter(post__in=POSTS) | found.filter(user__in=known):
        managers[str(person.school_id)].append(person)
    return [_of_school(school, managers[pk], coordinators[pk]) for pk, school in schools.items()]


def _of_school(
    school: School, people: list[Person], coordinators: dict[int, tuple[str, str]]
) -> SchoolContacts:
    found = SchoolContacts(school.name, coordinated=bool(coordinators))
    left = dict(coordinators)
    for person in sorted(people, key=_standing):
        account = left.pop(person.user_id, None) if person.user_id is not None else None
        if account is not None:
            what = f"{person.get_post_display()} · {Role.COORDINATOR.label}"
            found.first.append(Contact(str(person), what, person.phone or account[1]))
        elif person.post == "head":
            found.first.append(Contact(str(person), person.get_post_display(), person.phone))
        elif person.phone:
            found.others.append(Contact(str(person), person.get_post_display(), person.phone))
    for name, phone in left.values():
        found.first.append(Contact(name, str(Role.COORDINATOR.label), phone))
    return found


def _standing(person: Person) -> tuple[int, str]:
    return (POSTS.index(person.post) if person.post in POSTS else len(POSTS), person.name)
