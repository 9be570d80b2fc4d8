"""A plan's two dates: the schools hand it in, the bureau approves it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.audit.models import AuditEvent
from tandem.compliance.models import StoredFinding
from tandem.compliance.panels import everything_waiting_for
from tandem.compliance.stored import check_stored
from tandem.plans import panels
from tandem.plans.actions import approve_plan, submit_plan
from tandem.plans.models import Plan


def status_of(requirement):
    return StoredFinding.objects.get(collaboration="c1", requirement=requirement).status


def submitted(district, day=date(2025, 4, 10), by="lead_head"):
    return submit_plan(by=district.actor(by), collaboration_id="c1", submitted_on=day)


def test_handed_in_and_approved_in_time_both_duties_are_met(district, as_user):
    url = reverse("plans:new", args=["c1"])
    form = {"submitted_on": "2025-04-10", "note": "第一稿"}
    assert as_user("partner_coordinator").post(url, form).status_code == 302
    plan = Plan.objects.get()
    assert (status_of("plan"), status_of("plan-approval")) == ("met", "short")
    (waiting,) = everything_waiting_for(district.actor("leader"))
    assert (waiting.kind, waiting.due_on) == ("decide", date(2025, 5, 30))
    answer = {"version": plan.version, "approved_on": "2025-05-06"}
    assert as_user("leader").post(waiting.url, answer).status_code == 302
    assert status_of("plan-approval") == "met"
    assert AuditEvent.objects.filter(object_type="plan").count() == 2
    assert check_stored() == []


def test_who_may(district, as_user):
    plan = submitted(district)
    for name in ("officer", "lead_teacher", "outsider"):
        with pytest.raises(PermissionDenied):
            submitted(district, by=name)
    for name in ("lead_head", "inspector", "outsider"):
        with pytest.raises(PermissionDenied):
            approve_plan(
                by=district.actor(name), key=plan.pk, version=1, approved_on=date(2025, 5, 6)
            )
    detail = reverse("plans:detail", args=[plan.pk])
    assert as_user("outsider").get(detail).status_code == 404
    assert as_user("lead_head").get(reverse("plans:approve", args=[plan.pk])).status_code == 403


def test_mistakes(district, as_user):
    with pytest.raises(ValidationError):
        submitted(district, day=date(2026, 6, 1))
    plan = submitted(district)
    with pytest.raises(ValidationError):
        approve_plan(
            by=district.actor("officer"), key=plan.pk, version=1, approved_on=date(2025, 4, 9)
        )
    page = as_user("lead_head").post(reverse("plans:new", args=["c1"]), {"submitted_on": "bald"})
    assert page.status_code == 422


def test_a_stale_page_overwrites_nothing_and_tells_what_stands(district, as_user):
    plan = submitted(district)
    url = reverse("plans:edit", args=[plan.pk])
    first = {"version": 1, "submitted_on": "2025-04-11", "note": ""}
    assert as_user("lead_head").post(url, first).status_code == 302
    client = as_user("partner_head")
    page = client.post(url, {"version": 1, "submitted_on": "2025-04-15", "note": ""})
    assert page.status_code == 422
    plan.refresh_from_db()
    assert plan.submitted_on == date(2025, 4, 11)
    again = {"version": page.context["form"]["version"].value(), "submitted_on": "2025-04-15"}
    assert client.post(url, again).status_code == 302


def test_activities_before_the_approval_draw_a_warning(
    district, as_user, django_assert_max_num_queries
):
    from tandem.activities.actions import record_outing

    submitted(district)
    record_outing(
        by=district.actor("lead_coordinator"),
        collaboration_id="c1",
        content={
            "held_on": "2026-05-06",
            "host_side": "partner",
            "items": [{"kind": "collaboration_meeting", "people": []}],
        },
    )
    actor = district.actor("leader")
    with django_assert_max_num_queries(2):
        panel = panels.panel(district.pair, actor, district.terms[2])
    assert panel.context["early"].count == 1
    with django_assert_max_num_queries(2):
        panels.waiting_for(actor)
