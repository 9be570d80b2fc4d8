"""A correction begins with a button: to look at an outing writes nothing."""

from __future__ import annotations

import pytest

from tandem.activities.actions import confirm_outing, record_outing
from tandem.activities.models import OutingDraft
from tests.web.activities.test_confirming_an_outing import LECTURE


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
