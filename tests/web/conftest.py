"""A small invented district for the web tests, and one account a role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client

from tandem.accounts.actors import Actor, actor_for, the_program
from tandem.accounts.models import Role, RoleAssignment, User
from tandem.compliance.policies import add_policy, district_texts, pin_policy
from tandem.pairings.models import Collaboration, Round, Term
from tandem.schools.models import Authority, Person, School
from tests.web.append_only import without_triggers

TODAY = date(2026, 5, 12)
"""A day in the second semester of the round, well inside it."""

PASSWORD = "riding-together-26"


@pytest.fixture(scope="session", autouse=True)
def _trail_is_emptied_between_tests():
    """The trail refuses to be emptied; after a test that committed, the test runner must."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def flush(self, sql_list):
        with without_triggers():
            empty(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = flush
    yield
    BaseDatabaseOperations.execute_sql_flush = empty


@pytest.fixture(autouse=True)
def fixed_day(settings):
    """The clock of the application stands at :data:`TODAY`."""
    settings.FIXED_TODAY = TODAY


@dataclass
class District:
    """What the fixture made: three pairs would be more than any test needs, two are enough."""

    authority: Authority
    round: Round
    terms: list[Term]
    schools: dict[str, School]
    people: dict[str, Person]
    pair: Collaboration
    other_pair: Collaboration
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """A person of the cast as an actor."""
        return actor_for(self.users[name])


TERMS = (
    ("t1", 2025, "spring", date(2025, 3, 1), date(2025, 7, 10)),
    ("t2", 2025, "autumn", date(2025, 9, 1), date(2026, 1, 20)),
    ("t3", 2026, "spring", date(2026, 3, 1), date(2026, 7, 10)),
    ("t4", 2026, "autumn", date(2026, 9, 1), date(2027, 1, 20)),
    ("t5", 2027, "spring", date(2027, 3, 1), date(2027, 7, 9)),
    ("t6", 2027, "autumn", date(2027, 9, 1), date(2028, 1, 20)),
)

CAST = {
    "administrator": (Role.ADMINISTRATOR, "bureau"),
    "officer": (Role.OFFICER, "bureau"),
    "leader": (Role.LEADER, "bureau"),
    "inspector": (Role.INSPECTOR, "bureau"),
    "viewer": (Role.VIEWER, "bureau"),
    "auditor": (Role.AUDITOR, "bureau"),
    "lead_head": (Role.HEAD, "lead"),
    "lead_coordinator": (Role.COORDINATOR, "lead"),
    "lead_teacher": (Role.TEACHER, "lead"),
    "partner_head": (Role.HEAD, "partner"),
    "partner_coordinator": (Role.COORDINATOR, "partner"),
    "partner_teacher": (Role.TEACHER, "partner"),
    "outsider": (Role.COORDINATOR, "other-lead"),
}
"""Who is there: the first pair's two schools with every school role, one of another pair, the bureau."""


@pytest.fixture
def district(db) -> District:
    """A bureau, a round with its six semesters and the district policy, two pairs, one user a role."""
    return make_district()


def make_district() -> District:
    """What :func:`district` gives, for fixtures of a wider scope."""
    authority = Authority.objects.create(id="bureau", name="青川区教育局")
    schools = {
        key: School.objects.create(
            id=key, code=code, name=name, stage="primary", authority=authority, place=place
        )
        for key, code, name, place in (
            ("lead", "2133000001", "青川第一小学", "城关"),
            ("partner", "2133000002", "石桥小学", "石桥"),
            ("other-lead", "2133000003", "青川第二小学", "城关"),
            ("other-partner", "2133000004", "柳湾小学", "柳湾"),
        )
    }
    round_ = Round.objects.create(
        id="r1",
        name="第一轮",
        authority=authority,
        starts_on=date(2025, 3, 1),
        ends_on=date(2028, 2, 29),
    )
    terms = [
        Term.objects.create(
            id=id_, round=round_, year=year, season=season, starts_on=first, ends_on=last
        )
        for id_, year, season, first, last in TERMS
    ]
    people = {
        f"{school}-{n}": Person.objects.create(
            id=f"{school}-{n}",
            name=f"{surname}{given}",
            school=schools[school],
            post=post,
            honour=honour,
            subjects=subjects,
        )
        for school, surname in (("lead", "周"), ("partner", "田"), ("other-lead", "谢"))
        for n, (given, post, honour, subjects) in enumerate(
            (
                ("远山", "head", "", []),
                ("望舒", "deputy_head", "", []),
                ("知秋", "teacher", "backbone", ["chinese"]),
                ("听雨", "teacher", "backbone", ["maths"]),
                ("小满", "teacher", "", ["english"]),
                ("谷雨", "teacher", "", ["chinese"]),
            )
        )
    }
    pair, other_pair = (
        Collaboration.objects.create(
            id=id_,
            round=round_,
            batch="1",
            lead=schools[lead],
            partner=schools[partner],
            starts_on=date(2025, 3, 1),
            plan_due_on=date(2025, 4, 30),
        )
        for id_, lead, partner in (
            ("c1", "lead", "partner"),
            ("c2", "other-lead", "other-partner"),
        )
    )
    policy, clauses = district_texts()
    version = add_policy(by=the_program(), text=policy, clauses=clauses)
    pin_policy(by=the_program(), round_=round_, version=version)
    users = {}
    for name, (role, organisation) in CAST.items():
        users[name] = User.objects.create_user(name, name.replace("_", " ").title(), PASSWORD)
        RoleAssignment.objects.create(
            user=users[name], role=role, organisation_id=organisation, starts_on=date(2025, 3, 1)
        )
    return District(authority, round_, terms, schools, people, pair, other_pair, users)


@pytest.fixture
def as_user(district: District) -> Callable[[str], Client]:
    """A browser in which a person of the cast is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(district.users[name])
        return client

    return signed_in
