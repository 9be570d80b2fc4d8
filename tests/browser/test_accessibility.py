"""No page breaks a rule of WCAG 2.2 AA that a machine can see, on a phone or at a desk."""

from __future__ import annotations

import sqlite3

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page

from tests.browser import addresses
from tests.browser.conftest import DESKTOP, PHONE, Application, Enter, Visitor
from tests.web.conftest import PASSWORD

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
ASK = """tags => axe.run({runOnly: tags, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(v => v.nodes.map(
    n => `${v.id}: ${n.html.slice(0, 160)} | ${n.failureSummary}`)))"""
OPEN = "document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })"
SEND_EMPTY = """() => {
  const form = document.querySelector("main form[novalidate]");
  for (const field of form.elements) {
    if (/^(checkbox|radio)$/.test(field.type)) field.checked = false;
    else if (field.type !== "hidden" && "value" in field && field.tagName !== "BUTTON") field.value = "";
  }
  form.requestSubmit(form.querySelector(".btn-primary"));
}"""
TALL = 4000
"""As tall as the page: nothing that sticks to the window's edge lies over anything."""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

Faults = dict[str, list[str]]


def test_every_page_is_visited(application: Application) -> None:
    keys = application.keys
    opened = addresses.visits(keys) + addresses.visits(keys, addresses.NO_PAGES)
    visited = {addresses.route_of(a) for _role, a in opened} | set(addresses.ARRIVED_AT)
    assert set(addresses.routes()) == visited


def test_no_page_breaks_a_rule(application: Application, enter: Enter) -> None:
    faults: Faults = {}
    for role, address, visitor in _visited(application, enter, addresses.PAGES):
        found = _open(visitor, address) or _judge(visitor.page) or _judge_english(visitor.page)
        if found:
            faults[f"{role} {address}"] = found
    _none(faults)


def test_no_refused_form_breaks_a_rule(application: Application, enter: Enter) -> None:
    faults: Faults = {}
    for role, address, visitor in _visited(application, enter, addresses.REFUSED):
        found = _open(visitor, address)
        if not found:
            with visitor.page.expect_navigation(wait_until="load"):
                visitor.page.evaluate(SEND_EMPTY)
            refused = visitor.page.locator(".error-summary, .field-invalid").count()
            found = _judge(visitor.page) if refused else ["says nothing of what is missing"]
        if found:
            faults[f"{role} {address}"] = found
    _none(faults)


def test_what_is_not_judged_is_no_page(application: Application, enter: Enter) -> None:
    """A file, or an answer that leads on: nothing for anyone to read."""
    pages = []
    for role, address, visitor in _visited(application, enter, addresses.NO_PAGES):
        answer = visitor.page.context.request.get(application.url + address, max_redirects=0)
        leads_on = answer.status in (301, 302)
        is_file = answer.ok and not answer.headers["content-type"].startswith("text/html")
        if not (leads_on or is_file):
            pages.append(f"{role} {address}: {answer.status} {answer.headers['content-type']}")
    assert pages == []


def test_pages_in_the_middle_of_something_break_no_rule(
    application: Application, empty_application: Application, enter: Enter
) -> None:
    arrived: list[str] = []
    faults: Faults = {}

    def judge(visitor: Visitor) -> None:
        address = visitor.page.url.removeprefix(visitor.application.url).partition("?")[0]
        arrived.append(addresses.route_of(address))
        faults[address] = _judge(visitor.page) or _judge_english(visitor.page)
        with visitor.page.expect_navigation(wait_until="load"):
            visitor.page.evaluate(SEND_EMPTY)
        assert visitor.page.locator(".field-invalid").count()
        faults[f"{address}, sent empty"] = _judge(visitor.page)

    first = Visitor(enter(None).page, empty_application)
    first.goto("/")
    judge(first)

    coming = enter(None)
    coming.goto("/activate")
    coming.page.locator("[name=code]").fill(application.keys["code"])
    coming.page.locator("main .btn-primary").click()
    coming.page.wait_for_url("**/activate/password")
    judge(coming)

    halfway = enter(None)
    halfway.goto("/sign-in/login/")
    halfway.page.locator("[name=login]").fill("viewer")
    halfway.page.locator("[name=password]").fill(PASSWORD)
    halfway.page.locator("main .btn-primary").first.click()
    halfway.page.wait_for_url("**/2fa/authenticate/**")
    judge(halfway)

    assert sorted(arrived) == sorted(addresses.ARRIVED_AT)
    _none(faults)


