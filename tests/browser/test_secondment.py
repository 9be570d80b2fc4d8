"""A secondment from its entry to the day that its duty is met."""

from __future__ import annotations

from tests.browser.conftest import DESKTOP, PHONE, Enter

DUTY = "/collaborations/c1/duties/secondment/t3/"


def test_a_secondment_is_entered_confirmed_logged_and_evaluated(enter: Enter) -> None:
    head = enter("lead_head", DESKTOP)
    head.goto(DUTY)
    assert "已完成" not in head.page.locator("main .status").first.inner_text()

    sender = enter("partner_coordinator", PHONE)
    sender.goto("/secondments/new/c1/")
    sender.select("谁去挂职？", "田远山 校长")
    sender.type("第一天", "2026-05-06")
    sender.type("最后一天", "2026-05-12")
    sender.tap("提交给对方学校")
    sender.page.get_by_text("等待确认").first.wait_for()

    head.goto("/")
    head.page.get_by_role("link", name="待确认的挂职：田远山").last.click()
    head.tap("属实")
    head.page.get_by_text("双方已确认").first.wait_for()
    record = head.page.url

    sender.page.goto(record)
    sender.tap("写今天的记录", "link")
    sender.type("做了什么", "随班听课两节，与教导处商定下周的集体备课。")
    sender.tap("保存")
    sender.page.get_by_text("随班听课两节").first.wait_for()

    head.page.goto(record)
    head.page.get_by_role("link", name="评价").first.click()
    head.choose("良好")
    head.tap("保存评价")
    head.page.get_by_text("良好").first.wait_for()
    head.goto(DUTY)
    assert "已完成" in head.page.locator("main .status").first.inner_text()
