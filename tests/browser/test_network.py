"""The network goes in the middle of the form and comes back: nothing typed is lost, it goes once."""

from __future__ import annotations

import sqlite3

from tests.browser.conftest import PHONE, Application, Enter, Visitor
from tests.browser.test_recording import LEAD, PARTNER


def outings(application: Application) -> int:
    """How many there are in the application's own database."""
    with sqlite3.connect(application.server.home / "tandem.sqlite3") as database:
        return int(database.execute("select count(*) from activities_outing").fetchone()[0])


def to_who(visitor: Visitor, school: str = "石桥小学") -> None:
    """The outing form as far as the people."""
    visitor.goto("/")
    visitor.tap("记录活动", "link")
    visitor.choose(school)
    visitor.tap("下一步")
    visitor.choose("对口协作会议")
    visitor.tap("下一步")
    visitor.page.wait_for_url("**/who/")


def test_a_form_sent_without_network_goes_once_when_it_is_back(
    application: Application, enter: Enter
) -> None:
    visitor = enter("lead_coordinator", PHONE)
    to_who(visitor)
    context = visitor.page.context
    context.set_offline(True)
    for name in (LEAD[0], PARTNER[0]):
        visitor.choose(name)
    visitor.tap("下一步")
    visitor.page.locator(".keep-status").wait_for()
    visitor.tap("下一步")  # impatience sends nothing twice
    context.set_offline(False)
    visitor.page.wait_for_url("**/check/")
    said = visitor.page.locator("main").inner_text()
    assert LEAD[0] in said
    assert PARTNER[0] in said
    before = outings(application)
    context.set_offline(True)
    visitor.page.get_by_label("简要说明").fill("山路塌方，会开得短。")
    visitor.tap("提交")
    visitor.page.locator(".keep-status").wait_for()
    visitor.tap("提交")
    context.set_offline(False)
    visitor.page.wait_for_url("**/sent/")
    assert outings(application) == before + 1


def test_what_was_typed_is_there_after_the_page_is_opened_again(enter: Enter) -> None:
    visitor = enter("lead_coordinator", PHONE)
    to_who(visitor)
    address = visitor.page.url
    visitor.page.context.set_offline(True)
    for name in (LEAD[2], PARTNER[2]):
        visitor.choose(name)
    visitor.page.context.set_offline(False)
    visitor.page.goto("about:blank")
    visitor.page.goto(address)
    for name in (LEAD[2], PARTNER[2]):
        assert visitor.page.get_by_label(name).is_checked()
    visitor.page.locator(".keep-status").wait_for()
