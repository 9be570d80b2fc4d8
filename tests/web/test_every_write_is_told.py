"""Whatever is sent and changes something leaves an event of the trail that says what was and what is.

Every address that takes a form is in one of the two tables below, written by hand; another fails.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.utils.timezone import localtime

from tandem.audit.models import AuditEvent
from tests.web.conftest import TODAY
from tests.web.grid.addresses import path_of, posted
from tests.web.grid.filled import Filled
from tests.web.grid.fixtures import browsers, filled, taken_back
from tests.web.grid.hostile import Page
from tests.web.test_access_grid import OURS, answer, who_may

__all__ = ["browsers", "filled"]

pytestmark = pytest.mark.django_db

Sent = dict[str, Any]

PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

TOLD: dict[str, tuple[str, Sent]] = {
    # row: who sends it, and what beside that which the page's form offers
    "POST account_do [head]": ("officer", {}),
    "POST account_do [teacher]": ("lead_head", {}),
    "POST activities:confirm": ("partner_head", {}),
    "POST evidence:remove": ("lead_teacher", {}),
    "POST evidence:restore": ("lead_teacher", {}),
    "POST exchange:semester_take_back": ("lead_coordinator", {}),
    "POST exchange:wizard_undo": ("officer", {}),
    "POST inspections:remove": ("officer", {}),
    "POST mentoring:undo_reconfirm": ("lead_coordinator", {}),
    "POST nudge": ("officer", {}),
    "POST schools:undo_change": ("officer", {}),
    "POST schools:undo_post": ("lead_head", {}),
    "POST staffing_codes": ("lead_head", {}),
    "POST waivers:remove": ("officer", {}),
    "accounts:own": ("lead_teacher", {"phone": "13800000000"}),
    "activities:check": ("lead_teacher", {}),
    "activities:confirm_late": ("officer", {"reason": "学校两周没有回音，已电话核实。"}),
    "activities:reject": ("partner_head", {"reason": "那天停课。"}),
    "activities:reply_note": ("partner_teacher", {"reply": "谢谢，下次改。"}),
    "activities:withdraw": ("lead_teacher", {}),
    "activities:write_note": (
        "lead_head",
        {"topic": "分数的意义", "highlights": "提问好", "suggestions": "板书再清楚些"},
    ),
    "aid:confirm": ("partner_head", {"accepted_on": "2026-05-11"}),
    "aid:confirm_late": ("officer", {"reason": "已电话核实。", "accepted_on": "2026-05-11"}),
    "aid:edit": ("lead_coordinator", {"kind": "books", "value_yuan": "1300"}),
    "aid:new [c1]": ("lead_coordinator", {"description": "课桌", "value_yuan": "900"}),
    "aid:reject": ("partner_head", {"reason": "没有收到。"}),
    "aid:withdraw": ("lead_coordinator", {}),
    "assessments:quality [2026]": ("officer", {"figure-0": "81.5"}),
    "collaboration_add": (
        "officer",
        {"lead": "lead", "partner": "other-partner", "plan_due_on": "2026-06-11"},
    ),
    "collaboration_edit": ("officer", {"batch": "2"}),
    "complaint": ("officer", {"answer": "已改。"}),
    "complaints": ("lead_teacher", {"text": "字太小。"}),
    "evidence:add": ("lead_teacher", {"files": PAPER}),
    "exchange:semester_upload": ("lead_coordinator", {}),
    "exchange:wizard_check": ("officer", {}),
    "hand_over": ("officer", {"from_user": "@user:lead_head", "to_user": "@user:lead_teacher"}),
    "inspections:edit": ("officer", {"note": "看了两节课。"}),
    "inspections:new [c1]": ("officer", {"approved_list_number": "2026-09"}),
    "inspections:ratings [2026]": ("officer", {"lead": "0.9"}),
    "mentoring:confirm": ("partner_head", {}),
    "mentoring:confirm_late": ("officer", {"reason": "已电话核实。"}),
    "mentoring:edit": (
        "lead_head",
        {"mentor": "lead-3", "mentee": "partner-3", "subject": "maths", "goals": "站稳讲台"},
    ),
    "mentoring:end": ("lead_head", {}),
    "mentoring:new [c1]": (
        "lead_head",
        {"mentor-0": "lead-2", "mentee-0": "partner-4", "subject-0": "chinese"},
    ),
    "mentoring:output_confirm": ("lead_head", {}),
    "mentoring:output_confirm_late": ("officer", {"reason": "已电话核实。"}),
    "mentoring:output_edit": (
        "partner_coordinator",
        {"person": "partner-3", "title": "整本书阅读"},
    ),
    "mentoring:output_new [c1]": (
        "partner_coordinator",
        {"person": "partner-3", "title": "作业设计"},
    ),
    "mentoring:output_reject": ("lead_head", {"reason": "没有参与。"}),
    "mentoring:output_withdraw": ("partner_coordinator", {}),
    "mentoring:reconfirm": ("lead_coordinator", {}),
    "mentoring:reject": ("partner_head", {"reason": "人不对。"}),
    "mentoring:withdraw": ("lead_head", {}),
    "plans:approve": ("officer", {"approved_on": "2025-05-06"}),
    "plans:edit": ("lead_head", {"submitted_on": "2025-04-12"}),
    "plans:new [c1]": ("lead_head", {"submitted_on": "2025-04-20"}),
    "role_end": ("lead_head", {}),
    "round_add": ("officer", {"name": "第二轮"}),
    "round_terms": ("officer", {"2026-spring-ends": "2026-07-08"}),
    "schools:add": ("officer", {"name": "云峰小学", "code": "2133000051", "stage": "primary"}),
    "schools:add_person": ("lead_head", {"name": "周一诺", "post": "teacher"}),
    "schools:appoint": ("lead_head", {"post": "deputy_head"}),
    "schools:close": ("officer", {}),
    "schools:edit": ("officer", {"stage": "primary", "pupils": "812"}),
    "schools:edit_person": ("lead_head", {"post": "teacher", "phone": "13800000001"}),
    "schools:leave": ("lead_head", {}),
    "schools:merge": ("officer", {"into": "青川第二小学"}),
    "schools:rename": ("officer", {"name": "青川实验小学"}),
    "schools:reopen": ("officer", {}),
    "schools:transfer": ("officer", {"to_school": "青川第二小学", "post": "teacher"}),
    "secondments:confirm": ("lead_head", {}),
    "secondments:confirm_late": ("officer", {"reason": "已电话核实。"}),
    "secondments:edit": ("partner_coordinator", {"person": "partner-1", "host_post": "德育处"}),
    "secondments:evaluate": ("lead_head", {"grade": "good"}),
    "secondments:log": ("partner_coordinator", {"text": "听课两节。"}),
    "secondments:new [c1]": (
        "partner_coordinator",
        {"person": "partner-1", "ends_on": "2026-05-20"},
    ),
    "secondments:reject": ("lead_head", {"reason": "没有来。"}),
    "secondments:summary": ("partner_coordinator", {"summary": "学到了集体备课。"}),
    "secondments:withdraw": ("partner_coordinator", {}),
    "staffing_role": ("officer", {"name": "周一诺", "role": "coordinator"}),
    "waivers:new": ("officer", {"requirement": "demonstration", "period": "t2", "reason": "洪水"}),
}

UNTOLD = {
    # what is nobody else's yet, or says nothing of anything
    "POST account_do [administrator]": "refused",
    "POST activities:discard": "one's own draft",
    "POST audit_verify": "changes nothing; it is told all the same",
    "POST activities:edit": "one's own draft",
    "POST notice": "what I have read",
    "POST notices_read": "what I have read",
    "POST set_language": "a cookie",
    "accounts:activate": "a code is looked at",
    "accounts:activate_set": "followed by the tests of activating",
    "activities:led": "one's own draft",
    "activities:record": "one's own draft",
    "activities:what": "one's own draft",
    "activities:where": "one's own draft",
    "activities:who": "one's own draft",
    "exchange:semester": "a preview",
    "exchange:wizard_columns [people]": "a preview",
    "exchange:wizard_columns [schools]": "a preview",
    "exchange:wizard_start [people]": "a preview",
    "exchange:wizard_start [schools]": "a preview",
    "inspections:ratings [this year]": "leads on",
    "start": "gone once somebody has an account",
}

COLUMNS = {"column_0": "code", "column_1": "name", "column_2": "stage"}

BEFORE: dict[str, dict[str, Sent]] = {
    # what the same person has to send first
    "POST exchange:semester_take_back": {"exchange:semester_upload": {}},
    "POST exchange:wizard_undo": {
        "exchange:wizard_columns [schools]": COLUMNS,
        "exchange:wizard_check": {},
    },
    "POST schools:undo_post": {"schools:appoint": {"post": "deputy_head"}},
    "exchange:wizard_check": {"exchange:wizard_columns [schools]": COLUMNS},
    "mentoring:reconfirm": {"POST mentoring:undo_reconfirm": {}},
    "schools:reopen": {"schools:close": {}},
}

LATER = timedelta(days=30)
"""When the other school has been silent for long enough."""

BUTTONS = ("more", "end", "former")
"""Choices that lead elsewhere than the form's main button."""

