"""Rounds, semesters and collaborations; who sees which."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404
from django.urls import reverse

from tandem.compliance.models import Standing
from tandem.compliance.stored import bring_up_to_date
from tandem.pairings.models import Collaboration, Round
from tandem.pairings.queries import current_term, get_collaboration_for, visible_collaborations
from tandem.policy.load import parse_policy
from tandem.schools.models import Authority


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("lead_head", {"c1"}),
        ("partner_teacher", {"c1"}),
        ("outsider", {"c2"}),
        ("officer", {"c1", "c2"}),
        ("viewer", {"c1", "c2"}),
        ("inspector", {"c1", "c2"}),
        ("auditor", set()),
    ],
)
def test_who_sees_which_collaborations(district, name, seen):
    actor = district.actor(name)
    assert {pair.pk for pair in visible_collaborations(actor)} == seen
    for pk in {"c1", "c2"} - seen:
        with pytest.raises(Http404):
            get_collaboration_for(actor, pk)


def test_a_higher_authority_sees_its_bureaus_and_another_bureau_nothing(district):
    city = Authority.objects.create(id="city", name="市教育局")
    role = district.users["viewer"].assignments.get()
    role.organisation_id = "city"
    role.save()
    assert not visible_collaborations(district.actor("viewer"))
    district.authority.parent = city
    district.authority.save()
    assert visible_collaborations(district.actor("viewer")).count() == 2


def test_the_current_semester(district):
    for day, pk in (
        (date(2025, 1, 1), "t1"),
        (date(2025, 3, 1), "t1"),
        (date(2025, 8, 1), "t1"),
        (date(2026, 5, 12), "t3"),
        (date(2030, 1, 1), "t6"),
    ):
        assert current_term("r1", day).pk == pk
    assert current_term("none", date(2026, 1, 1)) is None


def term_data(page):
    form = page.context["form"]
    return {
        name: str(form.get_initial_for_field(field, name)) for name, field in form.fields.items()
    }


def test_new_dates_make_the_findings_stale_and_wrong_ones_change_nothing(as_user, district):
    officer, url = as_user("officer"), reverse("round_terms", kwargs={"pk": "r1"})
    bring_up_to_date()
    data = term_data(officer.get(url))
    wrong = officer.post(url, data | {"2026-spring-ends": "2026-09-15"})
    assert wrong.status_code == 200
    assert "重叠" in wrong.content.decode()
    assert not Standing.objects.filter(stale=True).exists()
    assert officer.post(url, data | {"2026-spring-ends": "2026-07-03"}).status_code == 302
    assert Standing.objects.filter(stale=True).count() == 2
    assert district.round.terms.get(pk="t3").ends_on == date(2026, 7, 3)
    for name in ("leader", "lead_head"):
        assert as_user(name).get(url).status_code == 403


def test_a_round_is_added_with_proposed_semesters(as_user):
    officer = as_user("officer")
    data = term_data(officer.get(reverse("round_add"))) | {"name": "第二轮"}
    assert officer.post(reverse("round_add"), data).status_code == 302
    made = Round.objects.get(name="第二轮")
    assert made.terms.count() == 6
    assert made.pinned_policy.policy_id


def test_the_policy_of_a_round_is_read_in_words_and_taken_away(as_user, district):
    head = as_user("partner_head")
    page = head.get(reverse("round_policy", kwargs={"pk": "r1"})).content.decode()
    assert "专题讲座" in page
    assert "每学期至少 2 次" in page
    assert "5.1.2 双方每学期的共同活动" in page
    text = head.get(reverse("policy_file", kwargs={"pk": "r1"})).content.decode()
    assert parse_policy(text).hash == district.round.pinned_policy.policy_id


def test_a_round_without_a_policy_has_no_page_of_it(as_user, district):
    district.round.pinned_policy.delete()
    officer = as_user("officer")
    assert officer.get(reverse("round_policy", kwargs={"pk": "r1"})).status_code == 404
    assert "还没有选定政策" in officer.get(reverse("round", kwargs={"pk": "r1"})).content.decode()


def test_a_batch_is_called_as_people_call_it(as_user, district):
    pair = Collaboration.objects.get(pk="c1")
    for batch, title in (("2", ">第2批<"), ("第二批", ">第二批<")):
        pair.batch = batch
        pair.save()
        page = as_user("officer").get(reverse("round", kwargs={"pk": "r1"}))
        assert page.content.decode().count(title) == 2


def test_a_collaboration_is_added_changed_and_ended(as_user, district):
    officer = as_user("officer")
    words = {"origin": "assigned", "batch": "2", "starts_on": "2026-03-01"}
    data = words | {"lead": "lead", "partner": "other-partner", "plan_due_on": "2026-04-30"}
    add = reverse("collaboration_add", kwargs={"pk": "r1"})
    assert officer.post(add, data | {"partner": "lead"}).status_code == 200
    assert officer.post(add, data).status_code == 302
    made = Collaboration.objects.get(batch="2")
    edit = reverse("collaboration_edit", kwargs={"pk": made.pk})
    change = words | {"batch": "3", "plan_due_on": "2026-05-30", "version": made.version}
    assert officer.post(edit, change).status_code == 302
    stale = officer.post(edit, change | {"batch": "4"})
    assert stale.status_code == 200
    assert "内容已被他人修改" in stale.content.decode()
    made.refresh_from_db()
    assert made.batch == "3"
    end = {"end": "1", "ends_on": "2026-12-31", "version": made.version}
    assert officer.post(edit, end).status_code == 302
    made.refresh_from_db()
    assert made.ends_on == date(2026, 12, 31)


@pytest.mark.parametrize("name", ["lead_head", "lead_teacher", "leader", "viewer", "inspector"])
def test_a_round_s_page_is_read_by_those_in_it(as_user, name):
    page = as_user(name).get(reverse("round", kwargs={"pk": "r1"}))
    assert page.status_code == 200
    assert not page.context["manages"]
