"""Department visits and the ratings of a year's checks."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.accounts.models import RoleAssignment
from tandem.compliance.models import StoredFinding
from tandem.compliance.stored import check_stored
from tandem.inspections.actions import record_visit, remove_visit, set_ratings
from tandem.inspections.models import CheckRating, Visit


def visited(district, by="officer", **changes):
    content = {
        "department": "research",
        "visited_on": date(2026, 5, 6),
        "approved_list_number": "2026-07",
    }
    return record_visit(by=district.actor(by), collaboration_id="c1", **content | changes)


def status():
    return StoredFinding.objects.get(
        collaboration="c1", requirement="department-visit", period="t3"
    ).status


@pytest.fixture
def of_research(district):
    RoleAssignment.objects.filter(user=district.users["inspector"]).update(department="research")


def test_a_visit_meets_the_bureaus_duty_and_removing_it_takes_it_back(district, as_user):
    form = {
        "department": "research",
        "visited_on": "2026-05-06",
        "approved_list_number": "2026-07",
        "note": "",
    }
    answer = as_user("officer").post(reverse("inspections:new", args=["c1"]), form)
    assert answer.status_code == 302
    assert status() == "met"
    visit = Visit.objects.get()
    as_user("officer").post(reverse("inspections:remove", args=[visit.pk]), {"version": 1})
    assert status() == "open"
    assert check_stored() == []


def test_an_inspector_records_for_the_own_department_alone(district, as_user, of_research):
    page = as_user("inspector").get(reverse("inspections:new", args=["c1"]))
    assert page.context["form"]["department"].value() == "research"
    visit = visited(district, by="inspector")
    with pytest.raises(PermissionDenied):
        visited(district, by="inspector", department="education")
    other = visited(district, department="education")
    with pytest.raises(PermissionDenied):
        remove_visit(by=district.actor("inspector"), key=other.pk, version=1)
    assert as_user("inspector").get(reverse("inspections:edit", args=[other.pk])).status_code == 403
    assert as_user("lead_head").get(reverse("inspections:edit", args=[visit.pk])).status_code == 403
    assert (
        as_user("outsider").get(reverse("inspections:detail", args=[visit.pk])).status_code == 404
    )


def test_every_mistake_at_once(district):
    with pytest.raises(ValidationError) as wrong:
        visited(district, visited_on=date(2027, 1, 1), approved_list_number=" ", department="x")
    assert set(wrong.value.message_dict) == {"department", "visited_on", "approved_list_number"}


def test_a_second_comprehensive_inspection_in_a_year_draws_a_warning(district, as_user):
    visited(district, comprehensive=True, visited_on=date(2026, 3, 10))
    second = visited(district, comprehensive=True)
    page = as_user("officer").get(reverse("inspections:detail", args=[second.pk]))
    assert len(page.context["earlier"]) == 1
    third = visited(district, comprehensive=True, visited_on=date(2025, 5, 6))
    page = as_user("officer").get(reverse("inspections:detail", args=[third.pk]))
    assert page.context["earlier"] == []


def test_ratings_by_side_and_year_where_empty_is_no_data(district, as_user):
    client = as_user("inspector")
    url = reverse("inspections:ratings", args=["c1", 2026])
    assert client.get(reverse("inspections:ratings", args=["c1"])).url == url
    client.post(url, {"lead": "0.85", "partner": "", "seen_lead": "", "seen_partner": ""})
    assert list(CheckRating.objects.values_list("side", "rating")) == [("lead", 0.85)]
    page = client.post(url, {"lead": "1.2", "partner": "x", "seen_lead": "0.85"})
    assert set(page.context["form"].errors) >= {"partner"}
    page = as_user("officer").post(url, {"lead": "0.5", "partner": "0.7", "seen_lead": ""})
    assert page.status_code == 422
    assert "0.85" in page.content.decode()
    assert CheckRating.objects.get().rating == 0.85
    client.post(url, {"lead": "", "partner": "", "seen_lead": "0.85"})
    assert not CheckRating.objects.exists()
    with pytest.raises(PermissionDenied):
        set_ratings(
            by=district.actor("lead_head"),
            collaboration_id="c1",
            year=2026,
            ratings={"lead": 1.0},
            seen={"lead": None},
        )


@pytest.mark.parametrize("version", ["", "two", "99999999999999999999"])
def test_a_removal_that_does_not_say_what_was_seen_removes_nothing(district, as_user, version):
    visit = visited(district)
    page = as_user("officer").post(
        reverse("inspections:remove", args=[visit.pk]), {"version": version}, follow=True
    )
    assert page.status_code == 200
    assert Visit.objects.filter(pk=visit.pk).exists()
