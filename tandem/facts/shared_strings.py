"""Texts that a workbook stores once and uses in many cells: how much they come to when written out.

The reader copies a shared text into each cell that names it, and takes the announced number of texts
at its word. A small file can so ask for any amount of memory; it is measured here beforehand.
"""

from __future__ import annotations

import re
import zipfile

WRITTEN_OUT_LIMIT = 1 << 30
"""Bytes that the shared texts of all cells may come to."""

_PART = "xl/sharedstrings.xml"
_ANNOUNCED = re.compile(rb"uniqueCount\s*=\s*[\"']([^\"']*)[\"']")
_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v\b[^>]*>([^<]*)<(.)")
_ANNOUNCED_LIMIT = 5_000_000
_TAGS_A_CELL = 4
_OVERLAP = 64


class BadStrings(Exception):
    """The shared texts would come to more than the limit, or say so."""


class SharedStrings:
    """Gathers, while a workbook's parts are inflated, what its shared texts may come to."""

    def __init__(self) -> None:
        self._longest = 0
        self._open = 0
        self._tail = b""
        self._tags = 0
        self._sheets: list[str] = []

    def look(self, part: str, window: bytes, piece: bytes, *, is_sheet: bool) -> None:
        """Look at the next ``piece`` of an XML part (``window`` begins with what came before).

        Raises ``BadStrings`` for a number of texts that no workbook has.
        """
        if b"uniqueCount" in window:
            for announced in _ANNOUNCED.findall(window):
                if not announced.isdigit() or int(announced[:20]) > _ANNOUNCED_LIMIT:
                    raise BadStrings
        if part.lower() == _PART:
            self._measure(piece)
        elif is_sheet:
            self._tags += piece.count(b"<")
            if part not in self._sheets:
                self._sheets.append(part)

    def _measure(self, piece: bytes) -> None:
        """Keep the length of the longest text, from one end mark to the next."""
        window = self._tail + piece
        before = 0
        for match in _END.finditer(window):
            self._longest = max(self._longest, self._open + match.end() - before)
            self._open, before = 0, match.end()
        rest = window[before:]
        self._tail = rest[-_OVERLAP:]
        self._open += len(rest) - len(self._tail)
        self._longest = max(self._longest, self._open)

    def check_total(self, archive: zipfile.ZipFile) -> None:
        """Raise ``BadStrings`` if the texts of all cells come to more than the limit."""
        # Every cell with a value has four tags: this bound is met by all workbooks but odd ones.
        if self._longest * (self._tags // _TAGS_A_CELL) <= WRITTEN_OUT_LIMIT:
            return
        names = {name.lower(): name for name in archive.namelist()}
        if _PART not in names:
            return
        lengths: list[int] = []
        before = 0
        for match in _END.finditer(archive.read(names[_PART])):
            lengths.append(match.end() - before)
            before = match.end()
        total = 0
        for sheet in self._sheets:
            for match in _VALUE.finditer(archive.read(sheet)):
                text = match[1].strip()
                if match[2] != b"/" or b"&" in text:
                    total += self._longest  # written in a way that hides which text it is
                elif text.isdigit() and len(text) < 10 and int(text) < len(lengths):
                    total += lengths[int(text)]
                if total > WRITTEN_OUT_LIMIT:
                    raise BadStrings
