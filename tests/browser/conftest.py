"""A served application and a real browser in front of it.

The folder is furnished once a run and copied for every module, so that modules do not see what others
entered. Chromium starts once; it stops with the last test here, as Django refuses its database to a
process in which Playwright's loop runs.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
    sync_playwright,
)

from tests.server.conftest import Server, free_port

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
IDENTITY_SERVICE = {
    "TANDEM_OIDC_URL": "https://identity.example",
    "TANDEM_OIDC_NAME": "统一身份认证",
    "TANDEM_OIDC_CLIENT": "tandem",
    "TANDEM_OIDC_SECRET": "for-tests-only",
}
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}


@dataclass
class Application:
    """A running server over a folder of its own."""

    server: Server
    keys: dict[str, Any]
    sessions: dict[str, str]

    @property
    def url(self) -> str:
        """Its address."""
        return self.server.url


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the filled district in it, never served itself."""
    home = tmp_path_factory.mktemp("furnished")
    made = Server(home, 0).run("-m", "tests.browser.furnish")
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture(scope="module")
def application(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application of one module."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(furnished, home)
    told = json.loads((home / "browser.json").read_text(encoding="utf-8"))
    server = Server(home, free_port(), settings=IDENTITY_SERVICE)
    server.start()
    yield Application(server, told["keys"], told["sessions"])
    server.kill()


@pytest.fixture
def empty_application(tmp_path: Path) -> Iterator[Application]:
    """An application on its first day: nobody has an account."""
    server = Server(tmp_path, free_port())
    server.start()
    yield Application(server, {}, {})
    server.kill()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser; ``CHROMIUM`` names another than the system's."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.fail("no Chromium: requirements/chromium.sh says what to install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person's window: it counts taps, and remembers what the browser complained of."""

    page: Page
    application: Application
    complaints: list[str] = field(default_factory=list)
    taps: int = 0

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._read)
        self.page.on("response", self._look)

    def _read(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            self.complaints.append(line.text)

    def _look(self, answer: Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self.complaints.append(f"{answer.status} {answer.url}")

    def goto(self, address: str) -> None:
        """Open an address of the application."""
        self.page.goto(self.application.url + address, wait_until="domcontentloaded")

    def tap(self, text: str, role: Any = "button", exact: bool = True, nth: int = 0) -> None:
        """Tap what has a role and a name: one tap."""
        self.taps += 1
        self.page.get_by_role(role, name=text, exact=exact).nth(nth).click()

    def choose(self, text: str, within: str = "main", nth: int = 0) -> None:
        """Tap the label of a choice: one tap."""
        self.taps += 1
        self.page.locator(within).locator("label", has_text=text).nth(nth).click()

    def type(self, label: str, text: str, nth: int = 0) -> None:
        """Fill in a field: one tap."""
        self.taps += 1
        self.page.get_by_label(label).nth(nth).fill(text)

    def select(self, label: str, text: str, nth: int = 0) -> None:
        """Choose from a list: one tap."""
        self.taps += 1
        self.page.get_by_label(label).nth(nth).select_option(label=text)

    def heading(self) -> str:
        """The page's name."""
        return self.page.locator("h1").inner_text()


Enter = Callable[..., Visitor]


@pytest.fixture
def enter(chromium: Browser, application: Application) -> Iterator[Enter]:
    """Opens windows in which a person of the cast is signed in already."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def opened(name: str | None, size: ViewportSize = PHONE, scripts: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport=size,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        if name is not None:
            session = application.sessions[name]
            context.add_cookies([{"name": "sessionid", "value": session, "url": application.url}])
        visitor = Visitor(context.new_page(), application)
        visitors.append(visitor)
        return visitor

    yield opened
    for context in contexts:
        context.close()
    for visitor in visitors:
        assert visitor.complaints == []
