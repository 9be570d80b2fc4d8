"""Two bureaus in one database: nobody of one sees, lists or changes what is the other's."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tandem.accounts.models import Role, RoleAssignment, User
from tandem.schools.models import Authority, School
from tests.web.grid.addresses import path_of, posted
from tests.web.grid.fixtures import browsers, filled, taken_back
from tests.web.test_access_grid import OURS, TABLE

__all__ = ["browsers", "filled"]

pytestmark = pytest.mark.django_db

BUREAU = (
    Role.ADMINISTRATOR,
    Role.OFFICER,
    Role.LEADER,
    Role.INSPECTOR,
    Role.VIEWER,
    Role.AUDITOR,
)
OPEN = {row for part in ("start", "signing_in") for row in TABLE[part]} - {
    "complaint",
    "POST notice",
}
"""Pages that show nobody's records."""

WHOLE = {"audit", "audit_download", "POST audit_verify"}
"""The trail is one chain for the whole installation, and its auditors read all of it."""


@pytest.fixture(scope="module")
def strangers(filled, django_db_blocker) -> dict[str, Client]:
    """A browser for each role of another bureau, and for a head of one of its schools."""
    with django_db_blocker.unblock():
        other = Authority.objects.create(id="elsewhere", name="远山区教育局")
        school = School.objects.create(
            id="far", code="2133000091", name="远山小学", stage="primary", authority=other
        )
        clients = {}
        for role, place in [*((role, other.pk) for role in BUREAU), (Role.HEAD, school.pk)]:
            user = User.objects.create_user(f"other-{role}", f"Other {role}", None)
            RoleAssignment.objects.create(
                user=user,
                role=role,
                organisation_id=place,
                department="education" if role == Role.INSPECTOR else "",
                starts_on=date(2025, 3, 1),
            )
            clients[role.value] = Client()
            clients[role.value].force_login(user)
        return clients


def answer(client: Client, method: str, path: str, data: dict[str, str]) -> tuple[int, str]:
    cookies = client.cookies.copy()
    with taken_back():
        got = client.post(path, data) if method == "POST" else client.get(path)
        text = "" if got.streaming else got.content.decode(errors="replace")
    client.cookies = cookies
    return got.status_code, text


@pytest.mark.parametrize("row", sorted(OURS - OPEN - WHOLE))
def test_another_bureaus_people_see_nothing_of_ours(row, filled, strangers):
    path, data = path_of(row, filled), posted(row, filled)
    method = "POST" if row.startswith("POST ") else "GET"
    for role, client in strangers.items():
        status, text = answer(client, method, path, data)
        seen = [name for name in ("青川", "石桥小学", "柳湾小学", "周知秋") if name in text]
        assert (status, seen) in [(s, []) for s in (200, 302, 403, 404, 422)], role
