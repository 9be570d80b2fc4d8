"""Papers, cases, projects: entered by either side, confirmed by the other."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.compliance.models import StoredFinding
from tandem.compliance.panels import everything_waiting_for
from tandem.mentoring.actions import confirm_output, record_output
from tandem.mentoring.models import Output
from tandem.schools.actions.posts import person_leaves
from tests.web.mentoring.test_mentor_pairs import confirmed


@pytest.fixture
def pair(district):
    return confirmed(district)


def content(**changes):
    return {
        "person": "partner-2",
        "kind": "paper",
        "title": "小规模学校的整本书阅读",
        "published_in": "《教育研究》",
        "completed_on": "2026-05-02",
    } | changes


def test_a_confirmed_paper_meets_the_duty(district, as_user, pair):
    client = as_user("partner_coordinator")
    url = reverse("mentoring:output_new", args=["c1"])
    assert client.get(url + "?person=partner-2").context["form"]["person"].value() == "partner-2"
    answer = client.post(url, content() | {"client_key": "once"})
    assert answer.status_code == 302
    client.post(url, content() | {"client_key": "once"})
    output = Output.objects.get()
    waiting = everything_waiting_for(district.actor("lead_head"))
    assert [w.url for w in waiting] == [reverse("mentoring:output_confirm", args=[output.pk])]
    confirm_output(by=district.actor("lead_head"), key=output.pk, version=output.version)
    finding = StoredFinding.objects.get(requirement="writing", period="t3", collaboration="c1")
    assert finding.status == "met"


def test_every_mistake_at_once(district, as_user, pair):
    page = as_user("partner_coordinator").post(reverse("mentoring:output_new", args=["c1"]), {})
    assert set(page.context["form"].errors) == {"person", "kind", "title", "completed_on"}
    with pytest.raises(ValidationError) as wrong:
        record_output(
            by=district.actor("partner_head"),
            collaboration_id="c1",
            content=content(person="partner-5", completed_on="2027-01-01"),
        )
    assert set(wrong.value.message_dict) == {"person", "completed_on"}


def test_a_teacher_enters_only_the_own(district, as_user, pair):
    actor = district.actor("partner_teacher")
    with pytest.raises(PermissionDenied):
        record_output(by=actor, collaboration_id="c1", content=content())
    person = district.people["partner-2"]
    person.user = district.users["partner_teacher"]
    person.save()
    page = as_user("partner_teacher").get(reverse("mentoring:output_new", args=["c1"]))
    assert page.context["form"]["person"].value() == "partner-2"
    output = record_output(by=actor, collaboration_id="c1", content=content())
    assert (
        as_user("lead_teacher").get(reverse("mentoring:output_edit", args=[output.pk])).status_code
        == 403
    )


def test_who_has_left_since_still_has_the_papers_of_the_time_there(district, as_user, pair):
    person_leaves(by=district.actor("officer"), person_id="partner-2", on=date(2026, 5, 8))
    url = reverse("mentoring:output_new", args=["c1"])
    assert as_user("partner_coordinator").post(url, content()).status_code == 302
    assert Output.objects.get().person_id == "partner-2"
