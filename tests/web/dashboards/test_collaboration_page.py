"""A collaboration's page: what is owed stands first, who is who and how to reach them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tandem.accounts.models import RoleAssignment
from tandem.secondments.models import Secondment
from tests.web.conftest import TODAY

PAGE = "/collaborations/c1/"


def contacts(html: str) -> str:
    found = re.search(r'<section id="contacts">(.*?)</section>', html, re.S)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1]))


def folded(html: str) -> str:
    """The duties that stand in a folded list."""
    lists = re.findall(r'<details class="more"><summary>.*?</details>', html, re.S)
    return "".join(part for part in lists if 'class="duty"' in part)


def test_what_is_done_is_folded_and_what_is_owed_is_not(district, as_user):
    Secondment.objects.create(
        collaboration=district.pair,
        person=district.people["partner-1"],
        post="deputy_head",
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 20),
        status="confirmed",
    )
    html = as_user("lead_head").get(PAGE).content.decode()
    assert "已完成 1 项" in html
    assert "挂职锻炼已完成（1/1）" in folded(html)
    assert "专题讲座还需 2 次" in html
    assert "专题讲座还需 2 次" not in folded(html)


def test_the_most_pressing_duty_of_a_side_stands_first(district, as_user):
    html = as_user("lead_head").get(PAGE).content.decode()
    lead = html.split("<h2>指导校</h2>")[1].split("<h2>受援校</h2>")[0]
    words = re.findall(r"临近|进行中|未达标", lead)
    assert words == sorted(words, key=["未达标", "临近", "进行中"].index)
    assert len(set(words)) > 1


def test_head_and_coordinator_of_both_schools_are_named_with_their_phones(district, as_user):
    head = district.people["partner-0"]
    head.phone = "0571-1234"
    head.save()
    user = district.users["partner_coordinator"]
    user.phone = "13900000000"
    user.save()
    text = contacts(as_user("lead_teacher").get(PAGE).content.decode())
    assert f"{head.name} 校长 0571-1234" in text
    assert f"{user.name} 学校联络员 13900000000" in text
    assert "尚无联络员" not in text


def test_a_school_whose_coordinator_has_gone_says_so(district, as_user):
    role = RoleAssignment.objects.get(user=district.users["partner_coordinator"])
    role.ends_on = TODAY - timedelta(days=1)
    role.save()
    text = contacts(as_user("lead_head").get(PAGE).content.decode())
    assert text.count("尚无联络员") == 1
    assert text.index("石桥小学") < text.index("尚无联络员")
