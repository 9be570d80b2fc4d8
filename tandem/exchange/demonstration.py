"""The demo district in the web application: its facts, a registry to look at, an account a role.

All schools and people are invented (``tandem.demo``).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tandem.accounts.actors import the_program
from tandem.accounts.models import Role, RoleAssignment, User
from tandem.activities.models import Outing
from tandem.compliance.policies import district_texts
from tandem.compliance.stored import reevaluate
from tandem.dashboards.board.fulfilment import draw_fulfilment
from tandem.demo import District, write_folder
from tandem.exchange.importing import Imported, PolicyText, import_facts
from tandem.facts import read_facts
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import Status
from tandem.policy.load import parse_policy
from tandem.schools.models import Appointment, Authority, Person, School
from tandem.schools.searching import search_text

PASSWORD = "tandem-demo"
"""The password of every demo account; they exist in the demonstration only."""

AUTHORITY = "澜汀区教育局"
HIGHER = "澜汀市教育局"
PLACES = ("城关街道", "柳湾镇", "石桥镇", "栖霞乡", "荻浦镇")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account of the demonstration."""

    username: str
    role: Role
    name: str
    organisation: str


def furnish(district: District, as_of: date) -> Imported:
    """Load the demo district into an empty database and furnish it for a look around."""
    policy, clauses = district_texts()
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        write_folder(district, Path(folder))
        facts = read_facts(Path(folder), vocabulary=parse_policy(policy).codes())
        done = import_facts(
            by=the_program("tandem demo"), facts=facts, policy=PolicyText(policy, clauses)
        )
        _registry()
        _waiting_outings(as_of)
        _accounts(as_of)
        reevaluate(list(Collaboration.objects.values_list("pk", flat=True)))
        draw_fulfilment()
    return done


def _registry() -> None:
    """Codes, places and sizes of schools; a running appointment for everybody."""
    higher = Authority.objects.create(id="higher", name=HIGHER)
    Authority.objects.exclude(pk=higher.pk).update(name=AUTHORITY, parent=higher)
    leads = set(Collaboration.objects.values_list("lead_id", flat=True))
    kinds = {"kindergarten": 11, "primary": 21, "junior": 31, "nine_year": 31, "complete": 34}
    schools = list(School.objects.order_by("pk"))
    for number, school in enumerate(schools, start=1):
        school.code = f"{kinds[school.stage]}99{number:06d}"
        school.place = PLACES[0] if school.pk in leads else PLACES[1 + number % (len(PLACES) - 1)]
        school.latitude = 31.2 + (number * 37 % 50) / 400
        school.longitude = 118.4 + (number * 53 % 50) / 400
        school.pupils = (900 if school.pk in leads else 240) + number * 13 % 200
        school.teachers = school.pupils // 15
        school.search = search_text(school.name, school.code)
    fields = ["code", "place", "latitude", "longitude", "pupils", "teachers", "search"]
    School.objects.bulk_update(schools, fields)
    Appointment.objects.bulk_create(
        Appointment(person=person, school=person.school, post=person.post)
        for person in Person.objects.select_related("school")
        if person.school is not None and not person.appointments.exists()
    )


def _waiting_outings(as_of: date) -> None:
    """What is not confirmed yet was entered by the lead school, most of it lately."""
    outings = list(Outing.objects.filter(status=Status.SUBMITTED).order_by("-held_on", "pk"))
    for number, outing in enumerate(outings):
        outing.recorded_side = "lead" if number % 3 else "partner"
        asked = max(outing.held_on, as_of - timedelta(days=3 + 4 * (number % 6)))
        outing.recorded_at = timezone.make_aware(datetime.combine(asked, time(16, 30)))
    Outing.objects.bulk_update(outings, ["recorded_side", "recorded_at"])


def demo_accounts() -> list[DemoAccount]:
    """One account a role; the school roles for both schools of one pair."""
    pair = _shown_pair()
    bureau = pair.lead.authority_id
    higher = "higher"
    people = [
        DemoAccount("admin", Role.ADMINISTRATOR, "管理员", bureau),
        DemoAccount("officer", Role.OFFICER, "局科室", bureau),
        DemoAccount("leader", Role.LEADER, "领导小组", bureau),
        DemoAccount("inspector", Role.INSPECTOR, "督导室", bureau),
        DemoAccount("viewer", Role.VIEWER, "市局", higher),
        DemoAccount("auditor", Role.AUDITOR, "审计员", bureau),
    ]
    for side, school in (("lead", pair.lead_id), ("partner", pair.partner_id)):
        people += [
            DemoAccount(f"{side}-{role.value}", role, "", school)
            for role in (Role.HEAD, Role.COORDINATOR, Role.TEACHER)
        ]
    return people


def _shown_pair() -> Collaboration:
    """The pair that most waits for: there is something to see."""
    waiting = Outing.objects.filter(status=Status.SUBMITTED).values_list(
        "collaboration_id", flat=True
    )
    counts = sorted(set(waiting), key=lambda pk: (-list(waiting).count(pk), pk))
    pairs = Collaboration.objects.select_related("lead", "partner").order_by("pk")
    found = pairs.filter(pk=counts[0]).first() if counts else None
    chosen = found or pairs.first()
    if chosen is None:
        raise LookupError("the demo district has no collaboration")
    return chosen


_POSTS = {
    Role.HEAD: ("head",),
    Role.COORDINATOR: ("deputy_head", "middle_manager"),
    Role.TEACHER: ("teacher",),
}


def _accounts(as_of: date) -> None:
    since = as_of.replace(month=3, day=1)
    for account in demo_accounts():
        person = None
        if account.role in _POSTS:
            fitting = Person.objects.filter(
                school=account.organisation, post__in=_POSTS[account.role], user__isnull=True
            )
            person = fitting.order_by("-honour", "pk").first()
        name = account.name or (person.name if person else account.username)
        user = User.objects.create_user(account.username, name, PASSWORD)
        department = "supervision" if account.role == Role.INSPECTOR else ""
        RoleAssignment.objects.create(
            user=user,
            role=account.role,
            organisation_id=account.organisation,
            department=department,
            starts_on=since,
        )
        if person is not None:
            person.user = user
            person.phone = f"000-{person.pk[-4:]}"
            person.save(update_fields=["user", "phone"])
