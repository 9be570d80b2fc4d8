"""Mentor pairs: entered by one school, confirmed by the other, reconfirmed each semester."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.compliance.confirming import Conflict
from tandem.compliance.models import StoredFinding
from tandem.compliance.panels import everything_waiting_for, panels_of
from tandem.compliance.stored import check_stored
from tandem.mentoring.actions import (
    confirm_mentorship,
    end_mentorship,
    record_mentorship,
    renew_mentorships,
    revise_mentorship,
    withdraw_mentorship,
)
from tandem.mentoring.models import Mentorship, Renewal
from tandem.schools.actions.posts import person_leaves, transfer_person
from tests.web.conftest import TODAY


def pair_content(mentor="lead-2", mentee="partner-2", **changes):
    return {
        "id": None,
        "mentor": mentor,
        "mentee": mentee,
        "subject": "chinese",
        "starts_on": "2026-03-01",
        "ends_on": "2028-02-29",
        "goals": "",
    } | changes


def recorded(district, by="lead_coordinator", **changes):
    return record_mentorship(
        by=district.actor(by), collaboration_id="c1", content=pair_content(**changes)
    )


def status_of(requirement, period="t3"):
    return StoredFinding.objects.get(
        collaboration="c1", requirement=requirement, period=period
    ).status


def test_three_confirmed_pairs_meet_the_duty(district, as_user):
    client = as_user("lead_coordinator")
    form = {"starts_on": "2026-03-01", "ends_on": "2028-02-29", "client_key": "k1"}
    for row, (mentor, mentee) in enumerate((("2", "2"), ("3", "3"), ("4", "4"))):
        form |= {
            f"mentor-{row}": f"lead-{mentor}",
            f"mentee-{row}": f"partner-{mentee}",
            f"subject-{row}": "chinese",
            f"goals-{row}": "",
        }
    url = reverse("mentoring:new", args=["c1"])
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302  # sent twice
    pairs = list(Mentorship.objects.order_by("pk"))
    assert len(pairs) == 3
    assert status_of("mentor-pairs") == "open"
    partner = as_user("partner_coordinator")
    for pair in pairs:
        card = partner.get(reverse("mentoring:confirm", args=[pair.pk]))
        assert "属实" in card.content.decode()
        answer = {"version": pair.version}
        assert partner.post(reverse("mentoring:confirm", args=[pair.pk]), answer).status_code == 302
    assert status_of("mentor-pairs") == "met"
    assert check_stored() == []


def test_every_mistake_of_every_row_is_shown_and_what_was_typed_is_kept(district, as_user):
    client = as_user("lead_coordinator")
    form = {
        "starts_on": "",
        "mentor-0": "lead-2",
        "mentee-0": "lead-3",
        "subject-0": "",
        "mentor-1": "lead-2",
        "goals-1": "每月共备一课",
    }
    page = client.post(reverse("mentoring:new", args=["c1"]), form)
    assert page.status_code == 422
    errors = page.context["form"].errors
    assert {"starts_on", "subject-0", "mentee-1", "subject-1"} <= set(errors)
    assert "每月共备一课" in page.content.decode()
    form |= {"starts_on": "2026-03-01", "subject-0": "maths", "mentor-1": "", "goals-1": ""}
    page = client.post(reverse("mentoring:new", args=["c1"]), form)
    assert set(page.context["form"].errors) == {"mentee-0"}
    assert not Mentorship.objects.exists()


def test_one_wrong_row_keeps_all_rows_out(district, as_user):
    recorded(district)
    form = {"starts_on": "2026-03-01", "ends_on": ""}
    for row, mentee in enumerate(("2", "3")):
        form |= {f"mentor-{row}": "lead-2", f"mentee-{row}": f"partner-{mentee}"}
        form |= {f"subject-{row}": "chinese"}
    page = as_user("lead_coordinator").post(reverse("mentoring:new", args=["c1"]), form)
    assert set(page.context["form"].errors) == {"mentee-0"}
    assert Mentorship.objects.count() == 1


def test_a_third_mentee_is_refused_and_the_two_are_named(district):
    recorded(district, mentee="partner-2")
    recorded(district, mentee="partner-3")
    with pytest.raises(ValidationError) as refused:
        recorded(district, mentee="partner-4")
    text = refused.value.message_dict["mentor"][0]
    assert "田知秋" in text
    assert "田听雨" in text
    Mentorship.objects.filter(mentee="partner-2").update(ends_on=date(2026, 4, 1))
    recorded(district, mentee="partner-4", starts_on="2026-04-02")


def test_a_mentee_before_and_one_after_are_not_two_at_once(district):
    recorded(district, mentee="partner-2", starts_on="2025-03-01", ends_on="2025-07-10")
    recorded(district, mentee="partner-3", starts_on="2025-09-01", ends_on="2026-01-20")
    recorded(district, mentee="partner-4", starts_on="2025-03-01", ends_on="2026-01-20")


def test_a_mentor_of_the_partner_is_allowed(district):
    assert recorded(district, mentor="partner-2", mentee="lead-5").status == "submitted"


def test_two_of_one_school_or_of_another_one_are_refused(district):
    with pytest.raises(ValidationError) as one:
        recorded(district, mentee="lead-3")
    with pytest.raises(ValidationError) as other:
        recorded(district, mentee="other-lead-3")
    assert set(one.value.message_dict) == set(other.value.message_dict) == {"mentee"}


def test_only_the_other_school_confirms(district):
    pair = recorded(district)
    for name in ("lead_coordinator", "partner_teacher", "officer", "outsider"):
        with pytest.raises(PermissionDenied):
            confirm_mentorship(by=district.actor(name), key=pair.pk, version=pair.version)


def test_outsiders_get_404_and_colleagues_403(district, as_user):
    pair = recorded(district)
    for name in ("detail", "edit", "confirm", "reject", "withdraw", "end"):
        url = reverse(f"mentoring:{name}", args=[pair.pk])
        assert as_user("outsider").get(url).status_code == 404, name
        expected = 200 if name == "detail" else 403
        assert as_user("lead_teacher").get(url).status_code == expected, name
    new = reverse("mentoring:new", args=["c1"])
    assert as_user("outsider").get(new).status_code == 404
    assert as_user("lead_teacher").get(new).status_code == 403
    assert as_user("lead_head").get(reverse("mentoring:new")).status_code == 302


def test_a_correction_counts_once_it_is_confirmed(district):
    pair = recorded(district)
    pair = confirm_mentorship(by=district.actor("partner_head"), key=pair.pk, version=pair.version)
    pair = revise_mentorship(
        by=district.actor("lead_head"),
        key=pair.pk,
        version=pair.version,
        content=pair_content(id=pair.pk, subject="maths"),
    )
    pair.refresh_from_db()
    assert pair.subject == "chinese"
    pair = confirm_mentorship(by=district.actor("partner_head"), key=pair.pk, version=pair.version)
    assert (pair.subject, pair.status) == ("maths", "confirmed")


def test_an_edit_conflict_shows_both_versions_and_overwrites_nothing(district, as_user):
    pair = recorded(district)
    url = reverse("mentoring:edit", args=[pair.pk])
    form = pair_content() | {"version": 1}
    del form["id"]
    assert as_user("lead_coordinator").post(url, form | {"goals": "先到的目标"}).status_code == 302
    page = as_user("lead_head").post(url, form | {"goals": "后到的目标"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "先到的目标" in text
    assert "后到的目标" in text
    pair.refresh_from_db()
    assert pair.goals == "先到的目标"
    again = dict(page.context["kept"]) | {"version": page.context["record"].version}
    assert as_user("lead_head").post(url, again).status_code == 302
    pair.refresh_from_db()
    assert pair.goals == "后到的目标"


def test_rejected_with_a_reason(district, as_user):
    pair = recorded(district)
    client = as_user("partner_head")
    url = reverse("mentoring:reject", args=[pair.pk])
    assert client.post(url, {"version": 1, "reason": ""}).status_code == 422
    assert client.post(url, {"version": 1, "reason": "田老师已调走"}).status_code == 302
    pair.refresh_from_db()
    assert pair.status == "rejected"
    assert (
        "田老师已调走" in client.get(reverse("mentoring:detail", args=[pair.pk])).content.decode()
    )


def test_a_late_answer_to_a_withdrawn_pair_writes_nothing(district, as_user):
    pair = recorded(district)
    withdraw_mentorship(by=district.actor("lead_head"), key=pair.pk, version=1)
    with pytest.raises(Conflict):
        confirm_mentorship(by=district.actor("partner_head"), key=pair.pk, version=1)
    answer = as_user("partner_head").post(
        reverse("mentoring:confirm", args=[pair.pk]), {"version": 1}
    )
    assert answer.status_code == 302
    pair.refresh_from_db()
    assert pair.status == "withdrawn"


def test_the_bureau_confirms_only_after_ten_working_days(district, as_user, settings):
    pair = recorded(district)
    url = reverse("mentoring:confirm_late", args=[pair.pk])
    client = as_user("officer")
    answer = {"version": 1, "reason": "学校逾期未答复"}
    assert client.post(url, answer).status_code == 403
    settings.FIXED_TODAY = settings.FIXED_TODAY + timedelta(days=30)
    assert client.get(url).status_code == 200
    assert client.post(url, answer).status_code == 302
    pair.refresh_from_db()
    assert pair.status == "confirmed"


def confirmed(district, **changes):
    pair = recorded(district, **changes)
    return confirm_mentorship(by=district.actor("partner_head"), key=pair.pk, version=pair.version)


def test_ending_a_pair_waits_for_the_other_school(district, as_user):
    pair = confirmed(district)
    end_mentorship(
        by=district.actor("lead_head"), key=pair.pk, version=pair.version, ends_on=date(2026, 5, 1)
    )
    pair.refresh_from_db()
    assert pair.ends_on == date(2028, 2, 29)
    as_user("partner_head").post(
        reverse("mentoring:confirm", args=[pair.pk]), {"version": pair.version}
    )
    pair.refresh_from_db()
    assert pair.ends_on == date(2026, 5, 1)


def test_a_pair_of_an_earlier_semester_is_reconfirmed_with_one_tap_and_undone(district, as_user):
    pair = confirmed(district, starts_on="2025-09-01")
    fresh = confirmed(district, mentor="lead-3", mentee="partner-3")
    client = as_user("partner_coordinator")
    kinds = [w.kind for w in everything_waiting_for(district.actor("partner_coordinator"))]
    assert kinds.count("reconfirm") == 1
    page = client.get(reverse("mentoring:reconfirm"))
    assert [p.pk for p in page.context["pairs"]] == [pair.pk]
    client.post(reverse("mentoring:reconfirm"), {"pair": [pair.pk]})
    client.post(reverse("mentoring:reconfirm"), {"pair": [pair.pk]})
    assert Renewal.objects.get().mentorship_id == pair.pk != fresh.pk
    assert not client.get(reverse("mentoring:reconfirm")).context["pairs"]
    client.post(reverse("mentoring:undo_reconfirm", args=[pair.pk]))
    assert not Renewal.objects.exists()
    with pytest.raises(PermissionDenied):
        renew_mentorships(by=district.actor("outsider"), keys=[pair.pk])


def test_panel_and_waiting_list_cost_two_queries(district, django_assert_max_num_queries):
    pair = confirmed(district)
    recorded(district, mentor="lead-3", mentee="partner-3")
    from tandem.mentoring import panels

    actor = district.actor("partner_head")
    panels.panel(district.pair, actor, district.terms[2])
    with django_assert_max_num_queries(2):
        panel = panels.panel(district.pair, actor, district.terms[2])
    with django_assert_max_num_queries(2):
        waiting = panels.waiting_for(actor)
    assert [w.kind for w in waiting] == ["confirm"]
    done = {d.rule: (d.achieved, d.required) for d in dict(panel.context["rows"])[pair]}
    assert done["mentor-observation"] == (0, 2)
    assert "mentorships" in [p.key for p in panels_of(district.pair, actor, district.terms[2])]


def test_the_page_counts_this_semester(district, as_user):
    from tandem.activities.actions import confirm_outing, record_outing

    pair = confirmed(district)
    outing = record_outing(
        by=district.actor("lead_coordinator"),
        collaboration_id="c1",
        content={
            "held_on": "2026-05-06",
            "host_side": "partner",
            "items": [
                {
                    "kind": "mentor_observation",
                    "sessions": 2,
                    "mentorship_id": pair.pk,
                    "people": [
                        {"key": "lead-2", "side": "lead", "post": "teacher", "part": "observer"},
                        {
                            "key": "partner-2",
                            "side": "partner",
                            "post": "teacher",
                            "part": "teacher",
                        },
                    ],
                }
            ],
        },
    )
    confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=outing.version)
    page = as_user("lead_head").get(reverse("mentoring:detail", args=[pair.pk]))
    done = {d.rule: d.achieved for d in page.context["done"]}
    assert done["mentor-observation"] == 2
    assert done["open-lesson"] == 0
    finding = StoredFinding.objects.get(
        collaboration="c1", requirement="mentor-observation", period="t3"
    )
    assert finding.achieved == finding.required == 1


def offered(form, name):
    """The groups of a select's choices: name of the group → ids."""
    return {str(group): [key for key, _n in who] for group, who in form.fields[name].choices[1:]}


