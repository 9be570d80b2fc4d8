"""Where each key of a TOML text stands.

The standard parser keeps no positions, and an officer who mistyped a number needs the line. This is
a scanner for positions alone: values are read by :mod:`tomllib`.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[|\[)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_NAME = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"^\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=(.*)$")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*\.?""")
_OPENERS = {"[": 1, "{": 1, "]": -1, "}": -1}


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(next(g for g in m.groups() if g is not None) for m in _PART.finditer(dotted))


def _bare(value: str) -> str:
    """The value with its one-line strings and its comment taken out."""
    return re.sub(r"#.*$", "", re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", value))


class TomlLines:
    """Line numbers (from 1) by key path; ``("rule", 3, "at_least")`` is a key of the fourth rule."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        counts: dict[Path, int] = {}
        table: Path = ()
        depth = 0
        fence: str | None = None
        for number, line in enumerate(text.splitlines(), start=1):
            if fence is not None:
                fence = None if fence in line else fence
                continue
            if depth > 0:
                depth += sum(_OPENERS.get(char, 0) for char in _bare(line))
                continue
            header = _HEADER.match(line)
            if header:
                table = self._resolve(_parts(header.group(2)), counts, header.group(1) == "[[")
                self._lines.setdefault(table, number)
                continue
            key = _KEY.match(line)
            if key is None:
                continue
            path = table + _parts(key.group(1))
            for end in range(len(table) + 1, len(path) + 1):
                self._lines.setdefault(path[:end], number)
            value = key.group(2)
            for quotes in ('"""', "'''"):
                if value.count(quotes) == 1:
                    fence = quotes
            if fence is None:
                depth = max(0, sum(_OPENERS.get(char, 0) for char in _bare(value)))

    @staticmethod
    def _resolve(parts: tuple[str, ...], counts: dict[Path, int], is_array: bool) -> Path:
        path: Path = ()
        for position, part in enumerate(parts):
            path += (part,)
            last = position == len(parts) - 1
            if last and is_array:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path += (counts[path],)
        return path

    def find(self, path: Path) -> int:
        """The line of ``path``, or of the nearest table that holds it; 1 if nothing is known."""
        for end in range(len(path), 0, -1):
            line = self._lines.get(path[:end])
            if line is not None:
                return line
        return 1
