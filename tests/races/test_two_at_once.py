"""Whatever two people do at the same moment, one of them wins and nothing is lost or half-written."""

from __future__ import annotations

import pytest

from tandem.activities.actions import (
    confirm_outing,
    record_outing,
    reject_outing,
    revise_outing,
    withdraw_outing,
)
from tandem.activities.content import snapshot
from tandem.activities.models import Activity, Outing
from tandem.audit.models import AuditEvent
from tandem.compliance.confirming import Conflict
from tandem.compliance.models import StoredFinding
from tandem.compliance.stored import check_stored
from tests.web.activities.test_confirming_an_outing import LECTURE, TWO_LECTURES

ROUNDS = range(5)
"""A race is run several times: a lock that is missing may still win once."""


def recorded(district, content=TWO_LECTURES, key=None):
    return record_outing(
        by=district.actor("lead_teacher"), collaboration_id="c1", content=content, client_key=key
    )


def won(answers):
    return [answer for answer in answers if not isinstance(answer, Exception)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_confirmations_one_counts(district, at_once, _round):
    outing = recorded(district)
    actors = [district.actor("partner_head"), district.actor("partner_coordinator")]
    answers = at_once(
        *(lambda by=by: confirm_outing(by=by, key=outing.pk, version=1) for by in actors)
    )
    assert len(won(answers)) == 1
    assert [type(a) for a in answers if isinstance(a, Exception)] == [Conflict]
    assert AuditEvent.objects.filter(verb="activities.confirm").count() == 1
    lecture = StoredFinding.objects.get(collaboration="c1", requirement="lecture", period="t3")
    assert lecture.achieved == 2
    assert check_stored() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_confirming_against_withdrawing_leaves_one_of_the_two(district, at_once, _round):
    outing = recorded(district)
    answers = at_once(
        lambda: confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=1),
        lambda: withdraw_outing(by=district.actor("lead_teacher"), key=outing.pk, version=1),
    )
    assert len(won(answers)) == 1
    outing.refresh_from_db()
    items = set(Activity.objects.filter(outing=outing).values_list("status", flat=True))
    assert items == {outing.status}
    assert outing.status in ("confirmed", "withdrawn")
    assert check_stored() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_confirming_against_rejecting_leaves_one_of_the_two(district, at_once, _round):
    outing = recorded(district)
    head, coordinator = district.actor("partner_head"), district.actor("partner_coordinator")
    answers = at_once(
        lambda: confirm_outing(by=head, key=outing.pk, version=1),
        lambda: reject_outing(by=coordinator, key=outing.pk, version=1, reason="那天停课"),
    )
    assert len(won(answers)) == 1
    assert check_stored() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_editors_the_second_sees_both_versions(district, at_once, _round):
    outing = recorded(district)
    said = [{**snapshot(outing), "note": note} for note in ("第一人", "第二人")]
    actors = [district.actor("lead_teacher"), district.actor("lead_coordinator")]
    answers = at_once(
        *(
            lambda by=by, content=content: revise_outing(
                by=by, key=outing.pk, version=1, content=content
            )
            for by, content in zip(actors, said, strict=True)
        )
    )
    (winner,) = won(answers)
    (conflict,) = [answer for answer in answers if isinstance(answer, Exception)]
    assert isinstance(conflict, Conflict)
    assert conflict.record.note == winner.note
    assert Outing.objects.get().note == winner.note
    assert check_stored() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_form_sent_twice_is_one_record(district, at_once, _round):
    answers = at_once(*(lambda: recorded(district, LECTURE, "the-form") for _ in range(3)))
    assert {answer.pk for answer in answers} == {Outing.objects.get().pk}
    assert Activity.objects.count() == 1
    assert check_stored() == []


def test_writes_in_two_collaborations_do_not_wait_for_each_other(district, at_once):
    other = district.actor("outsider")
    content = {**LECTURE, "items": [{**LECTURE["items"][0], "people": []}]}
    answers = at_once(
        lambda: recorded(district),
        lambda: record_outing(by=other, collaboration_id="c2", content=content),
    )
    assert len(won(answers)) == 2
    assert check_stored() == []
