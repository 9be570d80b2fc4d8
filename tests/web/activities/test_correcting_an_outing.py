"""A correction begins with a button: to look at an outing writes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.activities.actions import confirm_outing, record_outing
from tandem.activities.content import snapshot
from tandem.activities.models import Outing, OutingDraft
from tandem.schools.actions import appoint_person, transfer_person
from tests.web.activities.test_confirming_an_outing import LECTURE, content, person


@pytest.fixture
def outing(district):
    return record_outing(by=district.actor("lead_teacher"), collaboration_id="c1", content=LECTURE)


def test_whoever_only_comes_to_the_address_begins_nothing(outing, as_user):
    answer = as_user("lead_teacher").get(f"/outings/{outing.pk}/edit/")
    assert (answer.status_code, answer.url) == (302, f"/outings/{outing.pk}/")
    assert not OutingDraft.objects.exists()


def test_the_button_begins_a_correction_and_goes_on_with_it_later(outing, as_user):
    client = as_user("lead_teacher")
    edit = f"/outings/{outing.pk}/edit/"
    assert f'<form method="post" action="{edit}">' in client.get(f"/outings/{outing.pk}/").text
    begun = client.post(edit)
    draft = OutingDraft.objects.get()
    assert (draft.corrects, begun.url) == (outing.pk, f"/outings/drafts/{draft.pk}/check/")
    assert client.post(edit).url == begun.url
    assert OutingDraft.objects.count() == 1
    client.post(begun.url, {"note": "又一次"})
    outing.refresh_from_db()
    assert outing.note == "又一次"


def test_whoever_answers_may_say_that_it_was_not_quite_so(outing, district, as_user):
    client = as_user("partner_head")
    edit = f"/outings/{outing.pk}/edit/"
    assert f'formaction="{edit}"' in client.get(f"/outings/{outing.pk}/confirm/").text
    begun = client.post(edit, {"version": outing.version})
    client.post(begun.url, {"note": "不完全是"})
    outing.refresh_from_db()
    assert outing.status == "submitted"
    assert outing.waits_for == "lead"


def test_of_a_confirmed_outing_it_becomes_a_proposal(outing, district, as_user):
    confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=outing.version)
    client = as_user("lead_teacher")
    client.post(client.post(f"/outings/{outing.pk}/edit/").url, {"note": "补充"})
    outing.refresh_from_db()
    assert (outing.note, outing.proposed["note"]) == ("", "补充")


def of_the_workbook(district):
    """One outing as another system tells it: each item with people, topics and parts of its own."""
    first = [
        person("lead-2", "lead", honour="backbone", part="speaker"),
        person("partner-4", "partner"),
        person("partner-1", "partner", "middle_manager", part="chair"),
    ]
    second = [
        person("lead-3", "lead", honour="backbone", part="speaker"),
        person("partner-5", "partner"),
    ]
    told = content(("lecture", first), ("lecture", second), ("joint_seminar", second[1:]))
    told["items"][0] |= {"title": "整本书阅读"}
    told["items"][1] |= {"title": "数学阅读"}
    told["items"][2] |= {"topics": ["culture"]}
    return record_outing(by=district.actor("lead_teacher"), collaboration_id="c1", content=told)


def corrected(outing, client, **steps):
    """A correction begun, some of its steps answered anew, and sent; the outing's items after it."""
    check = client.post(f"/outings/{outing.pk}/edit/").url
    for step, answers in steps.items():
        answer = client.post(check.replace("/check/", f"/{step}/"), answers)
        assert answer.status_code == 302, answer.content.decode()
    assert client.post(check, {"note": "更正"}).status_code == 302
    outing.refresh_from_db()
    assert outing.note == "更正"
    return snapshot(outing)["items"]


WHERE = {"held_on": "2026-05-08", "host_side": "lead", "collaboration": "c1"}


def test_a_correction_of_the_day_leaves_each_item_its_people_and_details(district, as_user):
    outing = of_the_workbook(district)
    before = snapshot(outing)["items"]
    assert corrected(outing, as_user("lead_teacher"), where=WHERE) == before
    assert outing.held_on.isoformat() == "2026-05-08"


def test_a_person_added_or_taken_away_changes_nothing_else(district, as_user):
    outing = of_the_workbook(district)
    before = snapshot(outing)["items"]
    who = {
        "people_lead": ["lead-2", "lead-3", "lead-5"],
        "people_partner": ["partner-1", "partner-4"],
    }
    after = corrected(outing, as_user("lead_teacher"), who=who)
    added = person("lead-5", "lead")
    for old, new in zip(before, after, strict=True):
        old["people"] = [p for p in old["people"] if p["key"] != "partner-5"] + [added]
        assert sorted(new.pop("people"), key=str) == sorted(old.pop("people"), key=str)
        assert new == old


def test_people_stand_where_they_were_on_that_day(district, as_user):
    """Whoever has moved since taught for the old school, in the post of that day."""
    mover, promoted = district.people["lead-2"], district.people["lead-1"]
    by = district.actor("officer")
    transfer_person(by=by, person_id=mover.pk, to_school_id="other-lead", on=date(2026, 5, 9))
    appoint_person(by=by, person_id=promoted.pk, post="archives", on=date(2026, 5, 9))

    client = as_user("lead_teacher")
    day = {"held_on": "2026-05-06", "host_side": "partner"}
    what = client.post("/outings/record/", day).url
    who = client.post(what, {"kinds": ["lecture"]}).url
    led = client.post(who, {"people_lead": ["lead-1", "lead-2"], "people_partner": ["partner-3"]})
    check = client.post(led.url, {"lecture-0": "lead-2"}).url
    client.post(check, {"note": ""})

    people = {p.person_key: p for p in Outing.objects.get().items.get().participations.all()}
    assert (people["lead-2"].side, people["lead-2"].part) == ("lead", "speaker")
    assert people["lead-1"].post == "deputy_head"


@pytest.mark.parametrize("step", ["where", "what", "who", "led", "check"])
def test_whoever_goes_back_after_sending_is_led_to_what_was_sent(outing, as_user, step):
    client = as_user("lead_teacher")
    for begin in ("new", "correction"):
        if begin == "new":
            day = {"held_on": "2026-05-06", "host_side": "partner"}
            what = client.post("/outings/record/", day).url
            client.post(what, {"kinds": ["lecture"]})
            check = what.replace("/what/", "/check/")
            client.post(what.replace("/what/", "/who/"), {"people_lead": ["lead-2"]})
        else:
            check = client.post(f"/outings/{outing.pk}/edit/").url
        sent = client.post(check, {"note": "已发"}).url
        back = check.replace("/check/", f"/{step}/")
        for answer in (client.get(back), client.post(back, {})):
            assert answer.status_code == 302
            assert answer.url.startswith(sent.removesuffix("sent/"))
        again = client.get(back, follow=True)
        assert "已经提交" in again.content.decode()
    assert as_user("outsider").get(back).status_code == 404
