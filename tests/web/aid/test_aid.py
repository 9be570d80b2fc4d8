"""Aid: accepting it is the partner's confirmation, and its total comes from its lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.aid import panels
from tandem.aid.actions import accept_aid, record_aid
from tandem.aid.models import Aid
from tandem.compliance.models import StoredFinding
from tandem.compliance.panels import everything_waiting_for
from tandem.compliance.stored import check_stored


def content(**changes):
    return {
        "kind": "books",
        "value_yuan": "1200.50",
        "description": "图书一批",
        "handed_over_on": "2026-05-06",
        "handler": "",
        "items": [],
    } | changes


def recorded(district, by="lead_coordinator", **changes):
    return record_aid(by=district.actor(by), collaboration_id="c1", content=content(**changes))


def status():
    return StoredFinding.objects.get(collaboration="c1", requirement="aid", period="2026").status


def test_accepted_it_counts(district, as_user):
    form = {
        "kind": "equipment",
        "description": "",
        "value_yuan": "",
        "handed_over_on": "2026-05-06",
        "lines": "2",
        "name-0": "笔记本电脑",
        "quantity-0": "２",
        "unit-0": "台",
        "unit_price-0": "4,299.99",
        "name-1": "",
        "quantity-1": "",
        "unit_price-1": "",
    }
    answer = as_user("lead_coordinator").post(reverse("aid:new", args=["c1"]), form)
    assert answer.status_code == 302
    aid = Aid.objects.get()
    assert aid.value_yuan == Decimal("8599.98")
    assert aid.items.count() == 1
    assert status() == "open"
    waiting = everything_waiting_for(district.actor("partner_head"))
    assert [w.kind for w in waiting] == ["confirm"]
    as_user("partner_head").post(reverse("aid:confirm", args=[aid.pk]), {"version": 1})
    aid.refresh_from_db()
    assert (aid.status, aid.accepted_on) == ("confirmed", date(2026, 5, 12))
    assert status() == "met"
    assert check_stored() == []


def test_what_the_partner_entered_is_accepted_from_that_day(district, settings):
    aid = recorded(district, by="partner_coordinator")
    assert status() == "open"
    settings.FIXED_TODAY = date(2026, 5, 18)
    aid = accept_aid(by=district.actor("lead_head"), key=aid.pk, version=1)
    assert aid.accepted_on == date(2026, 5, 12)


def test_lines_that_do_not_add_up_and_every_other_mistake_are_told_at_once(district, as_user):
    line = {"name": "书", "quantity": "3", "unit_price": "10.10"}
    with pytest.raises(ValidationError) as wrong:
        recorded(district, value_yuan="30.00", items=[line], handed_over_on="2027-01-01")
    assert set(wrong.value.message_dict) == {"value_yuan", "handed_over_on"}
    page = as_user("lead_head").post(
        reverse("aid:new", args=["c1"]),
        {"value_yuan": "许多", "lines": "1", "name-0": "", "quantity-0": "0", "unit_price-0": "x"},
    )
    assert set(page.context["form"].errors) == {
        "kind",
        "value_yuan",
        "handed_over_on",
        "name-0",
        "quantity-0",
        "unit_price-0",
    }


@pytest.mark.parametrize("value", ["-1", "1.234", "NaN", "Infinity", "", "1e30"])
def test_a_value_that_is_none(district, value):
    with pytest.raises(ValidationError):
        recorded(district, value_yuan=value)


def test_more_lines_keep_what_was_typed(district, as_user):
    form = {"kind": "books", "lines": "2", "name-1": "词典", "more": "1"}
    page = as_user("lead_head").post(reverse("aid:new", args=["c1"]), form)
    assert page.status_code == 200
    assert "词典" in page.content.decode()
    assert len(page.context["form"].rows()) == 7
    assert page.context["form"]["kind"].value() == "books"


def test_a_correction_of_the_lines(district, as_user):
    line = {"name": "书", "quantity": "3", "unit_price": "10.10"}
    aid = recorded(district, value_yuan="30.30", items=[line])
    url = reverse("aid:edit", args=[aid.pk])
    page = as_user("lead_head").get(url)
    form = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    form |= {"quantity-0": "4"}
    assert as_user("lead_head").post(url, form).status_code == 302
    aid.refresh_from_db()
    assert aid.value_yuan == Decimal("40.40")


def test_rights(district, as_user):
    aid = recorded(district)
    for name in ("lead_head", "partner_teacher", "officer", "outsider"):
        with pytest.raises(PermissionDenied):
            accept_aid(by=district.actor(name), key=aid.pk, version=1)
    assert as_user("outsider").get(reverse("aid:detail", args=[aid.pk])).status_code == 404
    assert as_user("partner_teacher").get(reverse("aid:new", args=["c1"])).status_code == 403


def test_panel_and_waiting_list_cost_two_queries(district, django_assert_max_num_queries):
    recorded(district)
    actor = district.actor("partner_head")
    with django_assert_max_num_queries(2):
        panels.panel(district.pair, actor, district.terms[2])
    with django_assert_max_num_queries(2):
        panels.waiting_for(actor)
