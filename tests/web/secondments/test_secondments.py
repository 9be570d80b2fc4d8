"""Secondments: arranged by one side, confirmed by the other; log, summary, evaluation."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.compliance.confirming import Conflict
from tandem.compliance.models import StoredFinding
from tandem.compliance.panels import everything_waiting_for
from tandem.compliance.stored import check_stored
from tandem.schools.actions.posts import person_leaves, transfer_person
from tandem.secondments import panels
from tandem.secondments.actions import (
    confirm_secondment,
    evaluate_secondment,
    log_day,
    record_secondment,
    write_summary,
)
from tandem.secondments.content import weekdays
from tandem.secondments.models import LogEntry, Secondment


def content(**changes):
    return {
        "person": "partner-1",
        "from_side": "partner",
        "post": "deputy_head",
        "host_post": "教导处",
        "tasks": "",
        "starts_on": "2026-05-04",
        "ends_on": "2026-05-10",
    } | changes


def recorded(district, **changes):
    return record_secondment(
        by=district.actor("partner_coordinator"), collaboration_id="c1", content=content(**changes)
    )


def confirmed(district, **changes):
    record = recorded(district, **changes)
    return confirm_secondment(by=district.actor("lead_head"), key=record.pk, version=record.version)


def status_of(requirement):
    return StoredFinding.objects.get(
        collaboration="c1", requirement=requirement, period="t3"
    ).status


def test_confirmed_it_counts_and_evaluated_in_time_the_lead_has_met_its_duty(district, as_user):
    client = as_user("partner_coordinator")
    form = {
        "person": "partner-1",
        "starts_on": "2026-05-04",
        "ends_on": "2026-05-10",
        "host_post": "",
        "tasks": "",
    }
    assert client.post(reverse("secondments:new", args=["c1"]), form).status_code == 302
    record = Secondment.objects.get()
    assert (record.from_side, record.post) == ("partner", "deputy_head")
    host = as_user("lead_coordinator")
    host.post(reverse("secondments:confirm", args=[record.pk]), {"version": 1})
    assert status_of("secondment") == "met"
    assert status_of("secondment-evaluation") == "open"
    waiting = everything_waiting_for(district.actor("lead_coordinator"))
    assert [(w.kind, w.due_on) for w in waiting] == [("evaluate", date(2026, 7, 10))]
    url = reverse("secondments:evaluate", args=[record.pk])
    assert host.post(url, {"version": 2, "grade": ""}).status_code == 422
    answer = {"version": 2, "grade": "good", "opinion": "踏实"}
    assert host.post(url, answer).status_code == 302
    record.refresh_from_db()
    assert (record.evaluated_on, record.grade) == (date(2026, 5, 12), "good")
    assert status_of("secondment-evaluation") == "met"
    assert not everything_waiting_for(district.actor("lead_coordinator"))
    assert check_stored() == []


def test_four_weekdays_draw_a_warning_and_do_not_count(district, as_user):
    record = confirmed(district, ends_on="2026-05-07")
    page = as_user("lead_head").get(reverse("secondments:detail", args=[record.pk]))
    assert len(page.context["will_not_count"]) == 1
    assert status_of("secondment") == "open"


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 5, 4), date(2026, 5, 8), 5),
        (date(2026, 5, 9), date(2026, 5, 10), 0),
        (date(2026, 5, 6), date(2026, 5, 19), 10),
        (date(2026, 5, 8), date(2026, 5, 11), 2),
    ],
)
def test_weekdays(first, last, days):
    assert weekdays(first, last) == days


def test_only_the_host_evaluates_and_only_what_is_confirmed(district):
    record = recorded(district)
    host = district.actor("lead_head")
    with pytest.raises(ValidationError):
        evaluate_secondment(by=host, key=record.pk, version=1, grade="good")
    record = confirm_secondment(by=host, key=record.pk, version=1)
    for name in ("partner_head", "lead_teacher", "officer", "outsider"):
        with pytest.raises(PermissionDenied):
            evaluate_secondment(by=district.actor(name), key=record.pk, version=2, grade="good")
    with pytest.raises(Conflict):
        evaluate_secondment(by=host, key=record.pk, version=1, grade="good")
    with pytest.raises(ValidationError) as wrong:
        evaluate_secondment(by=host, key=record.pk, version=2, grade="brilliant")
    assert set(wrong.value.message_dict) == {"grade"}


def test_a_later_change_of_words_keeps_the_first_date(district, settings):
    record = confirmed(district)
    host = district.actor("lead_head")
    record = evaluate_secondment(by=host, key=record.pk, version=2, grade="good")
    settings.FIXED_TODAY = date(2026, 9, 1)
    record = evaluate_secondment(by=host, key=record.pk, version=3, grade="excellent")
    assert (record.evaluated_on, record.grade) == (date(2026, 5, 12), "excellent")


@pytest.fixture
def own(district):
    person = district.people["partner-1"]
    person.user = district.users["partner_teacher"]
    person.save()
    return district.actor("partner_teacher")


def test_the_person_logs_today_first_and_past_days(district, as_user, own):
    record = confirmed(district, ends_on="2026-05-15")
    waiting = everything_waiting_for(own)
    assert [w.kind for w in waiting] == ["log"]
    client = as_user("partner_teacher")
    page = client.get(waiting[0].url)
    assert page.context["day"] == date(2026, 5, 12)
    client.post(waiting[0].url, {"on": "2026-05-12", "text": "听课两节", "seen": ""})
    client.post(waiting[0].url, {"on": "2026-05-08", "text": "参加备课", "seen": ""})
    assert list(LogEntry.objects.values_list("text", flat=True)) == ["参加备课", "听课两节"]
    assert not everything_waiting_for(own)
    for day in (date(2026, 5, 13), date(2026, 4, 1)):
        with pytest.raises(ValidationError):
            log_day(by=own, key=record.pk, on=day, text="x")
    url = reverse("secondments:log", args=[record.pk])
    assert as_user("lead_coordinator").get(url).status_code == 403
    assert as_user("outsider").get(url).status_code == 404


def test_two_who_write_one_text_overwrite_nothing(district, as_user, own):
    record = confirmed(district)
    write_summary(by=own, key=record.pk, text="先写的", seen="")
    url = reverse("secondments:summary", args=[record.pk])
    client = as_user("partner_coordinator")
    page = client.post(url, {"summary": "后写的", "seen": ""})
    assert page.status_code == 422
    text = page.content.decode()
    assert "先写的" in text
    assert "后写的" in text
    record.refresh_from_db()
    assert record.summary == "先写的"
    assert client.post(url, {"summary": "合在一起", "seen": "先写的"}).status_code == 302


def test_every_mistake_at_once(district, as_user):
    with pytest.raises(ValidationError) as wrong:
        recorded(district, person="other-lead-1", starts_on="2026-05-10", ends_on="2026-05-01")
    assert set(wrong.value.message_dict) == {"person", "ends_on"}
    page = as_user("partner_head").post(reverse("secondments:new", args=["c1"]), {"tasks": "听课"})
    assert set(page.context["form"].errors) == {"person", "starts_on", "ends_on"}
    assert "听课" in page.content.decode()


def test_panel_and_waiting_list_cost_two_queries(district, django_assert_max_num_queries):
    confirmed(district)
    actor = district.actor("lead_head")
    with django_assert_max_num_queries(2):
        panels.panel(district.pair, actor, district.terms[2])
    with django_assert_max_num_queries(2):
        panels.waiting_for(actor)


def test_who_has_moved_or_left_since_goes_from_the_school_of_that_time(district, as_user):
    officer = district.actor("officer")
    transfer_person(
        by=officer, person_id="partner-1", to_school_id="lead", post="teacher", on=date(2026, 5, 11)
    )
    person_leaves(by=officer, person_id="partner-2", on=date(2026, 3, 31))
    client = as_user("partner_coordinator")
    url = reverse("secondments:new", args=["c1"])
    form = {"person": "partner-1", "starts_on": "2026-04-06", "ends_on": "2026-04-30"}
    assert client.post(url, form).status_code == 302
    record = Secondment.objects.get()
    assert (record.from_side, record.post) == ("partner", "deputy_head")
    form = {"person": "partner-2", "starts_on": "2026-03-02", "ends_on": "2026-03-20"}
    assert client.post(url, form).status_code == 302
    page = client.post(url, form | {"starts_on": "2026-04-06", "ends_on": "2026-04-30"})
    assert set(page.context["form"].errors) == {"person"}
    assert Secondment.objects.count() == 2
    # corrected to days after the move, the person goes from the other school
    change = {"person": "partner-1", "starts_on": "2026-05-11", "ends_on": "2026-06-05"}
    revised = reverse("secondments:edit", args=[record.pk])
    assert client.post(revised, change | {"version": record.version}).status_code == 302
    record.refresh_from_db()
    assert (record.from_side, record.post) == ("lead", "teacher")
