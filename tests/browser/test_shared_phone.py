"""One phone, several people: what one typed is never seen or sent by the next.

Kept forms lie in the browser by person: signing out throws one's own away, being signed out for
idleness keeps them for their person alone.
"""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Application, Enter, Visitor
from tests.browser.test_network import outings, to_who
from tests.browser.test_recording import LEAD, PARTNER

KEPT = """Object.entries(localStorage).filter(([key]) => key.startsWith("tandem-keep:"))
  .map(([, text]) => text).join()"""
LEAD_KEY = "lead-"
"""How the keys of the lead school's people begin: they stand in what is kept."""
OTHER = """{at: Date.now(), page: "[]", fields: [["note", "of another"]]}"""


def sign_in_again(visitor: Visitor, name: str) -> None:
    """Another person's session in the same window, as after that person's own sign-in."""
    application = visitor.application
    session = application.sessions[name]
    context = visitor.page.context
    context.clear_cookies()
    context.add_cookies([{"name": "sessionid", "value": session, "url": application.url}])


def type_without_network(visitor: Visitor) -> str:
    """Choose two people while the network is away and press on; the page's address."""
    to_who(visitor)
    visitor.page.context.set_offline(True)
    for name in (LEAD[1], PARTNER[1]):
        visitor.choose(name)
    visitor.tap("下一步")
    visitor.page.locator(".keep-status").wait_for()
    assert LEAD_KEY in visitor.page.evaluate(KEPT)
    return visitor.page.url


@pytest.mark.parametrize("way", ["menu", "page"])
def test_who_signs_out_leaves_nothing_on_the_phone(
    application: Application, enter: Enter, way: str
) -> None:
    # the session ends with it, so each way has a person of its own
    visitor = enter({"menu": "lead_head", "page": "partner_head"}[way], PHONE)
    to_who(visitor, {"menu": "石桥小学", "page": "青川第一实验小学"}[way])
    visitor.choose(LEAD[1])
    assert LEAD_KEY in visitor.page.evaluate(KEPT)
    # what another person keeps on the same phone is not this one's to throw away
    visitor.page.evaluate(
        "localStorage.setItem('tandem-keep:0:/x:', JSON.stringify(OTHER))".replace("OTHER", OTHER)
    )
    if way == "menu":
        visitor.page.locator("details.menu > summary").click()
        visitor.page.locator("details.menu form[data-forget] button").click()
    else:
        visitor.goto("/sign-in/logout/")
        visitor.page.locator("main .btn-primary").click()
    visitor.page.wait_for_url("**/sign-in/login/**")
    kept = visitor.page.evaluate(KEPT)
    assert LEAD_KEY not in kept
    assert "of another" in kept


@pytest.mark.parametrize("way", ["/", "the same page"])
def test_the_next_person_neither_sees_nor_sends_what_the_first_typed(
    application: Application, enter: Enter, way: str
) -> None:
    visitor = enter("lead_coordinator", PHONE)
    address = type_without_network(visitor)
    before = outings(application)
    # the first is signed out for idleness: the page stays open, the next signs in in another tab
    sign_in_again(visitor, "lead_teacher")
    other = Visitor(visitor.page.context.new_page(), application)
    visitor.page.context.set_offline(False)
    visitor.page.wait_for_load_state("load")
    other.goto("/" if way == "/" else address.removeprefix(application.url))
    if way != "/":
        assert other.page.locator("form[data-keep]").count() == 0
    to_who(other)
    for name in (LEAD[1], PARTNER[1]):
        assert not other.page.get_by_label(name).is_checked()
    assert other.page.locator(".keep-status:visible").count() == 0
    assert outings(application) == before

    # and the first finds it again
    sign_in_again(visitor, "lead_coordinator")
    visitor.page.goto(address)
    for name in (LEAD[1], PARTNER[1]):
        assert visitor.page.get_by_label(name).is_checked()
