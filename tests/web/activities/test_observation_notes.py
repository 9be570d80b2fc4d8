"""Lesson observation notes: written by one school, answered by the teacher, counting for nothing."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tandem.activities.actions import record_outing, revise_outing
from tandem.activities.content import snapshot
from tandem.activities.models import Observation
from tandem.activities.observing import (
    NoteConflict,
    grade_of,
    record_observation,
    reply_observation,
)
from tandem.audit.models import AuditEvent
from tandem.compliance.models import StoredFinding
from tandem.compliance.stored import check_stored

PEOPLE = [
    {"key": "lead-2", "side": "lead", "post": "teacher", "honour": "backbone", "part": "observer"},
    {"key": "partner-4", "side": "partner", "post": "teacher", "honour": "", "part": "teacher"},
]
CONTENT = {
    "held_on": "2026-05-11",
    "host_side": "partner",
    "place": "",
    "note": "",
    "items": [
        {"id": None, "kind": "mentor_observation", "topics": [], "people": PEOPLE},
        {"id": None, "kind": "lecture", "topics": [], "people": []},
    ],
}
NOTE = {
    "topic": "分数的初步认识",
    "class_name": "三年级二班",
    "lesson_type": "new",
    "teacher_id": "partner-4",
    "highlights": "情境贴近生活",
    "suggestions": "",
    "overall": "",
    "thought": 9,
    "design": 18,
    "activity_score": 36,
    "effect": 27,
    "steps": [{"time": "0–5", "what": "复习导入", "remark": ""}],
}


@pytest.fixture
def outing(district):
    return record_outing(by=district.actor("lead_teacher"), collaboration_id="c1", content=CONTENT)


@pytest.fixture
def lesson(outing):
    return outing.items.get(kind="mentor_observation")


def write(district, lesson, by="lead_teacher", version=0, **changes):
    return record_observation(
        by=district.actor(by), activity=lesson, version=version, content={**NOTE, **changes}
    )


def posted(**changes):
    data = {name: value for name, value in NOTE.items() if name not in ("steps", "teacher_id")}
    data |= {"teacher": "partner-4", "version": "0"}
    data |= {"step-0-time": "0–5", "step-0-what": "复习导入", "step-0-remark": ""}
    return {**data, **changes}


def test_a_note_is_written_on_the_page_and_stands_there(district, outing, lesson, as_user):
    client = as_user("lead_teacher")
    address = f"/outings/lessons/{lesson.pk}/note/"
    assert address in client.get(f"/outings/{outing.pk}/").text
    assert client.get(address).status_code == 200
    answer = client.post(address, posted(), follow=True)
    for words in ("分数的初步认识", "三年级二班", "复习导入", "90", "田小满"):
        assert words in answer.text
    note = Observation.objects.get()
    assert (note.total, note.recorded_side, note.version) == (90, "lead", 1)
    assert "分数的初步认识" in as_user("viewer").get(f"/outings/{outing.pk}/").text


def test_mistakes_are_told_at_once_and_what_was_typed_is_kept(district, lesson, as_user):
    client = as_user("lead_teacher")
    address = f"/outings/lessons/{lesson.pk}/note/"
    wrong = posted(topic="", design="21", highlights="板书清楚", thought="")
    answer = client.post(address, wrong)
    assert answer.status_code == 422
    assert "板书清楚" in answer.text
    assert set(answer.context["form"].errors) == {"topic", "design"}
    with pytest.raises(ValidationError) as told:
        write(district, lesson, topic=" ", thought=None, design=21, teacher_id="lead-0")
    assert set(told.value.message_dict) == {"topic", "thought", "design", "teacher"}
    assert not Observation.objects.exists()


def test_more_steps_keep_what_was_typed(district, lesson, as_user):
    client = as_user("lead_teacher")
    data = posted(more="1", topic="")
    answer = client.post(f"/outings/lessons/{lesson.pk}/note/", data)
    assert answer.status_code == 200
    assert "复习导入" in answer.text
    assert "step-3-what" in answer.text
    assert not Observation.objects.exists()


def test_a_score_is_optional(district, lesson):
    none = dict.fromkeys(("thought", "design", "activity_score", "effect"))
    assert write(district, lesson, **none).total is None


@pytest.mark.parametrize(("total", "other"), [(90, 89), (80, 79), (60, 59)])
def test_grades_change_at_their_bounds(total, other):
    assert grade_of(total) != grade_of(other)


def test_only_the_school_that_wrote_it_changes_it_and_others_are_told(district, lesson, as_user):
    note = write(district, lesson)
    for name in ("partner_teacher", "officer", "viewer"):
        with pytest.raises(PermissionDenied):
            write(district, lesson, by=name, version=1)
    assert as_user("outsider").get(f"/outings/lessons/{lesson.pk}/note/").status_code == 404
    assert as_user("outsider").get(f"/outings/notes/{note.pk}/").status_code == 404
    assert as_user("viewer").get(f"/outings/lessons/{lesson.pk}/note/").status_code == 403
    assert write(district, lesson, by="lead_head", version=1, overall="好课").version == 2
    with pytest.raises(NoteConflict):
        write(district, lesson, version=1)
    answer = as_user("lead_teacher").post(
        f"/outings/lessons/{lesson.pk}/note/", posted(version="1", overall="旧页面上写的")
    )
    assert answer.status_code == 422
    assert "好课" in answer.text
    assert "旧页面上写的" in answer.text
    assert Observation.objects.get().overall == "好课"


def test_the_teacher_of_the_lesson_answers(district, lesson, as_user):
    teacher = district.people["partner-4"]
    teacher.user = district.users["partner_teacher"]
    teacher.save()
    note = write(district, lesson)
    for name in ("lead_teacher", "partner_head", "officer"):
        with pytest.raises(PermissionDenied):
            reply_observation(by=district.actor(name), note=note, version=1, reply="好")
    client = as_user("partner_teacher")
    address = f"/outings/notes/{note.pk}/reply/"
    assert address in client.get(f"/outings/notes/{note.pk}/").text
    assert client.post(address, {"version": "1", "reply": " "}).status_code == 422
    assert client.post(address, {"version": "7", "reply": "收获很大"}).status_code == 422
    answer = client.post(address, {"version": "1", "reply": "收获很大"}, follow=True)
    assert "收获很大" in answer.text
    verbs = AuditEvent.objects.filter(object_type="observation", object_id=note.pk)
    assert [event.verb for event in verbs] == ["mentoring.observe"] * 2


def test_a_teacher_without_an_account_is_answered_for_by_the_school(district, lesson):
    note = write(district, lesson)
    with pytest.raises(PermissionDenied):
        reply_observation(by=district.actor("lead_head"), note=note, version=1, reply="好")
    answered = reply_observation(
        by=district.actor("partner_head"), note=note, version=1, reply="转达：谢谢"
    )
    assert answered.reply == "转达：谢谢"


def test_only_lessons_have_notes(district, outing, as_user):
    lecture = outing.items.get(kind="lecture")
    assert as_user("lead_teacher").get(f"/outings/lessons/{lecture.pk}/note/").status_code == 404


def test_a_note_counts_for_nothing_and_outlives_its_lesson(district, outing, lesson):
    before = list(StoredFinding.objects.order_by("pk").values_list("requirement", "achieved"))
    note = write(district, lesson)
    after = list(StoredFinding.objects.order_by("pk").values_list("requirement", "achieved"))
    assert before == after
    assert check_stored() == []
    content = snapshot(outing)
    content["items"] = [item for item in content["items"] if item["kind"] == "lecture"]
    revise_outing(
        by=district.actor("lead_teacher"), key=outing.pk, version=outing.version, content=content
    )
    note.refresh_from_db()
    assert note.activity is None
    assert note.outing_id == outing.pk
