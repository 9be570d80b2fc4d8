"""Browsers that confirm one outing after the other, and what lies in the database then."""

from __future__ import annotations

import http.client
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Condition
from urllib.parse import urlencode

from tests.server.conftest import Server
from tests.web.conftest import PASSWORD

FORM = "application/x-www-form-urlencoded"


class Browser:
    """One connection with its cookies: enough of a browser to sign in and press a button."""

    def __init__(self, server: Server) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None):
        if form is None:
            return self._send(method, path, None, "")
        form = {**form, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self._send(method, path, urlencode(form).encode(), FORM)

    def upload(self, path: str, name: str, data: bytes):
        """Send a file as a page's form does."""
        token = self.cookies.get("csrftoken", "")
        parts = [
            (b'name="csrfmiddlewaretoken"', token.encode()),
            (f'name="files"; filename="{name}"\r\nContent-Type: application/pdf'.encode(), data),
        ]
        body = b"".join(
            b"--part\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % part for part in parts
        )
        return self._send(
            "POST", path, body + b"--part--\r\n", "multipart/form-data; boundary=part"
        )

    def _send(self, method: str, path: str, body: bytes | None, kind: str):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if kind:
            headers["Content-Type"] = kind
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


def read_back(home: Path) -> set[str]:
    """What lies confirmed in the database of a folder; no half of anything."""
    with closing(sqlite3.connect(home / "tandem.sqlite3")) as database:
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
