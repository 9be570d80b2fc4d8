"""Recording and confirming in few taps, on a phone and at a desk, with scripts and without."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Enter, Visitor

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
LEAD = ("周远山", "周知秋", "周听雨", "周小满")
PARTNER = ("田远山", "田知秋", "田听雨", "田小满")


def record_meeting(visitor: Visitor) -> None:
    """A meeting of both heads, from the first page to its being sent."""
    visitor.goto("/")
    visitor.taps = 0
    visitor.tap("记录活动", "link")
    visitor.choose("石桥小学")
    visitor.tap("下一步")
    visitor.choose("对口协作会议")
    visitor.tap("下一步")
    for name in ("周远山", "田远山"):
        visitor.choose(name)
    visitor.tap("下一步")
    visitor.tap("提交")
    visitor.page.wait_for_url("**/sent/")


def confirm_newest(visitor: Visitor, words: str) -> None:
    """The other school says yes, beginning at its first page."""
    visitor.goto("/")
    visitor.taps = 0
    visitor.taps += 1
    visitor.page.get_by_role("link", name=re.compile(f"^确认：.*{words}")).last.click()
    visitor.tap("属实")
    visitor.page.get_by_text("双方已确认").first.wait_for()


@SIZES
def test_an_outing_of_three_items_takes_25_taps(enter: Enter, size: dict[str, int]) -> None:
    visitor = enter("lead_coordinator", size)
    visitor.goto("/")
    visitor.tap("记录活动", "link")
    visitor.choose("石桥小学")
    visitor.tap("下一步")
    for kind in ("教学示范", "专题讲座", "对口协作会议"):
        visitor.choose(kind)
    visitor.tap("下一步")
    for name in (*LEAD, *PARTNER):
        visitor.choose(name)
    visitor.tap("下一步")
    visitor.choose("周知秋", nth=0)
    visitor.choose("周听雨", nth=1)
    visitor.tap("下一步")
    visitor.page.wait_for_url("**/check/")
    said = visitor.page.locator("main").inner_text()
    assert all(name in said for name in (*LEAD, *PARTNER))
    assert "教学示范 1/2" in said
    assert "专题讲座 1/2" in said
    visitor.tap("提交")
    visitor.page.wait_for_url("**/sent/")
    assert visitor.taps <= 25


@SIZES
def test_a_meeting_takes_10_taps(enter: Enter, size: dict[str, int]) -> None:
    visitor = enter("lead_coordinator", size)
    record_meeting(visitor)
    assert visitor.taps <= 10


@SIZES
def test_confirming_takes_2_taps(enter: Enter, size: dict[str, int]) -> None:
    record_meeting(enter("lead_coordinator", size))
    head = enter("partner_head", size)
    confirm_newest(head, "对口协作会议")
    assert head.taps <= 2


def test_a_meeting_is_recorded_and_confirmed_without_scripts(enter: Enter) -> None:
    visitor = enter("lead_coordinator", PHONE, scripts=False)
    record_meeting(visitor)
    assert visitor.taps <= 10
    confirm_newest(enter("partner_head", PHONE, scripts=False), "对口协作会议")