OUT_OF_SIGHT = {"django_session", "audit_auditevent", "audit_seal"}


def content() -> dict[str, list[str]]:
    """Every row of every table that an event should tell of."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in OUT_OF_SIGHT:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def send(row: str, filled: Filled, client: Client, more: Sent) -> Any:
    """Open the page, fill its form in, send it."""
    path, offered = path_of(row, filled), {}
    if not row.startswith("POST "):
        page = client.get(path)
        assert page.status_code == 200, (row, page.status_code)
        fields = Page(page.content.decode()).fields
        offered = {name: values[0] for name, values in fields.items() if name not in BUTTONS}
    given = {name: _value(value, filled) for name, value in more.items()}
    return client.post(path, offered | posted(row, filled) | given)


def _value(value: Any, filled: Filled) -> Any:
    if isinstance(value, bytes):
        return SimpleUploadedFile("安排.pdf", value)
    if value.startswith("@user:"):
        return str(filled.district.users[value.removeprefix("@user:")].pk)
    return value


@pytest.mark.parametrize("row", TOLD)
def test_what_changes_something_is_told_with_before_and_after(row, filled, browsers):
    name, more = TOLD[row]
    client = browsers[name]
    day = TODAY + LATER if row.endswith("confirm_late") else TODAY
    with taken_back(), override_settings(FIXED_TODAY=day):
        for first, sent in BEFORE.get(row, {}).items():
            assert send(first, filled, client, sent).status_code == 302, first
        last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        was = content()
        got = send(row, filled, client, more)
        is_now = content()
        events = list(AuditEvent.objects.filter(pk__gt=last))
    assert got.status_code in (200, 302), got.content.decode()
    assert any(is_now[table] != was[table] for table in was), "the form changed nothing"
    assert events
    user = filled.district.users[name]
    for event in events:
        assert (event.actor_id, event.actor_name) == (user.pk, user.name)
        assert localtime(event.at).date() == day
        assert event.before or event.after
        assert event.before != event.after


def test_every_form_is_in_one_of_the_tables(filled, browsers):
    forms = {
        row
        for row in OURS
        if row.startswith("POST ")
        or (
            f"POST {row}" not in OURS
            and answer(browsers[who_may(row)], "POST", path_of(row, filled)) != 405
        )
    }
    # what stands in the table of access as POST is the form of its page, too
    known = {row for row in {*TOLD, *UNTOLD} if row in OURS}
    covered = known | {f"POST {row}" for row in known if f"POST {row}" in OURS}
    assert forms - covered == set()
    assert known == {*TOLD, *UNTOLD}
    assert set(TOLD) & set(UNTOLD) == set()


@pytest.mark.parametrize("row", [row for row, why in UNTOLD.items() if why == "leads on"])
def test_what_leads_on_writes_nothing(row, filled, browsers):
    with taken_back():
        was = content()
        browsers[who_may(row)].post(path_of(row, filled))
        assert content() == was
