"""One school records an outing, the other answers; only what both agree on counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tandem.activities.actions import (
    confirm_outing,
    confirm_outing_for_school,
    record_outing,
    reject_outing,
    revise_outing,
    withdraw_outing,
)
from tandem.activities.content import snapshot
from tandem.activities.models import Outing
from tandem.audit.models import AuditEvent
from tandem.compliance.confirming import Conflict
from tandem.compliance.models import StoredFinding
from tandem.compliance.stored import check_stored


def person(key, side, post="teacher", honour="", part="attendee"):
    return {"key": key, "side": side, "post": post, "honour": honour, "part": part}


LECTURER = person("lead-2", "lead", honour="backbone", part="speaker")
HEADS = [person("lead-0", "lead", "head"), person("partner-0", "partner", "head")]


def content(*items, held_on="2026-05-11", host_side="partner"):
    return {
        "held_on": held_on,
        "host_side": host_side,
        "place": "",
        "note": "",
        "items": [
            {"id": None, "kind": kind, "topics": [], "people": people} for kind, people in items
        ],
    }


LECTURE = content(("lecture", [LECTURER, person("partner-4", "partner")]))
TWO_LECTURES = content(
    ("lecture", [LECTURER]), ("lecture", [LECTURER, person("partner-3", "partner")])
)


def finding(district, requirement="lecture"):
    return StoredFinding.objects.get(
        collaboration=district.pair, requirement=requirement, period="t3"
    )


def recorded(district, what=LECTURE, by="lead_teacher", key=None):
    return record_outing(by=district.actor(by), collaboration_id="c1", content=what, client_key=key)


def test_only_a_confirmed_outing_counts(district):
    outing = recorded(district, TWO_LECTURES)
    assert (finding(district).achieved, finding(district).status) == (0, "open")
    assert outing.waits_for == "partner"

    confirm_outing(by=district.actor("partner_coordinator"), key=outing.pk, version=outing.version)

    assert (finding(district).achieved, finding(district).status) == (2, "met")
    assert check_stored() == []


def test_a_meeting_of_heads_counts_with_a_topic_and_both_heads(district):
    meeting = content(("heads_exchange", HEADS))
    meeting["items"][0]["topics"] = ["brand"]
    outing = recorded(district, meeting, by="partner_head")
    confirm_outing(by=district.actor("lead_head"), key=outing.pk, version=outing.version)
    assert finding(district, "heads-exchange").status == "met"


def test_nobody_confirms_for_his_own_side(district):
    outing = recorded(district)
    for name in ("lead_head", "lead_coordinator"):
        with pytest.raises(PermissionDenied):
            confirm_outing(by=district.actor(name), key=outing.pk, version=outing.version)
    for name in ("partner_teacher", "outsider", "officer", "auditor"):
        with pytest.raises(PermissionDenied):
            confirm_outing(by=district.actor(name), key=outing.pk, version=outing.version)
    assert Outing.objects.get().status == "submitted"


def test_a_second_confirmation_is_told_that_it_is_done(district):
    outing = recorded(district)
    confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=1)
    with pytest.raises(Conflict) as told:
        confirm_outing(by=district.actor("partner_coordinator"), key=outing.pk, version=1)
    assert told.value.code == "decided"
    assert AuditEvent.objects.filter(verb="activities.confirm").count() == 1


def test_a_rejected_outing_says_why_and_can_be_sent_again(district):
    outing = recorded(district)
    partner = district.actor("partner_head")
    with pytest.raises(ValidationError):
        reject_outing(by=partner, key=outing.pk, version=outing.version, reason=" ")
    rejected = reject_outing(by=partner, key=outing.pk, version=outing.version, reason="那天在考试")
    assert (rejected.status, rejected.reason) == ("rejected", "那天在考试")

    changed = {**snapshot(rejected), "held_on": "2026-05-08"}
    again = revise_outing(
        by=district.actor("lead_teacher"), key=outing.pk, version=rejected.version, content=changed
    )
    assert again.status == "submitted"
    confirmed = confirm_outing(by=partner, key=outing.pk, version=again.version)
    assert confirmed.held_on.isoformat() == "2026-05-08"
    assert finding(district).achieved == 1


def test_what_was_confirmed_counts_until_its_correction_is_confirmed(district):
    outing = recorded(district, TWO_LECTURES)
    outing = confirm_outing(
        by=district.actor("partner_head"), key=outing.pk, version=outing.version
    )
    fewer = snapshot(outing)
    fewer["items"] = fewer["items"][:1]
    outing = revise_outing(
        by=district.actor("lead_coordinator"), key=outing.pk, version=outing.version, content=fewer
    )
    assert outing.waits_for == "partner"
    assert finding(district).achieved == 2

    confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=outing.version)
    assert finding(district).achieved == 1
    assert check_stored() == []


def test_the_asked_school_may_correct_and_the_first_confirms_that(district):
    outing = recorded(district, TWO_LECTURES)
    fewer = snapshot(outing)
    fewer["items"] = fewer["items"][:1]
    corrected = revise_outing(
        by=district.actor("partner_coordinator"),
        key=outing.pk,
        version=outing.version,
        content=fewer,
    )
    assert corrected.waits_for == "lead"
    assert finding(district).achieved == 0
    with pytest.raises(PermissionDenied):
        confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=corrected.version)
    confirm_outing(by=district.actor("lead_head"), key=outing.pk, version=corrected.version)
    assert finding(district).achieved == 1


def test_a_rejected_correction_leaves_what_stood(district):
    outing = recorded(district)
    outing = confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=1)
    moved = {**snapshot(outing), "held_on": "2026-01-10"}
    outing = revise_outing(
        by=district.actor("lead_head"), key=outing.pk, version=outing.version, content=moved
    )
    outing = reject_outing(
        by=district.actor("partner_head"),
        key=outing.pk,
        version=outing.version,
        reason="日期没有错",
    )
    assert (outing.status, outing.proposed) == ("confirmed", None)
    assert outing.held_on.isoformat() == "2026-05-11"


def test_a_confirmed_outing_is_taken_back_only_with_the_other_school(district):
    outing = recorded(district)
    outing = confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=1)
    outing = withdraw_outing(
        by=district.actor("lead_coordinator"),
        key=outing.pk,
        version=outing.version,
        reason="重复填报",
    )
    assert finding(district).achieved == 1
    outing = confirm_outing(
        by=district.actor("partner_head"), key=outing.pk, version=outing.version
    )
    assert outing.status == "withdrawn"
    assert finding(district).achieved == 0
    assert Outing.objects.count() == 1
    assert check_stored() == []


def test_one_form_sent_twice_is_one_outing(district):
    first = recorded(district, key="k1")
    second = recorded(district, key="k1")
    assert first.pk == second.pk
    assert Outing.objects.count() == 1


def test_an_editor_who_saw_an_older_version_overwrites_nothing(district):
    outing = recorded(district)
    later = {**snapshot(outing), "note": "第二次"}
    revise_outing(by=district.actor("lead_teacher"), key=outing.pk, version=1, content=later)
    stale = {**snapshot(outing), "note": "旧页面"}
    with pytest.raises(Conflict) as told:
        revise_outing(by=district.actor("lead_head"), key=outing.pk, version=1, content=stale)
    assert told.value.record.note == "第二次"
    assert Outing.objects.get().note == "第二次"


def test_after_ten_working_days_of_silence_the_bureau_may_confirm_with_a_reason(district, settings):
    outing = recorded(district, TWO_LECTURES)
    officer = district.actor("officer")
    with pytest.raises(PermissionDenied):
        confirm_outing_for_school(by=officer, key=outing.pk, version=1, reason="已核实")
    # 12 May 2026 is a Tuesday: ten working days later it is the 26th
    settings.FIXED_TODAY = settings.FIXED_TODAY + timedelta(days=14)
    with pytest.raises(PermissionDenied):
        confirm_outing_for_school(by=officer, key=outing.pk, version=1, reason="已核实")
    settings.FIXED_TODAY = settings.FIXED_TODAY + timedelta(days=1)
    with pytest.raises(ValidationError):
        confirm_outing_for_school(by=officer, key=outing.pk, version=1, reason="")
    outing = confirm_outing_for_school(by=officer, key=outing.pk, version=1, reason="已核实")
    assert (outing.status, outing.reason) == ("confirmed", "已核实")
    assert finding(district).status == "met"


def test_every_mistake_is_told_at_once_and_nothing_is_written(district):
    wrong = content(("singing", []), held_on="2026-09-09", host_side="moon")
    wrong["items"][0]["topics"] = ["stars"]
    with pytest.raises(ValidationError) as told:
        recorded(district, wrong)
    assert set(told.value.message_dict) == {"held_on", "host_side", "items", "topics"}
    assert Outing.objects.count() == 0


def test_every_write_leaves_one_event(district):
    outing = recorded(district)
    outing = confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=1)
    verbs = list(AuditEvent.objects.order_by("id").values_list("verb", "actor_name", "object_id"))
    assert verbs[-2:] == [
        ("activities.record", "Lead Teacher", outing.pk),
        ("activities.confirm", "Partner Head", outing.pk),
    ]
