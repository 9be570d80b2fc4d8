"""Waivers: a duty is set aside with a reason, and can be owed again."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tandem.compliance.models import StoredFinding, Waiver
from tandem.compliance.stored import check_stored
from tandem.compliance.waivers.actions import grant_waiver, remove_waiver


def status(requirement="lecture", period="t3"):
    return StoredFinding.objects.get(
        collaboration="c1", requirement=requirement, period=period
    ).status


def granted(district, by="officer", **changes):
    content = {"requirement": "lecture", "period": "t3", "reason": "校舍加固"} | changes
    return grant_waiver(by=district.actor(by), collaboration_id="c1", **content)


def test_granted_and_taken_back(district, as_user):
    client = as_user("officer")
    url = reverse("waivers:new", args=["c1"])
    page = client.get(url + "?requirement=lecture")
    assert page.context["form"]["requirement"].value() == "lecture"
    assert page.context["form"]["period"].value() == "t3"
    form = {"requirement": "lecture", "period": "t3", "reason": "校舍加固"}
    assert client.post(url, form).status_code == 302
    assert status() == "waived"
    shown = as_user("partner_head").get(reverse("waivers:list", args=["c1"]))
    assert "校舍加固" in shown.content.decode()
    waiver = Waiver.objects.get()
    client.post(reverse("waivers:remove", args=[waiver.pk]))
    assert status() == "open"
    assert check_stored() == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        (
            {"requirement": "nonsense", "period": "t9", "reason": " "},
            {"requirement", "period", "reason"},
        ),
        ({"period": "2026"}, {"period"}),
        ({"requirement": "aid", "period": "t3"}, {"period"}),
        ({"requirement": "plan", "period": "2026"}, {"period"}),
    ],
)
def test_every_mistake_at_once(district, changes, fields):
    with pytest.raises(ValidationError) as wrong:
        granted(district, **changes)
    assert set(wrong.value.message_dict) == fields


def test_once_is_enough(district):
    granted(district)
    with pytest.raises(ValidationError):
        granted(district)


def test_only_officers(district, as_user):
    waiver = granted(district)
    for name in ("leader", "inspector", "lead_head", "outsider"):
        with pytest.raises(PermissionDenied):
            granted(district, by=name, period="t4")
        with pytest.raises(PermissionDenied):
            remove_waiver(by=district.actor(name), key=waiver.pk)
    assert as_user("outsider").get(reverse("waivers:list", args=["c1"])).status_code == 404
    remove = reverse("waivers:remove", args=[waiver.pk])
    assert as_user("outsider").post(remove).status_code == 404
    assert as_user("lead_head").post(remove).status_code == 403
