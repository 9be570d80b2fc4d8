"""The first page of the bureau's roles: what waits, with its date and one link; never empty without words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tandem.activities.models import Outing
from tandem.compliance.stored import reevaluate
from tandem.exchange.models import ImportRun
from tandem.inspections.models import Visit
from tandem.mentoring.models import Mentorship
from tandem.notifications.actions import complain, notify
from tandem.pairings.models import Round
from tandem.plans.models import Plan
from tests.web.conftest import TODAY


def page(client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def asked(days_ago: int) -> datetime:
    return timezone.make_aware(
        datetime.combine(TODAY - timedelta(days=days_ago), datetime.min.time())
    )


@pytest.fixture
def silent(district):
    """Two records that the partner school has left unanswered for long, one that it was sent lately."""
    pair = district.pair
    old = Outing.objects.create(
        collaboration=pair,
        held_on=date(2026, 4, 1),
        host_side="partner",
        status="submitted",
        recorded_side="lead",
        recorded_at=asked(40),
    )
    new = Outing.objects.create(
        collaboration=pair,
        held_on=date(2026, 5, 6),
        host_side="partner",
        status="submitted",
        recorded_side="lead",
        recorded_at=asked(4),
    )
    mentorship = Mentorship.objects.create(
        collaboration=pair,
        mentor=district.people["lead-2"],
        mentee=district.people["partner-2"],
        subject="chinese",
        starts_on=date(2026, 3, 10),
        status="submitted",
        recorded_side="lead",
        recorded_at=asked(40),
    )
    return old, new, mentorship


def test_an_officer_is_told_of_silent_schools_with_the_day_and_the_way_to_confirm(silent, as_user):
    old, new, mentorship = silent
    html = page(as_user("officer"))
    assert f"/outings/{old.pk}/confirm-late/" in html
    assert f"/mentoring/{mentorship.pk}/confirm-late/" in html
    assert f"/outings/{new.pk}/" not in html
    assert "石桥小学超过十个工作日未答复：2026年4月1日的活动" in words(html)
    assert re.search(r"2026年4月\d+日到期", words(html))
    assert "confirm-late" not in page(as_user("leader"))
    assert "confirm-late" not in page(as_user("partner_coordinator"))


def test_open_complaints_wait_for_the_officer_until_answered(district, as_user):
    row = complain(by=district.actor("lead_teacher"), text="手机上看不清表头" + "很长" * 40)
    html = page(as_user("officer"))
    assert f'href="{reverse("complaint", args=[row.pk])}"' in html
    assert "手机上看不清表头" in html
    assert "很长" * 20 not in html
    assert "手机上看不清表头" not in page(as_user("leader"))
    row.answered_at = asked(0)
    row.save()
    assert "手机上看不清表头" not in page(as_user("officer"))


@pytest.mark.parametrize("who", ["officer", "administrator"])
def test_a_pair_whose_school_is_gone_waits_to_be_re_arranged(district, as_user, who):
    district.schools["partner"].status = "closed"
    district.schools["partner"].save()
    html = page(as_user(who))
    assert "协作需重新安排：青川第一小学 — 石桥小学" in words(html)
    assert f'href="{reverse("collaboration_edit", args=["c1"])}"' in html
    district.pair.ends_on = TODAY - timedelta(days=1)
    district.pair.save()
    assert "待调整" not in page(as_user(who))


def test_an_import_that_was_previewed_waits_for_whoever_began_it(district, as_user):
    run = ImportRun.objects.create(
        target="schools",
        user=district.users["officer"],
        organisation_id="bureau",
        file_name="学校名册.xlsx",
        content=b"",
        state="mapped",
    )
    assert f"/imports/{run.pk}/check" in page(as_user("officer"))
    assert "学校名册" not in page(as_user("administrator"))
    run.state = "applied"
    run.save()
    assert "学校名册" not in page(as_user("officer"))


def test_plans_wait_with_their_date(district, as_user):
    plan = Plan.objects.create(collaboration=district.pair, submitted_on=date(2025, 4, 20))
    for who in ("officer", "leader"):
        html = page(as_user(who))
        assert f"/plans/{plan.pk}/approve" in html
        assert "2025年5月30日前" in words(html)


def test_what_is_not_set_up_waits_for_the_administrator(district, as_user):
    html = page(as_user("administrator"))
    assert "有 1 所参加协作的学校还没有可以登录的校长或联络员" in words(html)
    assert "还没有学期或政策" not in html
    Round.objects.create(
        id="r9",
        name="第九轮",
        authority=district.authority,
        starts_on=date(2028, 3, 1),
        ends_on=date(2031, 2, 28),
    )
    assert "第九轮还没有学期或政策" in words(page(as_user("administrator")))


@pytest.mark.parametrize("who", ["officer", "leader", "viewer"])
def test_the_semester_at_a_glance_counts_what_the_linked_boards_show(district, as_user, who):
    client = as_user(who)
    seen = client.get("/").context["glance"]
    assert seen.total == 2
    for line in (seen.short, seen.near, seen.done, *seen.duties):
        shown = client.get(line.url)
        assert len(shown.context["board"].shown) == line.count
    assert seen.short.count == 2
    assert [line.count for line in seen.duties] == [2, 2, 2]


def test_an_inspector_sees_what_is_still_to_be_visited(district, as_user):
    client = as_user("inspector")
    text = page(client)
    assert "青川第一小学 — 石桥小学" in text
    assert "2026年7月10日前" in words(text)
    assert f'href="{reverse("inspections:new", args=["c1"])}"' in text
    for pair in (district.pair, district.other_pair):
        Visit.objects.create(collaboration=pair, department="research", visited_on=date(2026, 4, 2))
    reevaluate(["c1", "c2"])
    assert "本学期每对协作都已调研" in page(client)


def test_an_auditor_sees_how_the_trail_stands(district, as_user):
    client = as_user("auditor")
    assert "记录链还没有核验过" in page(client)
    client.post(reverse("audit_verify"))
    assert "最近核验于2026年5月12日：记录链完好。" in words(page(client))


def test_new_notices_are_one_tap_away_for_everyone(district, as_user):
    notify([district.users["viewer"].pk], "nudge", {"by": "x"}, url="/")
    assert "1 条新通知" in page(as_user("viewer"))
    assert "新通知" not in page(as_user("leader"))


@pytest.mark.parametrize(
    "who", ["administrator", "officer", "leader", "inspector", "viewer", "auditor"]
)
def test_no_first_page_is_empty_without_words(district, as_user, who):
    html = page(as_user(who))
    main = html[html.index("<main") : html.index("</main>")]
    assert main.count("<h2") >= 2
    assert 'class="btn btn-primary"' in main
    assert "<li" in main
