"""What nobody should send: the fields of a page's forms, filled with nonsense."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

VALUES = (
    "",
    " ",
    "\0",
    "a\0b",
    "x" * 20_000,
    "中" * 300,
    "-1",
    "0",
    "99999999999999999999999",
    "1e999",
    "NaN",
    "Infinity",
    "１２",
    "²",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "24:61",
    "'\"><script>",
    "%s%d{}{0}",
    "../../etc/passwd",
    "😀",
    "null",
    "[]",
    '{"a": 1}',
    "\r\n",
    "~",
    "~A lecture t3",
    "c2",
    "other-lead",
    "other-lead-2",
    "partner-3",
    "t9",
)
"""Texts that have broken a program somewhere, and ids of records that are not the person's."""

FILES = (b"", b"x", b"PK\x03\x04zzz", b"\xff\xd8\xff\xe0" + b"0" * 99, b"%PDF-1.4", b"<svg/>")
IDS = ("~AA", "~", "~8J-YgA", "9" * 40, "x" * 300)
"""Segments of an address: U+0000, nothing, a letter beyond the first plane, too long."""


class Page(HTMLParser):
    """The fields of a page's forms with the values they offer, and what its links ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.files: set[str] = set()
        self.asked: set[str] = set()
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        name = a.get("name") or ""
        if tag == "a":
            self.asked |= set(parse_qs(urlsplit(a.get("href") or "").query))
        elif tag == "select":
            self._select = name
        elif tag == "option":
            self._add(self._select, a.get("value") or "")
        elif tag in ("input", "button", "textarea"):
            self._add(name, a.get("value") or "")
            if a.get("type") == "file":
                self.files.add(name)

    def _add(self, name: str, value: str) -> None:
        if name:
            self.fields.setdefault(name, []).append(value)


def filled_in(page: Page, chance: Random) -> dict[str, Any]:
    """A form in which most is what the page offers and some of it nonsense, missing or double."""
    sent: dict[str, Any] = {}
    for name, offered in page.fields.items():
        turn = chance.random()
        if name in page.files:
            sent[name] = io.BytesIO(chance.choice(FILES)) if turn < 0.8 else "no file"
        elif turn < 0.3:
            sent[name] = chance.choice(VALUES)
        elif turn < 0.4:
            sent[name] = [chance.choice(VALUES), chance.choice(VALUES)]
        elif turn < 0.9:
            sent[name] = chance.choice(offered)
    return sent


def questions(page: Page, chance: Random, times: int) -> Iterator[dict[str, str]]:
    """What may stand behind the question mark of an address."""
    names = sorted(page.asked | set(page.fields) | {"page", "q", "next"})
    for _ in range(times):
        yield {name: chance.choice(VALUES) for name in names if chance.random() < 0.6}