def test_pages_of_what_goes_wrong_break_no_rule(
    application: Application, empty_application: Application, enter: Enter
) -> None:
    faults: Faults = {}
    teacher = enter("lead_teacher")
    for address, status in (("/nothing", 404), ("/schools/add", 403)):
        answer = teacher.page.goto(application.url + address)
        assert answer is not None
        assert answer.status == status
        faults[str(status)] = _judge(teacher.page) or _judge_english(teacher.page)

    # a form whose page was open too long
    late = enter(None)
    late.goto("/sign-in/login/")
    late.page.context.clear_cookies()
    with late.page.expect_navigation() as sent:
        late.page.locator("main .btn-primary").first.click()
    assert sent.value.status == 403
    faults["403, of a form"] = _judge(late.page) or _judge_english(late.page)

    # a name of the server that it does not know
    elsewhere = application.url.replace("127.0.0.1", "elsewhere.localhost")
    answer = late.page.goto(f"{elsewhere}/nothing")
    assert answer is not None
    assert answer.status == 400
    faults["400"] = _judge(late.page)

    with sqlite3.connect(empty_application.server.home / "tandem.sqlite3") as database:
        database.execute("ALTER TABLE accounts_user RENAME TO accounts_nobody")
    answer = late.page.goto(empty_application.url)
    assert answer is not None
    assert answer.status == 500
    faults["500"] = _judge(late.page)
    _none(faults)


def _visited(
    application: Application, enter: Enter, pages: dict[str, str]
) -> list[tuple[str, str, Visitor]]:
    """Role, address and window, one window a role."""
    windows = {role: enter(role or None) for role in pages}
    return [(role, a, windows[role]) for role, a in addresses.visits(application.keys, pages)]


def _open(visitor: Visitor, address: str) -> list[str]:
    """Open a page; what it answered if that was not the page itself."""
    page, url = visitor.page, visitor.application.url + address
    page.set_viewport_size({"width": PHONE["width"], "height": TALL})
    try:
        answer = page.goto(url, wait_until="load")
    except Error as refused:
        return [refused.message]
    if answer is not None and answer.ok and page.url == url:
        return []
    return [f"answered {answer and answer.status} at {page.url}"]


def _judge(page: Page) -> list[str]:
    page.evaluate(OPEN)
    page.evaluate(AXE_SCRIPT)
    found = []
    for size in (PHONE, DESKTOP):
        page.set_viewport_size({"width": size["width"], "height": TALL})
        found += [f"{size['width']} px: {one}" for one in page.evaluate(ASK, list(TAGS))]
        if page.evaluate(WIDER):
            found.append(f"{size['width']} px: wider than the window")
    return found


def _judge_english(page: Page) -> list[str]:
    """Its words are longer: the same page still fits a phone."""
    url = page.url
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": url}])
    page.set_viewport_size({"width": PHONE["width"], "height": TALL})
    page.goto(url, wait_until="load")
    page.evaluate(OPEN)
    found = ["wider than a phone in English"] if page.evaluate(WIDER) else []
    page.context.clear_cookies(name="django_language")
    return found


def _none(faults: Faults) -> None:
    lines = [f"{page}: {text}" for page, found in faults.items() for text in found]
    assert not lines, "\n".join(lines)
