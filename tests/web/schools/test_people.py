"""People's posts change by one action each; the roster of any day is known."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from tandem.schools.actions import (
    add_person,
    appoint_head,
    appoint_person,
    edit_person,
    person_leaves,
    transfer_person,
    undo_post,
)
from tandem.schools.handover import on_move
from tandem.schools.models import Appointment, Person
from tandem.schools.queries import get_person_for, roster, search_people, visible_people

DAY = date(2026, 5, 4)
BEFORE = date(2026, 5, 3)


def posts(key):
    return list(
        Appointment.objects.filter(person=key)
        .order_by("id")
        .values_list("school", "post", "starts_on", "ends_on")
    )


def test_a_new_head_ends_the_former_heads_post_in_one_action(district):
    told = []
    on_move(lambda by, move: told.append(move))
    by = district.actor("officer")
    with pytest.raises(ValidationError, match="周远山"):
        appoint_person(by=by, person_id="lead-1", post="head", on=DAY)
    appoint_person(by=by, person_id="lead-1", post="head", on=DAY, former="teacher")
    assert posts("lead-1") == [
        ("lead", "deputy_head", None, BEFORE),
        ("lead", "head", DAY, None),
    ]
    assert posts("lead-0") == [("lead", "head", None, BEFORE), ("lead", "teacher", DAY, None)]
    assert [(m.person_id, m.from_post, m.to_post) for m in told] == [
        ("lead-0", "head", "teacher"),
        ("lead-1", "deputy_head", "head"),
    ]
    heads = {day: roster(["lead"], day).first().pk for day in (BEFORE, DAY)}
    assert heads == {BEFORE: "lead-0", DAY: "lead-1"}


def test_appointing_a_head_may_let_the_former_one_leave(district):
    appoint_head(by=district.actor("lead_head"), person_id="lead-1", on=DAY)
    assert Person.objects.get(pk="lead-0").left_on == BEFORE


def test_a_transferred_teacher_stands_where_the_teacher_was_on_that_day(district):
    transfer_person(
        by=district.actor("lead_coordinator"), person_id="lead-2", to_school_id="partner", on=DAY
    )
    then = {p.pk: p.roster_school for p in roster(["lead", "partner"], BEFORE)}
    now = {p.pk: p.roster_school for p in roster(["lead", "partner"], DAY)}
    assert (then["lead-2"], now["lead-2"]) == ("lead", "partner")
    with pytest.raises(PermissionDenied):
        undo_post(by=district.actor("lead_coordinator"), person_id="lead-2")
    undo_post(by=district.actor("officer"), person_id="lead-2")
    assert Person.objects.get(pk="lead-2").school_id == "lead"
    assert posts("lead-2") == [("lead", "teacher", None, None)]


def test_who_has_left_is_off_the_roster_and_can_come_back(district):
    by = district.actor("lead_head")
    person_leaves(by=by, person_id="lead-3", on=DAY)
    assert "lead-3" in {p.pk for p in roster(["lead"], DAY)}
    assert "lead-3" not in {p.pk for p in roster(["lead"])}
    undo_post(by=by, person_id="lead-3")
    assert "lead-3" in {p.pk for p in roster(["lead"])}


def test_a_roster_lists_managers_first(district):
    assert [p.pk for p in roster(["lead"])][:2] == ["lead-0", "lead-1"]


def test_a_person_is_added_and_corrected_by_the_own_school_only(district):
    by = district.actor("lead_coordinator")
    values = {"name": "罗一鸣", "post": "teacher", "subjects": ["maths"], "staff_number": "A1"}
    person = add_person(by=by, school_id="lead", values=values)
    edit_person(by=by, person_id=person.pk, version=1, values={"honour": "backbone"})
    assert Person.objects.get(pk=person.pk).honour == "backbone"
    assert [p.pk for p in search_people("lym", visible_people(by))] == [person.pk]
    with pytest.raises(ValidationError, match="罗一鸣"):
        add_person(by=by, school_id="lead", values={**values, "name": "罗二"})
    for other in ("partner_coordinator", "outsider", "lead_teacher", "inspector"):
        with pytest.raises(PermissionDenied):
            add_person(by=district.actor(other), school_id="lead", values=values)


def test_a_person_of_another_school_is_not_there(district):
    assert get_person_for(district.actor("officer"), "lead-2").pk == "lead-2"
    assert get_person_for(district.actor("lead_head"), "lead-2").pk == "lead-2"
    for name in ("partner_head", "outsider", "lead_teacher", "viewer", "auditor"):
        with pytest.raises(Http404):
            get_person_for(district.actor(name), "lead-2")
