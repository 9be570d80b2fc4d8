"""Where each key of a TOML text stands.

The standard parser keeps no positions, and an officer who mistyped a number needs the line. This is
a scanner for positions alone, over a text that :mod:`tomllib` has already accepted: values are read
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r]+|\#[^\n]*)
    | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<mark>[\[\]{},=.\n])
    | (?P<bare>[^\s\[\]{},=.\#"']+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_VALUE_ENDS = frozenset(",]}\n")


class TomlLines:
    """Line numbers (from 1) by key path; ``("rule", 3, "at_least")`` is a key of the fourth rule.

    Elements of arrays and keys of inline tables have positions of their own.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._tokens = list(_tokens(text))
        self._at = 0
        table: Path = ()
        while (mark := self._peek()) is not None:
            if mark == "\n":
                self._at += 1
            elif mark == "[":
                table = self._header()
            else:
                self._entry(table)

    def find(self, path: Path) -> int:
        """The line of ``path``, or of the nearest table that holds it; 1 if nothing is known."""
        for end in range(len(path), 0, -1):
            line = self._lines.get(path[:end])
            if line is not None:
                return line
        return 1

    def _peek(self) -> str | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def _line(self) -> int:
        return self._tokens[min(self._at, len(self._tokens) - 1)][1]

    def _key(self) -> list[str]:
        """The parts of a dotted key, up to and with the mark that ends it."""
        parts: list[str] = []
        while (word := self._peek()) is not None:
            self._at += 1
            if word in "=]\n":
                break
            if word != ".":
                parts.append(word[1:-1] if word[0] in "\"'" else word)
        return parts

    def _header(self) -> Path:
        line = self._line()
        self._at += 1
        is_array = self._peek() == "["
        self._at += is_array
        parts = self._key()
        self._at += is_array
        path: Path = ()
        for position, part in enumerate(parts):
            path += (part,)
            self._lines.setdefault(path, line)
            if is_array and position == len(parts) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path += (self._counts[path],)
                self._lines.setdefault(path, line)
        return path

    def _entry(self, table: Path) -> None:
        line = self._line()
        path = table
        for part in self._key():
            path += (part,)
            self._lines.setdefault(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self._peek()
        if opening not in ("[", "{"):
            while (word := self._peek()) is not None and word not in _VALUE_ENDS:
                self._at += 1
            return
        self._at += 1
        index = 0
        while (word := self._peek()) is not None:
            if word in ("]", "}"):
                self._at += 1
                return
            if word in (",", "\n"):
                self._at += 1
            elif opening == "[":
                self._lines.setdefault((*path, index), self._line())
                self._value((*path, index))
                index += 1
            else:
                self._entry(path)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Every token but spaces and comments, with the line that it begins on."""
    line = 1
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup != "space":
            yield token, line
        line += token.count("\n")
