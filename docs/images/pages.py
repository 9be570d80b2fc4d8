"""Takes the pictures of pages for the documentation: ``python docs/images/pages.py``.

The demo district is served on a day of its own from a folder that is made anew each time; Chromium takes
four pages at the width of a phone and at a desk's, in Chinese.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "tandem-demo"  # noqa: S105  (of the demonstration only)
HERE = Path(__file__).parent
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
CHINESE = {**environ, "LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"}
"""The browser's own words and dates."""
COLOURS = 64
"""Pages are flat: so many colours draw them, in a fifth of the space."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a demo district, while it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = "from tandem.cli import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", command, "serve", "--demo", "--port", str(port)],
            env={**environ, "TANDEM_HOME": f"{home}/demo"},
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            yield address
        finally:
            process.terminate()
            process.wait()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 180
    while True:
        try:
            urllib.request.urlopen(f"{address}/sign-in/login/", timeout=5)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def signed_in(browser: Browser, address: str, name: str, size: tuple[int, int]) -> Page:
    """A window in which a demo account is signed in."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        locale="zh-CN",
        reduced_motion="reduce",
    )
    page.goto(f"{address}/sign-in/login/")
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form .btn-primary").click()
    page.wait_for_url(f"{address}/")
    return page


def to_who(page: Page, address: str) -> None:
    """The outing form as far as the people, some of them chosen."""
    page.goto(f"{address}/outings/record/")
    page.locator("label", has_text="小学").first.click()
    page.locator("main .btn-primary").click()
    for kind in ("教学示范", "专题讲座"):
        page.locator("label", has_text=kind).first.click()
    page.locator("main .btn-primary").click()
    page.wait_for_url("**/who/")
    for roster in page.locator("main fieldset").all():
        for chip in roster.locator("label:has(input[type=checkbox])").all()[:2]:
            chip.click()
    page.evaluate("scrollTo(0, 0)")


def main() -> None:
    """Take the eight pictures."""
    chromium = environ.get("CHROMIUM") or shutil.which("chromium")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"], env=CHINESE
        )
        for name, size in SIZES.items():
            page = signed_in(browser, address, "lead-coordinator", size)
            take(page, f"home-{name}")
            page.goto(f"{address}/collaborations/")
            if page.url.removeprefix(address) == "/collaborations/":
                page.locator("main a[href^='/collaborations/']").first.click()
            take(page, f"collaboration-{name}")
            to_who(page, address)
            take(page, f"who-{name}")
            page = signed_in(browser, address, "officer", size)
            page.goto(f"{address}/board")
            draw = page.get_by_role("button", name="现在绘制")
            if draw.count():
                draw.click()
            page.locator("[data-chart=fulfilment] svg").wait_for()
            if name == "desktop":
                page.locator("form.filters").evaluate("form => form.scrollIntoView()")
            take(page, f"board-{name}")
        browser.close()


def take(page: Page, name: str) -> None:
    """One picture of what stands in the window, made small."""
    path = HERE / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


if __name__ == "__main__":
    main()
