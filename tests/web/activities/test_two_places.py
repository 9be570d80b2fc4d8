"""A person in two places on one day draws a warning, which tells nobody of other schools' records."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.activities.actions import record_outing
from tandem.pairings.models import Collaboration
from tests.web.activities.test_confirming_an_outing import LECTURER, content


@pytest.fixture
def elsewhere(district):
    """The lead school's lecturer was at another partner's on the same day."""
    third = Collaboration.objects.create(
        id="c3",
        round=district.round,
        lead=district.schools["lead"],
        partner=district.schools["other-partner"],
        starts_on=date(2025, 3, 1),
        plan_due_on=date(2025, 4, 30),
    )
    return record_outing(
        by=district.actor("lead_teacher"),
        collaboration_id=third.pk,
        content=content(("lecture", [LECTURER])),
    )


def checked(client, place="partner"):
    day = {"held_on": "2026-05-11", "host_side": place, "collaboration": "c1"}
    what = client.post("/outings/record/", day).url
    client.post(what, {"kinds": ["lecture"]})
    client.post(what.replace("/what/", "/who/"), {"people_lead": ["lead-2"]})
    return client.get(what.replace("/what/", "/check/")).content.decode()


def test_the_own_school_is_told_where(elsewhere, as_user):
    page = checked(as_user("lead_teacher"))
    assert "周知秋当天还参加了另一次活动（青川第一小学与柳湾小学）" in page


def test_the_other_school_is_told_only_that(elsewhere, as_user):
    page = checked(as_user("partner_coordinator"))
    assert "周知秋当天还参加了另一次活动。" in page
    assert "柳湾小学" not in page


def test_one_place_for_two_collaborations_is_no_warning(elsewhere, as_user):
    elsewhere.host_side = "lead"
    elsewhere.save()
    assert "另一次活动" not in checked(as_user("lead_teacher"), place="lead")
    assert "另一次活动" in checked(as_user("lead_teacher"), place="partner")
