"""What is wrong with facts, as codes: where it stands, what was found, what was expected.

Sentences for people come from ``describe``; nothing here speaks a language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "note"]

SHOWN_PER_GROUP = 10
"""How many mistakes alike (same table, column and code) are told one by one."""

NOTES_PER_GROUP = 3
"""The same for warnings and notes, which stop nothing."""

_VALUE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, warning or note.

    ``place`` is the file or sheet; ``row`` is 1-based as an editor or Excel shows it, the heading
    included (for Parquet: the record's number); ``column`` is the contract's name, or the heading as
    found where the contract has none; ``value`` is what stood there. ``count`` is above 1 only for
    the code ``more_alike``, which closes a long group: that many others were left out.
    """

    code: str
    severity: Severity = "error"
    table: str | None = None
    place: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    count: int = 1


class FactsError(Exception):
    """The facts cannot be used: ``problems`` lists why (long groups cut), ``total`` counts all."""

    def __init__(self, problems: Sequence[Problem], total: int) -> None:
        super().__init__(f"{total} problem(s) in the facts")
        self.problems = tuple(problems)
        self.total = total


def shorten(value: str) -> str:
    """A cell's text fit for a message: one line, at most 60 characters."""
    text = " ".join(value.split())
    return text if len(text) <= _VALUE_LIMIT else text[: _VALUE_LIMIT - 1] + "…"


class Problems:
    """Gathers problems while facts are read; of each group only the first few are kept."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str, str, str], list[Problem]] = defaultdict(list)
        self._counts: dict[tuple[str, str, str, str], int] = defaultdict(int)

    def add(self, problem: Problem, *, count: int = 1) -> None:
        """Add ``problem``; ``count`` above 1 says that so many alike stand for this one."""
        self.extend([problem], count)

    def extend(self, problems: Iterable[Problem], count: int) -> None:
        """Add the first of ``count`` problems of one group (``problems`` may be fewer)."""
        for index, problem in enumerate(problems):
            key = (problem.severity, problem.place, problem.column or "", problem.code)
            if index == 0:
                self._counts[key] += count
            shown = self._shown[key]
            most = SHOWN_PER_GROUP if problem.severity == "error" else NOTES_PER_GROUP
            if len(shown) < most:
                value = None if problem.value is None else shorten(problem.value)
                shown.append(replace(problem, value=value))

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong, warnings and notes aside."""
        return any(key[0] == "error" for key in self._counts)

    @property
    def error_count(self) -> int:
        """How many errors there are, those not kept included."""
        return sum(count for key, count in self._counts.items() if key[0] == "error")

    def _listed(self, severities: Iterable[Severity]) -> tuple[Problem, ...]:
        found: list[Problem] = []
        for severity in severities:
            for key, shown in self._shown.items():
                if key[0] != severity:
                    continue
                found.extend(shown)
                left_out = self._counts[key] - len(shown)
                if left_out > 0:
                    last = shown[-1]
                    found.append(
                        Problem(
                            "more_alike",
                            severity,
                            last.table,
                            last.place,
                            column=last.column,
                            params=MappingProxyType({"of": last.code}),
                            count=left_out,
                        )
                    )
        return tuple(found)

    def errors(self) -> tuple[Problem, ...]:
        """All errors in the order of files, long groups closed by ``more_alike``."""
        return self._listed(["error"])

    def notices(self) -> tuple[Problem, ...]:
        """Warnings, then notes."""
        return self._listed(["warning", "note"])

    def error(self) -> FactsError:
        """The errors as an exception to raise."""
        return FactsError(self.errors(), self.error_count)
