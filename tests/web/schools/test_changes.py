"""Schools are renamed, merged, closed and reopened; nothing is lost and each can be taken back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tandem.audit.models import AuditEvent
from tandem.compliance.models import Standing
from tandem.compliance.stored import bring_up_to_date, check_stored
from tandem.pairings.models import Collaboration
from tandem.schools.actions import (
    Conflict,
    add_school,
    close_school,
    edit_school,
    merge_school,
    rename_school,
    reopen_school,
    undo_change,
)
from tandem.schools.models import Person, School
from tandem.schools.queries import roster, search_schools

DAY = date(2026, 5, 4)


def test_a_rename_keeps_the_old_name_and_code(district):
    officer = district.actor("officer")
    change = rename_school(by=officer, school_id="lead", on=DAY, name="朝阳小学", code="2133000099")
    school = School.objects.get(pk="lead")
    assert (school.name, school.code) == ("朝阳小学", "2133000099")
    assert change.before == {"name": "青川第一小学", "code": "2133000001"}
    assert list(search_schools("cyxx")) == [school]
    event = AuditEvent.objects.get(verb="schools.rename")
    assert event.after["on"] == "2026-05-04"


def test_a_retired_code_is_not_used_again(district):
    officer = district.actor("officer")
    rename_school(by=officer, school_id="lead", on=DAY, code="2133000099")
    with pytest.raises(ValidationError, match="青川第一小学"):
        rename_school(by=officer, school_id="partner", on=DAY, code="2133000001")
    with pytest.raises(ValidationError, match="青川第一小学"):
        add_school(
            by=officer,
            authority_id="bureau",
            values={"name": "新校", "stage": "primary", "code": "2133000099"},
        )


def test_a_merger_keeps_collaborations_and_moves_people_and_can_be_taken_back(district):
    officer = district.actor("officer")
    change = merge_school(by=officer, school_id="partner", into_id="other-lead", on=DAY)
    school = School.objects.get(pk="partner")
    assert (school.status, school.successor_id) == ("merged", "other-lead")
    assert Collaboration.objects.get(pk="c1").partner_id == "partner"
    assert not Person.objects.filter(school="partner").exists()
    head = Person.objects.get(pk="partner-0")
    assert (head.school_id, head.post) == ("other-lead", "other")
    before = {p.pk for p in roster(["partner"], date(2026, 4, 30))}
    assert before == {f"partner-{n}" for n in range(6)}
    undo_change(by=officer, change_id=change.pk)
    school.refresh_from_db()
    assert (school.status, school.successor_id) == ("open", None)
    head.refresh_from_db()
    assert (head.school_id, head.post) == ("partner", "head")
    assert school.changes.count() == 0
    assert AuditEvent.objects.filter(verb="schools.undo").count() == 1


def test_only_the_latest_change_is_taken_back(district):
    officer = district.actor("officer")
    first = rename_school(by=officer, school_id="lead", on=DAY, name="新名")
    close_school(by=officer, school_id="lead", on=DAY)
    with pytest.raises(ValidationError):
        undo_change(by=officer, change_id=first.pk)
    reopen_school(by=officer, school_id="lead", on=DAY)
    assert School.objects.get(pk="lead").status == "open"


def test_a_school_does_not_merge_into_one_that_is_closed_or_on_a_day_to_come(district):
    officer = district.actor("officer")
    close_school(by=officer, school_id="other-lead", on=DAY)
    with pytest.raises(ValidationError, match="青川第二小学"):
        merge_school(by=officer, school_id="partner", into_id="other-lead", on=DAY)
    with pytest.raises(ValidationError):
        merge_school(by=officer, school_id="partner", into_id="lead", on=date(2026, 9, 1))
    assert School.objects.get(pk="partner").status == "open"


def test_another_stage_has_the_duties_judged_anew(district):
    bring_up_to_date()
    edit_school(
        by=district.actor("officer"), school_id="lead", version=1, values={"stage": "nine_year"}
    )
    assert Standing.objects.get(collaboration="c1").stale
    assert not Standing.objects.get(collaboration="c2").stale
    assert check_stored() == []


def test_two_editors_do_not_overwrite_one_another(district):
    officer = district.actor("officer")
    edit_school(by=officer, school_id="lead", version=1, values={"phone": "1"})
    with pytest.raises(Conflict) as caught:
        edit_school(by=officer, school_id="lead", version=1, values={"phone": "2"})
    assert caught.value.record.phone == "1"


@pytest.mark.parametrize(
    "name", ["leader", "lead_head", "lead_coordinator", "lead_teacher", "viewer"]
)
def test_only_the_bureau_keeps_the_registry(district, name):
    with pytest.raises(PermissionDenied):
        rename_school(by=district.actor(name), school_id="lead", on=DAY, name="新名")
    with pytest.raises(PermissionDenied):
        add_school(
            by=district.actor(name),
            authority_id="bureau",
            values={"name": "新", "stage": "primary"},
        )
