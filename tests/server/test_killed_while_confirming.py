"""``kill -9`` in the middle of a thousand confirmations: what was acknowledged is there, all of it."""

from __future__ import annotations

import http.client
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from threading import Condition, Thread
from urllib.parse import urlencode

from tests.server.conftest import Server
from tests.web.conftest import PASSWORD

COUNT = 1000
BROWSERS = 4
KILL_AFTER = (60, 250, 480, 730)
"""The server is killed after so many answers, with every browser waiting for one more; it is started
again and goes on with the rest."""


class Browser:
    """One connection with its cookies: enough of a browser to sign in and press a button."""

    def __init__(self, server: Server) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            form = {**form, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, text

    def sign_in(self, name: str) -> None:
        self.ask("GET", "/sign-in/login/")
        status, _text = self.ask("POST", "/sign-in/login/", {"login": name, "password": PASSWORD})
        assert status == 302


@dataclass
class Tally:
    """What the browsers have sent, and what was answered."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    moved: Condition = field(default_factory=Condition)

    @property
    def unanswered(self) -> set[str]:
        """What is on its way."""
        return self.sent - self.acknowledged


def confirm_all(browser: Browser, outings: list[str], tally: Tally) -> None:
    """Confirm one after the other until none is left or the server is gone."""
    try:
        while outings:
            outing = outings[-1]
            with tally.moved:
                tally.sent.add(outing)
                tally.moved.notify_all()
            status, _text = browser.ask("POST", f"/outings/{outing}/confirm/", {"version": "1"})
            with tally.moved:
                if status != 302:
                    tally.faults.append(f"{outing}: {status}")
                tally.acknowledged.add(outings.pop())
                tally.moved.notify_all()
    except (OSError, http.client.HTTPException):
        pass  # the power went


def test_no_acknowledged_confirmation_is_lost_and_none_is_half_written(server: Server) -> None:
    made = server.run("-m", "tests.server.waiting_outings", str(COUNT))
    assert made.returncode == 0, made.stderr
    tally = Tally()
    shares = [[f"o{n:04}" for n in range(first, COUNT, BROWSERS)] for first in range(BROWSERS)]
    for stop in (*KILL_AFTER, None):
        server.start()
        browsers = [Browser(server) for _share in shares]
        for browser in browsers:
            browser.sign_in("partner_head")
        working = [
            Thread(target=confirm_all, args=(browser, share, tally))
            for browser, share in zip(browsers, shares, strict=True)
        ]
        for thread in working:
            thread.start()
        if stop is not None:
            with tally.moved:
                busy = tally.moved.wait_for(
                    lambda stop=stop: (
                        len(tally.acknowledged) >= stop and len(tally.unanswered) == BROWSERS
                    ),
                    timeout=120,
                )
                assert busy, tally.faults
                server.kill()
        for thread in working:
            thread.join()
        server.kill()
        confirmed = read_back(server)
        assert tally.acknowledged <= confirmed <= tally.sent
        if stop is not None:
            assert tally.unanswered, "nothing was under way when the server was killed"
        assert tally.faults == []

    assert len(tally.acknowledged) == len(confirmed) == COUNT
    checked = server.run("-c", "from tandem.cli import main; main()", "findings", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not re.search("Traceback", (server.home / "server.log").read_text())


def read_back(server: Server) -> set[str]:
    """What lies confirmed in the database of a server that was killed; no half of anything."""
    with closing(sqlite3.connect(server.home / "tandem.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT id FROM activities_outing WHERE status = 'confirmed'")
        confirmed = {row[0] for row in rows}
        halves = database.execute(
            "SELECT count(*) FROM activities_activity a JOIN activities_outing o"
            " ON o.id = a.outing_id WHERE a.status <> o.status"
        ).fetchone()[0]
        told = database.execute(
            "SELECT object_id FROM audit_auditevent WHERE verb = 'activities.confirm'"
        ).fetchall()
        (counted,) = database.execute(
            "SELECT achieved FROM compliance_storedfinding"
            " WHERE collaboration_id = 'c1' AND requirement = 'lecture' AND period = 't3'"
        ).fetchone()
    assert halves == 0
    assert sorted(row[0] for row in told) == sorted(confirmed)
    assert counted == 2 * len(confirmed)
    return confirmed
