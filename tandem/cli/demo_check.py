"""``make demo-check``: start the demo, go through it as a browser would, stop it.

Every step is printed; the exit code is 1 if one fails.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

PASSWORD = "tandem-demo"  # noqa: S105  (the demonstration's own, printed by it)
SCHOOL = tuple(f"{s}-{r}" for s in ("lead", "partner") for r in ("head", "coordinator", "teacher"))
BUREAU = ("admin", "officer", "leader", "inspector", "viewer", "auditor")
SECOND_START_SECONDS = 15.0


class Failed(Exception):
    """A step that did not go as it should; the text says what was seen."""


@dataclass
class Page:
    """An answer: where it came from, what it says."""

    url: str
    status: int
    headers: dict[str, str]
    text: str

    def links(self, pattern: str) -> list[str]:
        """The links that fit, in order."""
        return [
            href for href in re.findall(r'href="([^"]+)"', self.text) if re.search(pattern, href)
        ]

    def field(self, name: str) -> str:
        """The value of a field of a form. Raises :class:`Failed`."""
        for tag in re.findall(r"<input[^>]*>", self.text):
            value = re.search(r'value="([^"]*)"', tag)
            if f'name="{name}"' in tag and value:
                return value[1]
        raise Failed(f"{self.url} has no field {name}")


@dataclass
class Browser:
    """Keeps cookies and follows redirects."""

    base: str
    opener: OpenerDirector = field(
        default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar()))
    )

    def get(self, path: str, *, expected: int = 200) -> Page:
        """A page. Raises :class:`Failed` for another status than the expected."""
        return self._ask(Request(urljoin(self.base, path)), expected)

    def post(self, page: Page, path: str, **data: str) -> Page:
        """Send a form of ``page``."""
        data["csrfmiddlewaretoken"] = page.field("csrfmiddlewaretoken")
        body = urlencode(data).encode()
        return self._ask(Request(urljoin(page.url, path), body, {"Referer": page.url}), 200)

    def _ask(self, request: Request, expected: int) -> Page:
        try:
            with self.opener.open(request, timeout=30) as answer:
                page = Page(
                    answer.url,
                    answer.status,
                    {name.lower(): value for name, value in answer.headers.items()},
                    answer.read().decode("utf-8", "replace"),
                )
        except HTTPError as error:
            page = Page(request.full_url, error.code, {}, "")
        if page.status != expected:
            raise Failed(f"{request.full_url} answered {page.status}, not {expected}")
        return page


def signed_in(base: str, name: str) -> Browser:
    """A browser in which a demo account is signed in. Raises :class:`Failed`."""
    browser = Browser(base)
    page = browser.get("/sign-in/login/")
    page = browser.post(page, "", login=name, password=PASSWORD)
    if "/sign-in/" in page.url:
        raise Failed(f"{name} could not sign in")
    return browser


# --- what is checked ---------------------------------------------------------------------------


def check_first_page(base: str) -> str:
    """Nobody signed in: the sign-in page, its headers, its files."""
    browser = Browser(base)
    page = browser.get("/")
    if "/sign-in/login/" not in page.url:
        raise Failed(f"without a sign-in {page.url} was shown")
    policy = page.headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        raise Failed(f"the content security policy is {policy!r}")
    files = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js|svg|png|woff2))"', page.text)
    if not any(file.endswith(".css") for file in files):
        raise Failed("the page names no style")
    for file in dict.fromkeys(files):
        browser.get(file)
    return f"{len(set(files))} files"


def check_account(base: str, name: str) -> str:
    """An account's first page and what its role has."""
    browser = signed_in(base, name)
    opened = ["home"]
    browser.get("/")
    if name in ("officer", "leader", "viewer"):
        board = browser.get("/board")
        findings = board.links(r"/duties/")
        if not findings:
            raise Failed("the board has no findings")
        browser.get(findings[0])
        opened += ["board", "finding"]
    elif name == "auditor":
        browser.get("/board", expected=403)
        browser.get("/audit")
        opened += ["trail"]
    else:
        browser.get("/board", expected=403)
    if name != "auditor":
        listing = browser.get("/collaborations/")
        pairs = listing.links(r"^/collaborations/[^/?]+/$") or [listing.url]
        pair = browser.get(pairs[0])
        findings = pair.links(r"/duties/")
        if not findings:
            raise Failed(f"{pair.url} shows no duties")
        browser.get(findings[0])
        opened += ["collaboration", "finding"]
    if name in SCHOOL:
        form = browser.get("/outings/record/")
        form.field("csrfmiddlewaretoken")
        opened += ["record form"]
    return ", ".join(dict.fromkeys(opened))


