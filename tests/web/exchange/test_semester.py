"""A whole semester as one workbook, through the pages."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tandem.activities.actions import confirm_outing
from tandem.activities.models import Activity, Outing
from tandem.aid.models import Aid
from tandem.audit.models import AuditEvent
from tandem.compliance.models import StoredFinding
from tandem.compliance.stored import check_stored
from tandem.exchange.models import ImportRun
from tandem.mentoring.models import Mentorship, Output
from tandem.secondments.models import Secondment
from tests.web.exchange.filled_workbook import (
    START,
    add,
    content_of,
    digest_of,
    downloaded,
    put,
    rows,
    save,
    upload,
    whole_semester,
)

pytestmark = pytest.mark.django_db

KINDS = (Outing, Mentorship, Secondment, Output, Aid)


def counts() -> list[int]:
    return [kind.objects.exclude(status="withdrawn").count() for kind in KINDS]


@pytest.fixture
def lead(as_user):
    return as_user("lead_coordinator")


@pytest.fixture
def filled(lead):
    book = downloaded(lead)
    whole_semester(book)
    return book


def lecture(book, **changes):
    cells = {
        "活动编号": "A9",
        "活动类别": "专题讲座",
        "举办日期": date(2026, 5, 11),
        "举办地": "受援校",
    }
    row = add(book, "活动", **{**cells, **changes})
    add(book, "参加人员", 活动编号="A9", 人员姓名="周知秋", 参加角色="主讲")
    return row


def test_the_workbook_holds_the_pair_and_the_names_to_choose_from(lead):
    book = downloaded(lead)
    assert rows(book, "对口协作")[0]["协作编号"] == "c1"
    assert {row["学校编号"] for row in rows(book, "学校")} == {"lead", "partner"}
    names = {row["姓名"] for row in rows(book, "人员")}
    assert {"周知秋", "田知秋"} <= names
    assert not any(name.startswith("谢") for name in names)
    assert len(rows(book, "学期")) == 6
    assert rows(book, "活动") == []


def test_a_semester_is_previewed_then_saved_and_confirmed_by_the_other_school(
    district, lead, filled, as_user
):
    address = upload(lead, filled)
    page = lead.get(address).content.decode()
    assert counts() == [0, 0, 0, 0, 0], "a preview writes nothing"
    assert not AuditEvent.objects.filter(verb="activities.record").exists()
    for said in ("周知秋 → 田知秋", "整本书阅读", "专题讲座", "田望舒", "1280.50"):
        assert said in page

    done = save(lead, address)
    assert "石桥小学" in done.content.decode()
    assert counts() == [1, 1, 1, 1, 1]
    for kind in KINDS:
        record = kind.objects.get()
        assert (record.status, record.recorded_side) == ("submitted", "lead")
        assert record.recorded_by_id == district.users["lead_coordinator"].pk
    outing = Outing.objects.get()
    first, second = outing.items.all()
    assert (first.kind, first.title, second.kind) == (
        "lecture",
        "整本书阅读",
        "demonstration_lesson",
    )
    there = {p.person_key: (p.side, p.post, p.honour) for p in first.participations.all()}
    assert there == {
        "lead-2": ("lead", "teacher", "backbone"),
        "partner-4": ("partner", "teacher", ""),
    }
    assert "pupils-partner-40" in set(second.participations.values_list("person_key", flat=True))
    event = AuditEvent.objects.get(verb="exchange.upload_term")
    assert (event.collaboration_id, event.after["new"]) == ("c1", 5)

    def standing():
        return StoredFinding.objects.get(
            collaboration_id="c1", requirement="lecture", period="t3"
        ).achieved

    assert standing() == 0
    other = as_user("partner_head")
    to_do = other.get(reverse("home")).content.decode()
    for kind in ("activities:confirm", "mentoring:confirm", "secondments:confirm", "aid:confirm"):
        assert reverse(kind, args=["x"]).split("x")[0] in to_do
    other.post(reverse("activities:confirm", args=[outing.pk]), {"version": outing.version})
    assert standing() == 1


def test_the_same_file_again_enters_nothing(lead, filled):
    content = content_of(filled)
    save(lead, upload(lead, content))
    made = counts()
    again = upload(lead, content)
    page = lead.get(again).content.decode()
    assert digest_of(page) == ""
    assert "已有记录" in page
    lead.post(again, {"digest": "x"})
    assert counts() == made
    Outing.objects.update(status="confirmed")
    assert digest_of(lead.get(upload(lead, content)).content.decode()) == ""


def test_rows_without_any_id_are_known_again(lead):
    book = downloaded(lead)
    add(book, "硬件援助", 援助类别="图书", **{"价值（元）": 90}, 移交日期=date(2026, 4, 1))
    content = content_of(book)
    save(lead, upload(lead, content))
    save(lead, upload(lead, content))
    assert Aid.objects.count() == 1


def test_what_is_recorded_stands_in_the_next_workbook_and_changes_nothing(lead, filled):
    save(lead, upload(lead, filled))
    for language in ("zh-hans", "zh-hant", "en"):
        book = downloaded(lead, language)
        page = lead.get(upload(lead, book)).content.decode()
        assert digest_of(page) == "", language
        assert 'id="mistakes"' not in page


def test_ones_own_waiting_record_is_changed_by_the_next_workbook(lead, filled):
    save(lead, upload(lead, filled))
    outing = Outing.objects.get()
    book = downloaded(lead)
    put(book, "活动", 2, "活动内容", "单元整体教学")
    put(book, "硬件援助", 2, "价值（元）", 1300)
    address = upload(lead, book)
    page = lead.get(address).content.decode()
    assert "1280.50 → 1300.00" in page
    save(lead, address)
    assert Activity.objects.filter(title="单元整体教学").exists()
    assert set(outing.items.values_list("pk", flat=True)) == set(
        Activity.objects.values_list("pk", flat=True)
    ), "items keep their ids"
    assert str(Aid.objects.get().value_yuan) == "1300.00"


def test_a_mended_row_under_its_own_label_changes_what_it_entered(lead):
    book = downloaded(lead)
    row = lecture(book)
    save(lead, upload(lead, book))
    put(book, "活动", row, "举办日期", date(2026, 5, 8))
    save(lead, upload(lead, book))
    assert [o.held_on for o in Outing.objects.all()] == [date(2026, 5, 8)]


def test_every_mistake_is_told_at_once_with_its_cell(lead):
    book = downloaded(lead)
    lecture(book, 举办日期=date(2026, 5, 30))
    add(
        book,
        "活动",
        活动编号="A2",
        活动类别="专题讲座",
        举办日期=date(2025, 10, 8),
        举办地="受援校",
    )
    add(book, "参加人员", 活动编号="A2", 人员姓名="无此人", 参加角色="主讲")
    add(book, "参加人员", 活动编号="A2", 人员姓名="周知秋", 骨干称号="学科带头人", 参加角色="主讲")
    add(book, "成果", 人员姓名="田知秋", 成果类别="论文", 完成日期=date(2026, 5, 2))
    add(book, "人员", 人员编号="new-1", 姓名="新来的", 学校编号="lead")
    page = lead.get(upload(lead, book)).content.decode()
    assert digest_of(page) == ""
    for said in (
        "日期还没有到", "另一个学期", "无此人", "名册上是：骨干教师", "学科带头人", "成果题目",
        "对子", "先在学校的名册上",
    ):  # fmt: skip
        assert said in page, said
    assert counts() == [0, 0, 0, 0, 0]


def test_mistakes_of_the_cells_are_told_by_the_reader_of_all_facts(lead):
    book = downloaded(lead)
    lecture(book, 活动类别="讲做")
    add(book, "硬件援助", 援助类别="图书", **{"价值（元）": "很多"}, 移交日期="四月")
    page = lead.get(upload(lead, book)).content.decode()
    for said in ("讲做", "很多", "四月", "硬件援助"):
        assert said in page
    assert lead.get(upload(lead, b"no workbook")).status_code == 200


@pytest.mark.parametrize("by", ["partner_coordinator", "lead_coordinator"])
def test_what_is_not_ones_own_cannot_be_changed(district, lead, filled, as_user, by):
    save(lead, upload(lead, filled))
    if by == "lead_coordinator":
        outing = Outing.objects.get()
        confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=outing.version)
    client = as_user(by)
    book = downloaded(client)
    put(book, "活动", 2, "举办日期", date(2026, 5, 7))
    put(book, "活动", 3, "举办日期", date(2026, 5, 7))
    page = client.get(upload(client, book)).content.decode()
    assert "不能在这里更改" in page
    assert digest_of(page) == ""
    client.post(upload(client, book), {"digest": "x"})
    assert Outing.objects.get().held_on == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value"),
    [
        ("活动", 2, "记录状态", "已确认"),
        ("硬件援助", 2, "接收日期", date(2026, 4, 2)),
        ("挂职锻炼", 2, "评价日期", date(2026, 5, 2)),
        ("学校", 2, "学校名称", "另一个名字"),
        ("学期", 4, "结束日期", date(2026, 7, 31)),
    ],
)
def test_nobody_confirms_evaluates_or_rules_by_workbook(lead, filled, sheet, row, heading, value):
    save(lead, upload(lead, filled))
    book = downloaded(lead)
    put(book, sheet, row, heading, value)
    page = lead.get(upload(lead, book)).content.decode()
    assert "不能在这里更改" in page
    assert heading in page


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("部门调研", {"调研编号": "V1", "协作编号": "c1", "部门": "督导室", "调研日期": date(2026, 5, 4)}),
        ("抽查", {"协作编号": "c1", "被查方": "指导校", "考核年度": 2026, "抽查评分": 1}),
        ("质量综合评估", {"学校编号": "lead", "考核年度": 2026, "质量综合评估值": 99}),
        ("豁免", {"协作编号": "c1", "时段": "t3", "要求": "专题讲座", "理由": "忙"}),
    ],
)  # fmt: skip
def test_the_bureaus_sheets_are_the_bureaus(lead, sheet, cells):
    book = downloaded(lead)
    add(book, sheet, **cells)
    page = lead.get(upload(lead, book)).content.decode()
    assert "由教育局填写" in page


def test_a_new_record_cannot_come_confirmed_nor_for_another_collaboration(lead):
    book = downloaded(lead)
    lecture(book, 记录状态="已确认")
    add(
        book, "硬件援助", 协作编号="c2", 援助类别="图书", **{"价值（元）": 90},
        移交日期=date(2026, 4, 1),
    )  # fmt: skip
    page = lead.get(upload(lead, book)).content.decode()
    assert "等对方学校确认" in page
    assert "另一个协作" in page
    save(lead, upload(lead, book))
    assert counts() == [0, 0, 0, 0, 0]


def test_a_record_confirmed_after_the_preview_stops_the_whole(district, lead, filled):
    save(lead, upload(lead, filled))
    book = downloaded(lead)
    put(book, "活动", 2, "活动内容", "单元整体教学")
    add(book, "硬件援助", 援助类别="设备", **{"价值（元）": 500}, 移交日期=date(2026, 4, 9))
    address = upload(lead, book)
    digest = digest_of(lead.get(address).content.decode())
    outing = Outing.objects.get()
    confirm_outing(by=district.actor("partner_head"), key=outing.pk, version=outing.version)
    page = lead.post(address, {"digest": digest}, follow=True).content.decode()
    assert "什么都没有保存" in page
    assert "不能在这里更改" in page
    assert Aid.objects.count() == 1
    assert not Activity.objects.filter(title="单元整体教学").exists()


def test_a_form_sent_twice_saves_once(lead, filled):
    address = upload(lead, filled)
    digest = digest_of(lead.get(address).content.decode())
    for _ in range(2):
        assert lead.post(address, {"digest": digest}, follow=True).status_code == 200
    assert counts() == [1, 1, 1, 1, 1]
    assert AuditEvent.objects.filter(verb="exchange.upload_term").count() == 1


def test_what_still_waits_is_taken_back_in_one_action_and_can_be_entered_anew(
    district, lead, filled
):
    content = content_of(filled)
    address = upload(lead, content)
    save(lead, address)
    gift = Aid.objects.get()
    Aid.objects.filter(pk=gift.pk).update(status="confirmed", accepted_on=date(2026, 5, 12))
    page = lead.post(f"{address}take-back", follow=True).content.decode()
    assert "4 条" in page
    assert counts() == [0, 0, 0, 0, 1]
    lead.post(f"{address}take-back")
    assert AuditEvent.objects.filter(verb="exchange.undo_import").count() == 1
    save(lead, upload(lead, content))
    assert counts() == [1, 1, 1, 1, 1]


def test_a_record_taken_back_elsewhere_is_named(district, lead, filled):
    save(lead, upload(lead, filled))
    book = downloaded(lead)
    Output.objects.update(status="withdrawn")
    page = lead.get(upload(lead, book)).content.decode()
    assert "已撤回" in page


def test_the_other_school_sees_neither_the_upload_nor_its_file(lead, filled, as_user):
    address = upload(lead, filled)
    assert as_user("partner_head").get(address).status_code == 404
    assert as_user("outsider").get(address).status_code == 404
    assert as_user("lead_teacher").get(address).status_code == 403
    assert as_user("officer").get(address).status_code == 403
    assert as_user("lead_head").get(address).status_code == 200
    assert ImportRun.objects.count() == 1


def test_a_plain_template_is_taken_too(lead, district, tmp_path):
    from openpyxl import load_workbook

    from tandem.compliance.policies import pinned_policy
    from tandem.facts import write_template

    path = tmp_path / "模板.xlsx"
    write_template(path, vocabulary=pinned_policy("r1").codes(), language="zh-Hans")
    book = load_workbook(path)
    add(
        book, "硬件援助", 援助编号="Z1", 协作编号="c1", 援助类别="图书", **{"价值（元）": 90},
        移交日期=date(2026, 4, 1),
    )  # fmt: skip
    save(lead, upload(lead, book))
    assert Aid.objects.count() == 1


def test_the_collaborations_page_leads_to_it(lead, as_user):
    link = reverse("exchange:semester", args=START)
    page = reverse("pairings:detail", args=["c1"])
    assert link in lead.get(page).content.decode()
    assert link not in as_user("lead_teacher").get(page).content.decode()
    assert link not in as_user("officer").get(page).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes one after the other")
def test_the_same_file_saved_twice_at_once_makes_one_set(district):
    def signed_in():
        client = Client()
        client.force_login(district.users["lead_coordinator"])
        return client

    lead = signed_in()
    book = downloaded(lead)
    whole_semester(book)
    content = content_of(book)
    addresses = [upload(lead, content) for _ in range(2)]
    digests = [digest_of(lead.get(address).content.decode()) for address in addresses]
    start = Barrier(2)
    answers = []

    def press(client, address, digest):
        start.wait()
        try:
            answers.append(client.post(address, {"digest": digest}).status_code)
        finally:
            connection.close()

    people = [
        Thread(target=press, args=(signed_in(), *sent))
        for sent in zip(addresses, digests, strict=True)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert answers == [302, 302]
    assert counts() == [1, 1, 1, 1, 1]
    assert sorted(ImportRun.objects.values_list("state", flat=True)) == ["applied", "mapped"]
    assert check_stored() == []
