"""A checked reader for one table of a TOML file: typed values out, every mistake noted."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tandem.lib.titles import LANGUAGES, Titles
from tandem.lib.toml_lines import Path, TomlLines
from tandem.lib.toml_problems import TomlProblem

LARGEST = 100_000
"""No count, number of days or minimum of a file is larger; beyond it is a slip of the hand."""

PLACES = 20
"""No number of a file has more decimal places; beyond it doubles would fail in their own ways."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class TableReader:
    """Reads the keys of ``values`` (the table at ``path``), noting mistakes in ``problems``.

    Every getter gives its ``default`` where the key is absent or wrong, so that reading goes on and
    one run finds all mistakes; the result is used only if there are none. :meth:`close` reports the
    keys that nobody asked for.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        path: Path,
        lines: TomlLines,
        problems: list[TomlProblem],
    ) -> None:
        self.values = values
        self.path = path
        self.lines = lines
        self.problems = problems
        self._asked: set[str] = set()

    def problem(
        self, key: str | None, code: str, found: object = "", expected: Sequence[object] = ()
    ) -> None:
        """Note a mistake at ``key`` of this table (at the table itself if ``None``)."""
        path = self.path if key is None else (*self.path, key)
        name = ".".join(str(p + 1) if isinstance(p, int) else p for p in path)
        self.problems.append(
            TomlProblem(
                self.lines.find(path), name, code, _show(found), tuple(map(_show, expected))
            )
        )

    def _take(self, key: str, required: bool, expected: str) -> Any:
        self._asked.add(key)
        if key not in self.values:
            if required:
                self.problem(key, "missing", expected=(expected,))
            return None
        return self.values[key]

    def text(self, key: str, default: str = "", required: bool = True) -> str:
        """A text that is not empty."""
        value = self._take(key, required, "text")
        if value is None:
            return default
        if not _is_text(value):
            self.problem(key, "not-text", value)
            return default
        return str(value)

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """One of ``options``; required unless there is a default."""
        value = self._take(key, default is None, " | ".join(options))
        fallback = options[0] if default is None else default
        if value is None:
            return fallback
        if value not in options:
            self.problem(key, "unknown-choice", value, nearest_first(value, options))
            return fallback
        return str(value)

    def whole(self, key: str, default: int | None = None, minimum: int = 0) -> int:
        """A whole number from ``minimum`` to :data:`LARGEST`."""
        value = self._take(key, default is None, f"≥ {minimum}")
        fallback = minimum if default is None else default
        if value is None:
            return fallback
        if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
            self.problem(key, "not-whole", value, (minimum,))
            return fallback
        if value > LARGEST:
            self.problem(key, "out-of-range", value, (f"≤ {LARGEST}",))
            return fallback
        return value

    def number(
        self,
        key: str,
        default: Decimal | None = None,
        low: Decimal | None = None,
        high: Decimal | None = None,
    ) -> Decimal:
        """A decimal number in ``[low, high]``, no larger than :data:`LARGEST` either way."""
        value = self._take(key, default is None, _span(low, high))
        fallback = Decimal(0) if default is None else default
        if value is None:
            return fallback
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.problem(key, "not-number", value, (_span(low, high),))
            return fallback
        number = Decimal(value)
        if number.is_finite() and not _is_handy(number):
            self.problem(key, "out-of-range", value, (f"≤ {LARGEST}", f"≥ 1e-{PLACES}"))
            return fallback
        if (
            not number.is_finite()
            or (low is not None and number < low)
            or (high is not None and number > high)
        ):
            self.problem(key, "out-of-range", value, (_span(low, high),))
            return fallback
        return number

    def day(self, key: str, required: bool = False) -> date | None:
        """A date, written ``2025-03-01``."""
        value = self._take(key, required, "2025-03-01")
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.problem(key, "not-date", value, ("2025-03-01",))
            return None
        return value

    def codes(
        self,
        key: str,
        allowed: Sequence[str],
        groups: Mapping[str, tuple[str, ...]] | None = None,
        required: bool = False,
    ) -> tuple[str, ...]:
        """One code or a list of codes of ``allowed``; ``@name`` stands for a group of them."""
        value = self._take(key, required, " | ".join(allowed))
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        if not items:
            self.problem(key, "empty-list")
        found: list[str] = []
        for item in items:
            if isinstance(item, str) and item.startswith("@") and groups is not None:
                if item[1:] in groups:
                    found.extend(groups[item[1:]])
                else:
                    names = [f"@{name}" for name in groups]
                    self.problem(key, "unknown-group", item, nearest_first(item, names))
            elif item in allowed:
                found.append(item)
            else:
                self.problem(key, "unknown-code", item, nearest_first(item, allowed))
        return tuple(dict.fromkeys(found))

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or number, or a list of them, as texts."""
        value = self._take(key, False, "text")
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        if not items or not all(type(item) is int or _is_text(item) for item in items):
            self.problem(key, "not-text", value)
            return ()
        return tuple(str(item) for item in items)

    def titles(self, key: str, required: bool = True) -> Titles:
        """A text in three languages; a missing language is allowed (it falls back visibly)."""
        value = self._take(key, required, "{ zh-Hans, zh-Hant, en }")
        if value is None:
            return Titles()
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.problem(key, "not-titles", value)
            return Titles()
        for language in value:
            if language not in LANGUAGES:
                self.problem(key, "unknown-language", language, LANGUAGES)
        titles = Titles.from_mapping({name: text for name, text in value.items() if text.strip()})
        if not titles.all():
            self.problem(key, "not-titles", value)
        return titles

    def table(self, key: str, required: bool = False) -> TableReader:
        """The table under ``key`` (an empty one where it is absent)."""
        value = self._take(key, required, "[table]")
        if value is not None and not isinstance(value, dict):
            self.problem(key, "not-table", value)
            value = None
        return TableReader(value or {}, (*self.path, key), self.lines, self.problems)

    def tables(self, key: str) -> list[TableReader]:
        """The tables of the list under ``key``."""
        value = self._take(key, False, "[[table]]")
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(key, "not-tables", value)
            return []
        return [
            TableReader(item, (*self.path, key, i), self.lines, self.problems)
            for i, item in enumerate(value)
        ]

    def allow(self, key: str) -> None:
        """Mark ``key`` as known without reading it."""
        self._asked.add(key)

    def allow_all(self) -> None:
        """Mark every key as known: used where their meaning cannot be told."""
        self._asked.update(self.values)

    def has(self, key: str) -> bool:
        """Whether the key is present (asked or not)."""
        return key in self.values

    def close(self, known: Sequence[str] = ()) -> None:
        """Report every key that was not asked for; ``known`` adds names to suggest."""
        for key in self.values:
            if key not in self._asked:
                options = nearest_first(key, sorted(self._asked | set(known)))
                self.problem(key, "unknown-key", key, options)


def nearest_first(value: object, options: Sequence[str]) -> tuple[str, ...]:
    """``options`` with the spellings nearest to ``value`` in front."""
    near = difflib.get_close_matches(str(value), options, n=3, cutoff=0.5)
    return tuple(dict.fromkeys([*near, *options]))


def _is_handy(number: Decimal) -> bool:
    """Whether a finite number is neither huge nor of endless places."""
    exponent = number.as_tuple().exponent
    return abs(number) <= LARGEST and isinstance(exponent, int) and exponent >= -PLACES


def _is_text(value: object) -> bool:
    """Whether it is a text with something in it, and nothing that databases refuse in one."""
    return isinstance(value, str) and bool(value.strip()) and not _UNPRINTABLE.search(value)


def _span(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None:
        return f"{low} … {high}"
    if low is not None:
        return f"≥ {low}"
    return f"≤ {high}" if high is not None else "0.5"


def _show(value: object) -> str:
    return value if isinstance(value, str) else str(value)