def test_who_has_left_or_moved_since_is_picked_for_a_past_pair(district, as_user):
    officer = district.actor("officer")
    person_leaves(by=officer, person_id="lead-3", on=date(2026, 3, 31))
    transfer_person(
        by=officer, person_id="lead-4", to_school_id="partner", post="teacher", on=TODAY
    )
    client = as_user("lead_coordinator")
    url = reverse("mentoring:new", args=["c1"])
    # the form begins with the semester: then both were still at the lead school
    form = client.get(url).context["form"]
    assert {"lead-3", "lead-4"} <= set(offered(form, "mentor-0")["青川第一小学"])
    sent = {"starts_on": "2026-03-01", "ends_on": "2026-03-20", "client_key": "k"}
    for row, n in enumerate(("3", "4")):
        sent |= {f"mentor-{row}": f"lead-{n}", f"mentee-{row}": f"partner-{n}"}
        sent |= {f"subject-{row}": "chinese"}
    assert client.post(url, sent).status_code == 302
    assert Mentorship.objects.count() == 2
    # from today on the first is gone, and the second is of the mentee's own school
    page = client.post(url, sent | {"starts_on": "2026-05-12", "ends_on": "2026-07-01"})
    assert set(page.context["form"].errors) == {"mentor-0", "mentee-1"}
    groups = offered(page.context["form"], "mentor-0")
    assert "lead-4" in groups["石桥小学"]
    assert groups["其他时间在校的人员"] == ["lead-3"]
    assert Mentorship.objects.count() == 2
