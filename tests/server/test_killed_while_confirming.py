"""``kill -9`` in the middle of a thousand confirmations: what was acknowledged is there, all of it."""

from __future__ import annotations

import re
from threading import Thread

from tests.server.confirming import Browser, Tally, confirm_all, read_back
from tests.server.conftest import Server

COUNT = 1000
BROWSERS = 4
KILL_AFTER = (60, 250, 480, 730)
"""The server is killed after so many answers, with every browser waiting for one more; it is started
again and goes on with the rest."""


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
        confirmed = read_back(server.home)
        assert tally.acknowledged <= confirmed <= tally.sent
        if stop is not None:
            assert tally.unanswered, "nothing was under way when the server was killed"
        assert tally.faults == []

    assert len(tally.acknowledged) == len(confirmed) == COUNT
    checked = server.run("-c", "from tandem.cli import main; main()", "findings", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not re.search("Traceback", (server.home / "server.log").read_text())
