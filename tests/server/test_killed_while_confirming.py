"""``kill -9`` in the middle of a thousand confirmations: what was acknowledged is there, all of it."""

from __future__ import annotations

import http.client
import re
import sqlite3
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.server.conftest import Server
from tests.web.conftest import PASSWORD

COUNT = 1000
KILL_AFTER = (60, 150, 260)
"""The server is killed after so many answers, started again, and goes on with the rest."""


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


def test_no_acknowledged_confirmation_is_lost_and_none_is_half_written(server: Server) -> None:
    made = server.run("-m", "tests.server.waiting_outings", str(COUNT))
    assert made.returncode == 0, made.stderr
    acknowledged: set[str] = set()
    left = [f"o{n:04}" for n in range(COUNT)]
    for stop in (*KILL_AFTER, None):
        server.start()
        browser = Browser(server)
        browser.sign_in("partner_head")
        try:
            while left:
                outing = left[-1]
                status, _text = browser.ask("POST", f"/outings/{outing}/confirm/", {"version": "1"})
                assert status == 302
                acknowledged.add(left.pop())
                if stop is not None and len(acknowledged) == stop:
                    # the next one is on its way while the power goes
                    browser.connection.request("POST", f"/outings/{left[-1]}/confirm/", "version=1")
                    server.kill()
        except (ConnectionError, http.client.HTTPException):
            assert stop is not None
        if stop is None:
            break

    server.kill()
    with sqlite3.connect(server.home / "tandem.sqlite3") as database:
        confirmed = {
            row[0]
            for row in database.execute(
                "SELECT id FROM activities_outing WHERE status = 'confirmed'"
            )
        }
        halves = database.execute(
            "SELECT count(*) FROM activities_activity a JOIN activities_outing o"
            " ON o.id = a.outing_id WHERE a.status <> o.status"
        ).fetchone()[0]
        events = database.execute(
            "SELECT count(*) FROM audit_auditevent WHERE verb = 'activities.confirm'"
        ).fetchone()[0]
    assert acknowledged <= confirmed
    assert len(confirmed) == COUNT
    assert halves == 0
    assert events == len(confirmed)
    checked = server.run("-c", "from tandem.cli import main; main()", "findings", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not re.search("Traceback", (server.home / "server.log").read_text())
