"""Lists that say at once what one would open each entry for: who staffs a school, what a round holds."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils.translation import override

from tandem.accounts.models import RoleAssignment
from tandem.calendar.away import due
from tandem.schools.models import School
from tests.web.conftest import TODAY


def row(html: str, name: str) -> str:
    found = re.search(rf"<tr><th[^>]*><a[^>]*>{name}</a>.*?</tr>", html, re.S)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def test_the_list_of_schools_names_head_and_coordinator_or_says_that_there_is_none(
    district, as_user
):
    html = as_user("officer").get("/staffing").content.decode()
    lead = row(html, "青川第一小学")
    assert district.people["lead-0"].name in lead
    assert district.users["lead_coordinator"].name in lead
    assert "尚无" not in lead
    bare = row(html, "柳湾小学")
    assert "尚无校长" in bare
    assert "尚无联络员" in bare
    assert "1 所学校尚无联络员" in html


def test_a_coordinator_whose_role_has_ended_is_named_no_more(district, as_user):
    role = RoleAssignment.objects.get(user=district.users["lead_coordinator"])
    role.ends_on = TODAY - timedelta(days=1)
    role.save()
    assert "尚无联络员" in row(as_user("officer").get("/staffing").content.decode(), "青川第一小学")


def test_more_schools_ask_no_more_queries(district, as_user, django_assert_num_queries):
    browser = as_user("officer")
    browser.get("/staffing")
    with django_assert_num_queries(6):
        browser.get("/staffing")
    for n in range(5):
        School.objects.create(
            id=f"s{n}", name=f"新设第{n}小学", stage="primary", authority=district.authority
        )
    with django_assert_num_queries(6):
        assert "新设第4小学" in browser.get("/staffing").content.decode()


def test_a_round_says_how_many_collaborations_it_has_and_which_semester_runs(district, as_user):
    html = as_user("officer").get("/rounds").content.decode()
    assert "<span>2 对</span>" in html
    assert "2026年春季学期" in html
    with override_settings(FIXED_TODAY=district.round.ends_on):
        assert "春季学期" not in as_user("officer").get("/rounds").content.decode()


@pytest.mark.parametrize(
    ("days", "said"), [(11, "（还有 11 天）"), (0, "（今天）"), (-6, "（已过 6 天）")]
)
def test_a_last_day_says_how_far_away_it_is(days, said):
    with override("zh-hans"):
        assert due(TODAY + timedelta(days=days)).endswith(said)