def check_confirming(base: str) -> str:
    """One outing that waits is confirmed by the school that is asked."""
    for name in ("partner-coordinator", "lead-coordinator"):
        browser = signed_in(base, name)
        waiting = browser.get("/").links(r"^/outings/[^/]+/confirm/$")
        if not waiting:
            continue
        card = browser.get(waiting[0])
        done = browser.post(card, waiting[0], version=card.field("version"))
        if "/confirm/" in done.url:
            raise Failed(f"{waiting[0]} still waits")
        if waiting[0] in browser.get("/").links(r"/confirm/$"):
            raise Failed(f"{waiting[0]} still stands on the first page")
        return done.url.removeprefix(base)
    raise Failed("nothing waits for a confirmation")


# --- starting and stopping ---------------------------------------------------------------------


def free_port() -> int:
    """A port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(home: Path, port: int, log: Path) -> tuple[subprocess.Popen[bytes], float]:
    """Start the demo; the process and the seconds until it answered. Raises :class:`Failed`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TANDEM_", "DATABASE_"))}
    command = [sys.executable, "-c", "from tandem.cli import main; main()"]
    begin = time.monotonic()
    with log.open("ab") as out:
        server = subprocess.Popen(
            [*command, "serve", "--demo", "--port", str(port)],
            env={**kept, "TANDEM_HOME": str(home)},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    while time.monotonic() - begin < 300:
        if server.poll() is not None:
            break
        try:
            Browser(f"http://127.0.0.1:{port}/").get("/sign-in/login/")
        except (Failed, URLError, OSError):
            time.sleep(0.1)
        else:
            return server, time.monotonic() - begin
    stop(server)
    raise Failed(f"the demo did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End what :func:`start` began, its worker too."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def tell(title: str, check: Callable[[], str]) -> bool:
    """Do one check and say how it went."""
    try:
        said = check()
    except (Failed, URLError, OSError) as error:
        print(f"  failed  {title}: {error}")
        return False
    print(f"  ok      {title}{': ' if said else ''}{said}")
    return True


def main() -> int:
    """Start, check, stop, start again; 1 if anything failed."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-demo-check-"))
    try:
        return 0 if all(_checks(folder)) else 1
    except Failed as error:
        print(f"  failed  {error}")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _checks(folder: Path) -> list[bool]:
    home, log, port = folder / "home", folder / "log", free_port()
    base = f"http://127.0.0.1:{port}"
    server, seconds = start(home, port, log)
    try:
        print(f"The demo is made and answers after {seconds:.1f} s")
        results = [tell("sign-in page, headers, files", lambda: check_first_page(base))]
        accounts = (*BUREAU, *SCHOOL)
        results += [tell(name, partial(check_account, base, name)) for name in accounts]
        results.append(tell("a confirmation", lambda: check_confirming(base)))
    finally:
        stop(server)
    if not all(results):
        print(log.read_text(encoding="utf-8")[-3000:])
    server, seconds = start(home, port, log)
    stop(server)
    results.append(tell("started again", lambda: _soon(seconds)))
    return results


def _soon(seconds: float) -> str:
    if seconds > SECOND_START_SECONDS:
        raise Failed(f"{seconds:.1f} s, more than {SECOND_START_SECONDS:g}")
    return f"{seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
