"""No page breaks a rule of WCAG 2.2 AA that a machine can see, on a phone or at a desk."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error

from tests.browser import addresses
from tests.browser.conftest import DESKTOP, PHONE, Application, Enter, Visitor

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
ASK = """tags => axe.run({runOnly: tags, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(v => v.nodes.map(
    n => `${v.id}: ${n.html.slice(0, 160)} | ${n.failureSummary}`)))"""
OPEN = "document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })"
TALL = 4000
"""As tall as the page: nothing that sticks to the window's edge lies over anything."""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_every_page_is_visited_or_said_why_not(application: Application) -> None:
    visited = {addresses.route_of(a) for _role, a in addresses.visits(application.keys)}
    missing = set(addresses.routes()) - visited - set(addresses.NOT_VISITED)
    assert missing == set()


def test_no_page_breaks_a_rule(application: Application, enter: Enter) -> None:
    faults: dict[str, list[str]] = {}
    role, visitor = None, None
    for wanted, address in addresses.visits(application.keys):
        if visitor is None or wanted != role:
            role, visitor = wanted, enter(wanted or None)
        visitor.page.set_viewport_size({"width": PHONE["width"], "height": TALL})
        try:
            answer = visitor.page.goto(application.url + address, wait_until="load")
        except Error as refused:
            faults[f"{role} {address}"] = [refused.message]
            continue
        if answer is not None and answer.ok and visitor.page.url == application.url + address:
            found = _judge(visitor)
        else:
            found = [f"answered {answer and answer.status} at {visitor.page.url}"]
        if found:
            faults[f"{role} {address}"] = found
    assert not faults, "\n".join(
        f"{page}: {text}" for page, all_ in faults.items() for text in all_
    )


def _judge(visitor: Visitor) -> list[str]:
    page = visitor.page
    page.evaluate(OPEN)
    page.evaluate(AXE_SCRIPT)
    found = []
    for size in (PHONE, DESKTOP):
        page.set_viewport_size({"width": size["width"], "height": TALL})
        found += [f"{size['width']} px: {one}" for one in page.evaluate(ASK, list(TAGS))]
        if page.evaluate(WIDER):
            found.append(f"{size['width']} px: wider than the window")
    return found
