"""A form is sent, gone back to and sent again: nothing typed is lost and nothing is doubled."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tandem.aid.models import Aid
from tandem.mentoring.models import Mentorship, Output
from tandem.secondments.models import Secondment

FORMS = {
    "aid": (
        Aid,
        "aid:new",
        {
            "kind": "books",
            "description": "图书一批",
            "value_yuan": "1200",
            "handed_over_on": "2026-05-06",
            "lines": "0",
        },
        {"value_yuan": "1300"},
    ),
    "output": (
        Output,
        "mentoring:output_new",
        {
            "person": "lead-3",
            "kind": "paper",
            "title": "整本书阅读",
            "completed_on": "2026-05-02",
        },
        {"title": "整本书的阅读"},
    ),
    "secondment": (
        Secondment,
        "secondments:new",
        {
            "person": "lead-1",
            "starts_on": "2026-05-04",
            "ends_on": "2026-05-13",
        },
        {"ends_on": "2026-05-14"},
    ),
}


@pytest.fixture(params=FORMS)
def sent(request, district, as_user):
    """A form that was sent once; its model, address, what it said and what it says when changed."""
    model, name, said, changes = FORMS[request.param]
    Mentorship.objects.create(
        collaboration=district.pair,
        mentor=district.people["lead-3"],
        mentee=district.people["partner-3"],
        subject="maths",
        starts_on=district.pair.starts_on,
        status="confirmed",
    )
    client, url = as_user("lead_coordinator"), reverse(name, args=["c1"])
    said = said | {"client_key": "kept-by-the-page"}
    assert client.post(url, said).status_code == 302
    return client, model, url, said, said | changes


def test_the_same_again_is_the_same_record(sent):
    client, model, url, said, _changed = sent
    assert client.post(url, said).url == client.post(url, said).url
    assert model.objects.count() == 1


def test_changed_it_shows_both_and_either_may_be_meant(sent):
    client, model, url, _said, changed = sent
    page = client.post(url, changed)
    assert page.status_code == 409
    assert "您提交过这张表" in page.content.decode()
    assert model.objects.count() == 1

    kept = dict(page.context["kept"])
    corrected = client.post(page.context["edit_url"], kept | {"version": "1"})
    assert corrected.status_code == 302
    assert (model.objects.count(), model.objects.get().version) == (1, 2)

    another = client.post(
        page.context["new_url"], kept | {"client_key": page.context["client_key"]}
    )
    assert another.status_code == 302
    assert model.objects.count() == 2


def test_a_mentor_pair_changed_and_sent_again_is_another_pair(district, as_user):
    client, url = as_user("lead_coordinator"), reverse("mentoring:new", args=["c1"])
    said = dict(client.get(url).context["form"].initial)
    pair = {
        "client_key": "kept-by-the-page",
        "starts_on": said["starts_on"],
        "ends_on": said["ends_on"],
        "mentor-0": "lead-2",
        "mentee-0": "partner-2",
        "subject-0": "chinese",
    }
    for mentee, pairs in (("partner-2", 1), ("partner-2", 1), ("partner-5", 2)):
        assert client.post(url, pair | {"mentee-0": mentee}).status_code == 302
        assert Mentorship.objects.count() == pairs
