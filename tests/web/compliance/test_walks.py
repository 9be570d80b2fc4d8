"""Each two-sided record walked through its pages, from entering it to the other school's word."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tandem.aid.models import Aid
from tandem.compliance.stored import check_stored
from tandem.mentoring.models import Mentorship, Output
from tandem.secondments.models import Secondment
from tests.web.mentoring.test_mentor_pairs import confirmed as confirmed_pair

ROWS = {
    "mentoring:": (
        Mentorship,
        {
            "mentor-0": "lead-3",
            "mentee-0": "partner-3",
            "subject-0": "chinese",
            "starts_on": "2026-03-01",
            "ends_on": "2026-07-01",
        },
        {"goals": "每周听一节课"},
    ),
    "mentoring:output_": (
        Output,
        {
            "person": "partner-2",
            "kind": "paper",
            "title": "整本书阅读",
            "completed_on": "2026-05-02",
        },
        {"published_in": "《教育研究》"},
    ),
    "secondments:": (
        Secondment,
        {"person": "partner-1", "starts_on": "2026-04-06", "ends_on": "2026-04-30"},
        {"tasks": "跟岗学习"},
    ),
    "aid:": (
        Aid,
        {
            "kind": "equipment",
            "handed_over_on": "2026-05-06",
            "lines": "2",
            "name-0": "笔记本电脑",
            "quantity-0": "2",
            "unit-0": "台",
            "unit_price-0": "4299.99",
        },
        {"description": "两台新的"},
    ),
}


@pytest.fixture(params=list(ROWS))
def kind(request, district):
    if request.param == "mentoring:output_":
        confirmed_pair(district)
    return request.param


def filled(page, **changes):
    """What a browser would send of the form on a page."""
    form = page.context["form"]
    data = {field.html_name: field.value() for field in form}
    return {k: v for k, v in data.items() if v is not None} | changes


def entered(client, kind):
    model, values, _change = ROWS[kind]
    before = set(model.objects.values_list("pk", flat=True))
    page = client.get(reverse(f"{kind}new", args=["c1"]))
    assert page.status_code == 200
    assert client.post(page.request["PATH_INFO"], filled(page, **values)).status_code == 302
    return model.objects.exclude(pk__in=before).get()


def sent(client, url, **changes):
    """Open a page, send its form, follow to where it leads."""
    page = client.get(url)
    assert page.status_code == 200, url
    return client.post(url, filled(page, **changes), follow=True)


def test_entered_confirmed_and_taken_back_with_the_others_consent(kind, as_user):
    own, other = as_user("lead_coordinator"), as_user("partner_coordinator")
    record = entered(own, kind)
    confirm = reverse(f"{kind}confirm", args=[record.pk])
    assert confirm in other.get("/").content.decode()
    assert "双方已确认" in sent(other, confirm).content.decode()
    record.refresh_from_db()
    assert record.status == "confirmed"
    sent(own, reverse(f"{kind}withdraw", args=[record.pk]), reason="重复填报")
    record.refresh_from_db()
    assert record.status == "confirmed"
    page = other.get(confirm).content.decode()
    assert "重复填报" in page
    sent(other, confirm)
    record.refresh_from_db()
    assert record.status == "withdrawn"
    assert check_stored() == []


def test_what_nobody_confirmed_is_taken_back_at_once(kind, as_user):
    own, other = as_user("lead_coordinator"), as_user("partner_coordinator")
    record = entered(own, kind)
    sent(own, reverse(f"{kind}withdraw", args=[record.pk]), reason="填错了")
    record.refresh_from_db()
    assert record.status == "withdrawn"
    confirm = reverse(f"{kind}confirm", args=[record.pk])
    assert confirm not in other.get("/").content.decode()
    late = other.post(confirm, {"version": 1}, follow=True)
    assert late.status_code == 200
    record.refresh_from_db()
    assert record.status == "withdrawn"


def test_what_is_rejected_is_corrected_and_confirmed(kind, as_user):
    own, other = as_user("lead_coordinator"), as_user("partner_coordinator")
    record = entered(own, kind)
    page = sent(other, reverse(f"{kind}reject", args=[record.pk]), reason="日期不对")
    assert page.status_code == 200
    edit = reverse(f"{kind}edit", args=[record.pk])
    home = own.get("/").content.decode()
    assert "石桥小学</span>认为未发生" in home
    assert reverse(f"{kind}detail", args=[record.pk]) in home
    assert "日期不对" in own.get(reverse(f"{kind}detail", args=[record.pk])).content.decode()
    assert sent(own, edit, **ROWS[kind][2]).status_code == 200
    sent(other, reverse(f"{kind}confirm", args=[record.pk]))
    record.refresh_from_db()
    assert record.status == "confirmed"
    assert "认为未发生" not in own.get("/").content.decode()


def test_two_tabs_editing_one_record_overwrite_nothing(kind, as_user):
    own = as_user("lead_coordinator")
    record = entered(own, kind)
    edit = reverse(f"{kind}edit", args=[record.pk])
    one, two = own.get(edit), own.get(edit)
    ((field, value),) = ROWS[kind][2].items()
    assert own.post(edit, filled(one, **{field: value})).status_code == 302
    page = own.post(edit, filled(two, **{field: "另一页写的"}))
    assert page.status_code == 409
    text = page.content.decode()
    assert value in text
    assert "另一页写的" in text
    record.refresh_from_db()
    assert getattr(record, field) == value
    # what was typed is sent again from that page, knowingly
    kept = dict(page.context["kept"]) | {"version": record.version}
    assert own.post(page.context["edit_url"], kept).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == "另一页写的"


def test_after_ten_working_days_of_silence_the_officer_confirms_with_a_reason(
    kind, as_user, settings
):
    record = entered(as_user("lead_coordinator"), kind)
    officer = as_user("officer")
    late = reverse(f"{kind}confirm_late", args=[record.pk])
    settings.FIXED_TODAY = date(2026, 5, 25)
    assert officer.get(late).status_code == 302
    assert officer.post(late, {"version": record.version, "reason": "电话核实"}).status_code == 403
    record.refresh_from_db()
    assert record.status == "submitted"
    settings.FIXED_TODAY = date(2026, 5, 27)
    assert late in officer.get("/").content.decode()
    assert sent(officer, late, reason="").status_code == 422
    page = sent(officer, late, reason="已电话核实")
    assert "已电话核实" in page.content.decode()
    record.refresh_from_db()
    assert record.status == "confirmed"
    for school in ("lead_head", "partner_head"):
        text = as_user(school).get(reverse(f"{kind}detail", args=[record.pk])).content.decode()
        assert "已电话核实" in text
    assert check_stored() == []


def test_a_secondment_from_its_first_day_to_its_evaluation(as_user, settings):
    home, host = as_user("partner_coordinator"), as_user("lead_coordinator")
    settings.FIXED_TODAY = date(2026, 4, 30)
    record = entered(home, "secondments:")
    sent(host, reverse("secondments:confirm", args=[record.pk]))
    sent(home, reverse("secondments:log", args=[record.pk]), text="听课两节")
    sent(home, reverse("secondments:summary", args=[record.pk]), summary="收获很多")
    detail = reverse("secondments:detail", args=[record.pk])
    seen = host.get(detail).content.decode()
    assert "听课两节" in seen
    assert "收获很多" in seen
    settings.FIXED_TODAY = date(2026, 5, 4)
    evaluate = reverse("secondments:evaluate", args=[record.pk])
    assert evaluate in host.get("/").content.decode()
    sent(host, evaluate, grade="good", opinion="踏实")
    assert "踏实" in home.get(detail).content.decode()
    assert evaluate not in host.get("/").content.decode()
    # a second tab that still shows the page of before overwrites no log
    one, two = (home.get(reverse("secondments:log", args=[record.pk])) for _n in range(2))
    home.post(one.request["PATH_INFO"], filled(one, text="第一页"))
    page = home.post(two.request["PATH_INFO"], filled(two, text="第二页"))
    assert page.status_code == 422
    assert "第二页" in page.content.decode()
    assert record.log.get().text == "第一页"


def test_a_pair_of_the_last_semester_goes_on_with_one_tap(district, as_user, settings):
    pair = confirmed_pair(district)
    settings.FIXED_TODAY = date(2026, 9, 3)
    client = as_user("partner_coordinator")
    reconfirm = reverse("mentoring:reconfirm")
    assert reconfirm in client.get("/").content.decode()
    assert client.post(reconfirm, {"pair": pair.pk}, follow=True).status_code == 200
    assert pair.renewals.get().term_id == "t4"
    assert reconfirm not in client.get("/").content.decode()
    client.post(reverse("mentoring:undo_reconfirm", args=[pair.pk]))
    assert not pair.renewals.exists()
