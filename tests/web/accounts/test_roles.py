"""Giving, ending and handing over roles; the page of rights."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

import tandem
from tandem.accounts.actions.accounts import open_account, set_active
from tandem.accounts.actions.roles import assign_role, end_role, hand_over_post, transfer_person
from tandem.accounts.actors import actor_for
from tandem.accounts.models import Role, RoleAssignment
from tandem.accounts.rights import rights
from tandem.accounts.verbs import TITLES
from tandem.audit.models import AuditEvent
from tandem.notifications.models import Notice
from tandem.notifications.wording import notice_text
from tests.web.conftest import TODAY

NEXT = TODAY + timedelta(days=20)


def test_a_post_is_handed_over_in_one_step_and_both_are_told(as_user, district):
    old, new = district.users["lead_coordinator"], district.users["lead_teacher"]
    answer = as_user("lead_head").post(
        reverse("hand_over", kwargs={"pk": "lead"}),
        {"role": "coordinator", "from_user": old.pk, "to_user": new.pk, "on": NEXT.isoformat()},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert not actor_for(old, NEXT).has(Role.COORDINATOR)
    assert actor_for(old, NEXT - timedelta(days=1)).has(Role.COORDINATOR)
    assert actor_for(new, NEXT).has(Role.COORDINATOR)
    assert not actor_for(new, NEXT - timedelta(days=1)).has(Role.COORDINATOR)
    assert actor_for(new, NEXT).has(Role.TEACHER), "other roles stay"
    notices = Notice.objects.filter(code="post_handed_over")
    assert {notice.user_id for notice in notices} == {old.pk, new.pk}
    assert "青川第一小学" in notice_text(notices[0])
    assert AuditEvent.objects.filter(verb="accounts.hand_over").count() == 1


def test_a_new_head_is_named_by_the_bureau_alone(district):
    old, new = district.users["lead_head"], district.users["lead_teacher"]
    post = {"role": "head", "organisation_id": "lead", "from_user": old, "to_user": new, "on": NEXT}
    for name in ("lead_head", "lead_coordinator", "lead_teacher", "partner_head", "inspector"):
        with pytest.raises(PermissionDenied):
            hand_over_post(by=district.actor(name), **post)
    hand_over_post(by=district.actor("officer"), **post)
    assert actor_for(new, NEXT).has(Role.HEAD)
    assert not actor_for(old, NEXT).has(Role.HEAD)


@pytest.mark.parametrize("name", ["administrator", "officer", "lead_head", "lead_coordinator"])
def test_nobody_gives_oneself_a_role(district, name):
    actor, user = district.actor(name), district.users[name]
    for role in Role.values:
        place = "lead" if role in ("head", "coordinator", "teacher") else "bureau"
        with pytest.raises((PermissionDenied, ValidationError)):
            assign_role(
                by=actor,
                user=user,
                role=role,
                organisation_id=place,
                starts_on=TODAY,
                department="research",
            )


def test_administrator_and_auditor_are_two_people(district):
    with pytest.raises(ValidationError):
        assign_role(
            by=district.actor("administrator"),
            user=district.users["auditor"],
            role=Role.ADMINISTRATOR,
            organisation_id="bureau",
            starts_on=NEXT,
        )


def test_the_last_administrator_stays(district):
    by = district.actor("administrator")
    second = open_account(
        by=by, name="林知夏", role="administrator", organisation_id="bureau", starts_on=TODAY
    )
    mine = RoleAssignment.objects.get(user=district.users["administrator"])
    other = actor_for(second)
    with pytest.raises(ValidationError):
        # the second one has never signed in
        end_role(by=other, assignment=mine, ends_on=TODAY)
    with pytest.raises(ValidationError):
        set_active(by=other, user=district.users["administrator"], active=False)
    second.username = "lin"
    second.save()
    end_role(by=other, assignment=mine, ends_on=TODAY)
    last = RoleAssignment.objects.get(user=second)
    with pytest.raises(PermissionDenied):
        end_role(by=other, assignment=last, ends_on=TODAY)
    with pytest.raises(ValidationError):
        end_role(by=by, assignment=last, ends_on=TODAY)


def test_a_transferred_teacher_leaves_every_role_of_the_old_school(district):
    user = district.users["lead_teacher"]
    transfer_person(
        by=district.actor("officer"), user=user, from_school="lead", to_school="partner", on=NEXT
    )
    assert actor_for(user, NEXT).schools() == {"partner"}
    assert actor_for(user, NEXT - timedelta(days=1)).schools() == {"lead"}


def test_a_role_is_not_given_twice_nor_to_the_wrong_kind_of_place(district):
    by, user = district.actor("officer"), district.users["lead_teacher"]
    for role, place in (("teacher", "lead"), ("leader", "lead"), ("teacher", "bureau")):
        with pytest.raises((ValidationError, PermissionDenied)):
            assign_role(
                by=by, user=user, role=role, organisation_id=place, starts_on=date(2026, 5, 1)
            )


def test_every_verb_of_the_code_stands_in_the_file_and_every_verb_of_the_file_is_used():
    root = Path(tandem.__file__).parent
    asked, text = set(), ""
    call = re.compile(
        r"(?:check|may|organisations|roles_with|requires?)\(\s*(?:[\w.]+,\s*)?\"([a-z]+\.[a-z_]+)\""
    )
    for path in root.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        asked |= set(call.findall(source))
        if path.name not in ("verbs.py", "event_words.py"):
            text += source
    assert asked - set(rights()) == set()
    unused = {verb for verb in rights() if f'"{verb}"' not in text}
    assert unused == set()


def test_every_verb_has_words():
    assert set(TITLES) == set(rights())


def test_the_page_of_rights_is_open_to_everyone(client, db):
    page = client.get(reverse("rights")).content.decode()
    assert "权限说明" in page
    assert page.count("<dt>") == len(rights())


@pytest.mark.parametrize(
    ("name", "place", "status"),
    [
        ("lead_head", "lead", 200),
        ("lead_coordinator", "lead", 200),
        ("lead_head", "partner", 404),
        ("lead_teacher", "lead", 403),
        ("officer", "lead", 200),
        ("officer", "bureau", 200),
        ("administrator", "bureau", 200),
        ("auditor", "bureau", 403),
        ("outsider", "lead", 404),
    ],
)
def test_who_sees_an_organisation_s_people(as_user, name, place, status):
    answer = as_user(name).get(reverse("staffing_at", kwargs={"pk": place}))
    assert answer.status_code == status
