"""One record of every kind in the small district, for tests that visit every page."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook
from PIL import Image

from tandem.accounts.models import Role, RoleAssignment
from tandem.activities.actions import confirm_outing, record_outing, start_draft
from tandem.activities.models import Outing
from tandem.activities.observing import record_observation
from tandem.aid.actions import record_aid
from tandem.compliance.waivers.actions import grant_waiver
from tandem.evidence.actions import add_file, remove_file
from tandem.exchange.semester.actions import upload as upload_semester
from tandem.exchange.semester.queries import get_semester_for
from tandem.exchange.wizard.actions import upload
from tandem.inspections.actions import record_visit
from tandem.mentoring.actions import (
    confirm_mentorship,
    record_mentorship,
    record_output,
    renew_mentorships,
)
from tandem.notifications.actions import complain, notify
from tandem.notifications.models import Complaint, Notice
from tandem.plans.actions import submit_plan
from tandem.schools.actions import rename_school
from tandem.secondments.actions import confirm_secondment, log_day, record_secondment
from tests.web.conftest import District, make_district


@dataclass
class Filled:
    """The district and the keys of its records by the names that the address list uses."""

    district: District
    keys: dict[str, Any] = field(default_factory=dict)


def _person(key: str, part: str = "attendee") -> dict[str, str]:
    side = key.split("-", maxsplit=1)[0]
    return {"key": key, "side": side, "post": "teacher", "honour": "", "part": part}


def _outing(kind: str, day: str, *people: dict[str, str], title: str = "") -> dict[str, Any]:
    item = {"id": None, "kind": kind, "topics": [], "people": list(people), "title": title}
    return {"held_on": day, "host_side": "partner", "place": "", "note": "", "items": [item]}


LESSON = (_person("partner-2", "teacher"), _person("lead-2", "observer"))


def filled_district() -> Filled:
    """Everything that pages can show, entered through the actions as schools and bureau would."""
    district = make_district()
    RoleAssignment.objects.filter(role=Role.INSPECTOR).update(department="education")
    keys: dict[str, Any] = {}
    _outings(district, keys)
    _pairs_and_outputs(district, keys)
    _other_records(district, keys)
    _files_and_words(district, keys)
    return Filled(district, keys)


def _outings(district: District, keys: dict[str, Any]) -> None:
    by = district.actor

    def recorded(content: dict[str, Any]) -> Outing:
        return record_outing(by=by("lead_teacher"), collaboration_id="c1", content=content)

    speaker = _person("lead-2", "speaker") | {"honour": "backbone"}
    waiting = recorded(_outing("lecture", "2026-05-11", speaker, title="整本书阅读"))
    silent = recorded(_outing("lecture", "2026-04-02", speaker))
    long_ago = datetime(2026, 4, 2, 9, tzinfo=timezone.get_default_timezone())
    Outing.objects.filter(pk=silent.pk).update(recorded_at=long_ago)
    done = recorded(_outing("demonstration_lesson", "2026-05-06", *LESSON))
    confirm_outing(by=by("partner_head"), key=done.pk, version=done.version)
    noted = recorded(_outing("demonstration_lesson", "2026-05-07", *LESSON))
    note = record_observation(
        by=by("lead_teacher"),
        activity=noted.items.get(),
        version=0,
        content={"topic": "观潮", "teacher_id": "partner-2", "steps": []},
    )
    draft = start_draft(
        by=by("lead_teacher"),
        collaboration_id="c1",
        content={
            "where": {"held_on": "2026-05-11", "host_side": "partner", "place": ""},
            "what": [{"kind": "lecture"}],
        },
    )
    keys |= {
        "waiting": waiting.pk,
        "silent": silent.pk,
        "outing": done.pk,
        "lesson": done.items.get().pk,
        "note": note.pk,
        "draft": draft.pk,
    }


def _pairs_and_outputs(district: District, keys: dict[str, Any]) -> None:
    by = district.actor

    def paired(mentor: str, mentee: str) -> Any:
        content = {
            "id": None,
            "mentor": mentor,
            "mentee": mentee,
            "subject": "chinese",
            "starts_on": "2025-09-01",
            "ends_on": "2028-02-29",
            "goals": "",
        }
        return record_mentorship(by=by("lead_coordinator"), collaboration_id="c1", content=content)

    waiting = paired("lead-2", "partner-2")
    running = paired("lead-3", "partner-3")
    confirm_mentorship(by=by("partner_head"), key=running.pk, version=running.version)
    renew_mentorships(by=by("lead_coordinator"), keys=[running.pk])
    output = record_output(
        by=by("partner_coordinator"),
        collaboration_id="c1",
        content={
            "person": "partner-3",
            "kind": "paper",
            "title": "小规模学校的整本书阅读",
            "published_in": "",
            "completed_on": "2026-05-02",
        },
    )
    keys |= {"pair_waiting": waiting.pk, "pair": running.pk, "output": output.pk}


def _other_records(district: District, keys: dict[str, Any]) -> None:
    by = district.actor

    def second(person: str, first: str, last: str) -> Any:
        content = {
            "person": person,
            "from_side": "partner",
            "post": "deputy_head",
            "host_post": "教导处",
            "tasks": "",
            "starts_on": first,
            "ends_on": last,
        }
        return record_secondment(
            by=by("partner_coordinator"), collaboration_id="c1", content=content
        )

    secondment = second("partner-1", "2026-05-04", "2026-05-13")
    confirm_secondment(by=by("lead_head"), key=secondment.pk, version=secondment.version)
    log_day(by=by("partner_coordinator"), key=secondment.pk, on=date(2026, 5, 6), text="听课三节")
    aid = record_aid(
        by=by("lead_coordinator"),
        collaboration_id="c1",
        content={
            "kind": "books",
            "value_yuan": "1200.50",
            "description": "图书一批",
            "handed_over_on": "2026-05-06",
            "handler": "",
            "items": [],
        },
    )
    plan = submit_plan(by=by("lead_head"), collaboration_id="c1", submitted_on=date(2025, 4, 10))
    visit = record_visit(
        by=by("officer"),
        collaboration_id="c1",
        department="education",
        visited_on=date(2026, 5, 6),
        approved_list_number="2026-07",
    )
    waiver = grant_waiver(
        by=by("officer"),
        collaboration_id="c1",
        period="t2",
        requirement="lecture",
        reason="洪水停课",
    )
    keys |= {
        "secondment": secondment.pk,
        "secondment_waiting": second("partner-0", "2026-06-01", "2026-06-07").pk,
        "aid": aid.pk,
        "plan": plan.pk,
        "visit": visit.pk,
        "waiver": waiver.pk,
    }


def _files_and_words(district: District, keys: dict[str, Any]) -> None:
    by = district.actor
    teacher = district.users["lead_teacher"]
    change = rename_school(
        by=by("officer"), school_id="lead", on=date(2025, 9, 1), name="青川第一实验小学"
    )
    for name, shade in (("file", 40), ("file_gone", 200)):
        out = io.BytesIO()
        Image.radial_gradient("L").point(lambda v, s=shade: (v + s) % 256).save(out, "JPEG")
        keys[name] = add_file(
            by=by("lead_teacher"),
            object_type="outing",
            object_id=keys["waiting"],
            upload=ContentFile(out.getvalue(), f"{name}.jpg"),
        ).attachment.pk
    remove_file(by=by("lead_teacher"), key=keys["file_gone"])
    complain(by=by("lead_teacher"), text="首页的字太小。", page="/")
    notify({teacher.pk}, "nudge", {}, url="/")
    sheet = "学校标识码,学校名称,办学类型\n2133000021,河湾小学,小学\n".encode()
    run = upload(
        by=by("officer"),
        target="schools",
        organisation_id="bureau",
        file_name="schools.csv",
        content=sheet,
    )
    people = upload(
        by=by("lead_coordinator"),
        target="people",
        organisation_id="lead",
        file_name="people.csv",
        content="姓名,职务\n林小满,教师\n".encode(),
        options={"school": "lead"},
    )
    semester = upload_semester(
        by=by("lead_coordinator"),
        semester=get_semester_for(by("lead_coordinator"), "c1", "t3"),
        file_name="填报表.xlsx",
        content=workbook("图书", "1280.5", "2026-04-02"),
    )
    keys |= {
        "change": change.pk,
        "run_semester": semester.pk,
        "complaint": Complaint.objects.get().pk,
        "notice": Notice.objects.filter(user=teacher).latest("pk").pk,
        "run": run.pk,
        "run_people": people.pk,
        "account": teacher.pk,
        "role": RoleAssignment.objects.get(user=teacher).pk,
    }


def workbook(kind: str, value: str, day: str) -> bytes:
    """A workbook that holds one gift."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "硬件援助"
    sheet.append(["援助编号", "协作编号", "援助类别", "价值（元）", "移交日期", "接收日期"])
    sheet.append(["", "c1", kind, value, day, ""])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
