"""A backup made while people work, restored elsewhere: one moment of the original, whole."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

from tests.server.confirming import Browser, Tally, confirm_all, read_back
from tests.server.conftest import Server

COUNT = 1000
BROWSERS = 3
COMMAND = "from tandem.cli import main; import sys; sys.exit(main())"


def upload_all(browser: Browser, tally: Tally, over: Event) -> None:
    """Send files, one an outing, until it is over."""
    for number in range(COUNT):
        if over.is_set():
            return
        data = b"%PDF-1.4\n" + str(number).encode() * 5_000
        status, _text = browser.upload(f"/files/add/outing/o{number:04}/", "a.pdf", data)
        if status != 302:
            tally.faults.append(f"file {number}: {status}")


def test_a_backup_made_under_way_is_one_whole_moment(server: Server, tmp_path: Path) -> None:
    server = Server(tmp_path / "original", server.port)
    server.home.mkdir()
    made = server.run("-m", "tests.server.waiting_outings", str(COUNT))
    assert made.returncode == 0, made.stderr
    server.start()
    tally, over = Tally(), Event()
    shares = [[f"o{n:04}" for n in range(first, COUNT, BROWSERS)] for first in range(BROWSERS)]
    working = []
    for share in shares:
        browser = Browser(server)
        browser.sign_in("partner_head")
        working.append(Thread(target=confirm_all, args=(browser, share, tally)))
    browser = Browser(server)
    browser.sign_in("lead_teacher")
    working.append(Thread(target=upload_all, args=(browser, tally, over)))
    try:
        for thread in working:
            thread.start()
        with tally.moved:
            assert tally.moved.wait_for(lambda: len(tally.acknowledged) >= 50, timeout=120)
            before = set(tally.acknowledged)
        archive = tmp_path / "backup.tar.gz"
        backed_up = server.run("-c", COMMAND, "backup", str(archive))
        with tally.moved:
            after = set(tally.sent)
        assert backed_up.returncode == 0, backed_up.stdout + backed_up.stderr
        assert len(after) < COUNT, "the work was over before the backup"
        over.set()
        for share in shares:
            del share[:-1]
        for thread in working:
            thread.join()
    finally:
        server.kill()
    assert tally.faults == []
    assert read_back(server.home) == tally.acknowledged

    copy = Server(tmp_path / "copy", 0)
    copy.home.mkdir()
    restored = copy.run("-c", COMMAND, "restore", str(archive))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert before <= read_back(copy.home) <= after
    assert every_file_is_there(copy.home) > 0
    for command in (("findings", "--check"), ("audit", "verify")):
        checked = copy.run("-c", COMMAND, *command)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def every_file_is_there(home: Path) -> int:
    """How many files the records name; each lies on the disk as it was sent."""
    with closing(sqlite3.connect(home / "tandem.sqlite3")) as database:
        named = {row[0] for row in database.execute("SELECT file_id FROM evidence_attachment")}
    for sha256 in named:
        path = home / "files" / sha256[:2] / sha256[2:4] / sha256
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    return len(named)
