"""The people of a school or a bureau with their accounts and roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q
from django.http import Http404

from tandem.accounts.actors import Actor
from tandem.accounts.models import ActivationCode, Role, RoleAssignment, User
from tandem.accounts.names import is_provisional
from tandem.accounts.organisations import Organisation, organisations
from tandem.accounts.permissions import BUREAU, grantable, grantable_at
from tandem.accounts.queries import assignments_at, held_today, open_codes, running
from tandem.accounts.rights import roles_with
from tandem.calendar import now
from tandem.schools.models import Authority, Person, School


@dataclass(slots=True)
class Member:
    """One person of an organisation: the entry on the roster, the account, or both."""

    name: str
    person: Person | None = None
    user: User | None = None
    roles: list[RoleAssignment] = field(default_factory=list)
    code: ActivationCode | None = None

    @property
    def never_signed_in(self) -> bool:
        """Whether the account waits for its first code to be used."""
        return self.user is not None and is_provisional(self.user.username)


def managed_organisations(actor: Actor, sought: str = "") -> list[Organisation]:
    """The schools and authorities whose people the actor looks after, authorities first."""
    verbs = roles_with("accounts.manage_school")
    own = {held.organisation_id for held in actor.held if held.role in verbs}
    bureaus = {h.organisation_id for h in actor.held if h.role in verbs and h.role in BUREAU}
    authorities = Authority.objects.filter(Q(pk__in=bureaus) | Q(bureaus__in=bureaus)).distinct()
    schools = School.objects.filter(Q(pk__in=own) | Q(authority__in=bureaus))
    if actor.everything:
        authorities, schools = Authority.objects.all(), School.objects.all()
    if sought:
        schools = schools.filter(Q(name__icontains=sought) | Q(search__icontains=sought))
    result = [Organisation(a.pk, a.name, False, a.parent_id) for a in authorities]
    rows = schools.order_by("name").values_list("pk", "name", "authority_id")
    return result + [Organisation(pk, name, True, above) for pk, name, above in rows]


@dataclass(slots=True)
class Staffed:
    """An organisation with its head and its coordinators; both empty for an authority."""

    place: Organisation
    heads: list[str] = field(default_factory=list)
    coordinators: list[str] = field(default_factory=list)


def staffed(places: list[Organisation]) -> list[Staffed]:
    """Who heads each school (by the roster, else by the accounts) and who is its coordinator.

    Two queries, however many schools.
    """
    rows = {place.id: Staffed(place) for place in places}
    schools = [place.id for place in places if place.is_school]
    for person in Person.objects.filter(school__in=schools, post="head", left_on__isnull=True):
        rows[str(person.school_id)].heads.append(str(person))
    by_roster = {pk for pk, row in rows.items() if row.heads}
    for held in held_today(schools, (Role.HEAD, Role.COORDINATOR)):
        row = rows[held.organisation_id]
        if held.role == Role.COORDINATOR:
            row.coordinators.append(held.user.name)
        elif held.organisation_id not in by_roster:
            row.heads.append(held.user.name)
    return list(rows.values())


def get_organisation_for(actor: Actor, pk: str) -> Organisation:
    """An organisation whose people the actor looks after. Raises ``Http404`` for any other."""
    found = organisations([pk]).get(pk)
    if found is None or not grantable(actor, found):
        raise Http404(pk)
    return found


def members_of(place: Organisation) -> list[Member]:
    """Everyone on the roster and everyone with a running role, once each. Four queries."""
    people = Person.objects.none()
    if place.is_school:
        people = Person.objects.filter(school=place.id, left_on__isnull=True).select_related("user")
    members: dict[object, Member] = {}
    by_user: dict[int, Member] = {}
    for person in people:
        member = Member(person.name or person.pk, person, person.user)
        members[person.pk] = member
        if person.user_id is not None:
            by_user[person.user_id] = member
    for row in running(list(assignments_at(place.id))):
        known = by_user.get(row.user_id)
        if known is None:
            known = by_user[row.user_id] = Member(row.user.name, None, row.user)
            members[row.user_id] = known
        known.roles.append(row)
    codes = open_codes(list(by_user), now())
    for pk, member in by_user.items():
        member.code = codes.get(pk)
    return sorted(members.values(), key=lambda m: (not m.roles, m.name))


def past_roles(place: Organisation) -> list[RoleAssignment]:
    """The roles that ended: who held which post, and when."""
    rows = list(assignments_at(place.id))
    held = {row.pk for row in running(rows)}
    return [row for row in rows if row.pk not in held]


def get_user_for(actor: Actor, pk: int) -> User:
    """An account of an organisation that the actor looks after. Raises ``Http404``."""
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise Http404(str(pk))
    if actor.everything:
        return user
    ids = set(RoleAssignment.objects.filter(user=user).values_list("organisation_id", flat=True))
    if not any(grantable_at(actor, organisations(ids).values()).values()):
        raise Http404(str(pk))
    return user
