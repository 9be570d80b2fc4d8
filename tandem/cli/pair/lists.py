"""What the lists of ``tandem pair`` have in common: rows, mistakes as sentences, ids as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tandem.cli.failure import Failure
from tandem.cli.lists import first_of, list_messages
from tandem.cli.lists.rows import BadList, Row, read_rows
from tandem.facts.normalise import BadCell, identifier, word
from tandem.facts.problems import shorten
from tandem.lib.messages import Messages, load_messages
from tandem.lib.titles import Language


def pair_messages(language: Language) -> Messages:
    """The sentences of ``tandem pair``."""
    return load_messages(Path(__file__).with_name("messages"), language)


@dataclass(slots=True)
class Reading:
    """One list while it is read: its name, mistakes and notices (sentences), headings as it has them."""

    place: str
    messages: Messages
    headings: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def heading(self, column: str, columns: Mapping[str, Sequence[str]]) -> str:
        """What a column is called: in the file, or else (it is not there) the first of its names."""
        return self.headings.get(column) or columns.get(column, (column,))[0]

    def fault(self, row: int, column: str, code: str, **params: object) -> None:
        """Note a mistake in a cell, by a message of ``tandem pair``."""
        self.faults.append(self._at(row, column, self.messages(code, params)))

    def notice(self, row: int, column: str, code: str, **params: object) -> None:
        """Note something that stops nothing."""
        self.notices.append(self._at(row, column, self.messages(code, params)))

    def bad_cell(self, row: int, column: str, value: str, bad: BadCell) -> None:
        """Note a cell that cannot be read."""
        params = {name: str(given) for name, given in bad.params.items()}
        self.fault(row, column, f"cell-{bad.code}", value=shorten(value), **params)

    def _at(self, row: int, column: str, what: str) -> str:
        where = {"place": self.place, "row": str(row), "column": column, "what": what}
        return self.messages("at-cell" if column else "at-row", where)

    def identifier(self, row: int, column: str, value: str) -> str:
        """An id; empty where there is none or where it was told to be wrong."""
        try:
            return identifier(value).text or ""
        except BadCell as bad:
            self.bad_cell(row, column, value, bad)
            return ""

    def stop(self, closing: str = "list-unusable") -> None:
        """Raise :class:`Failure` with every mistake, if there are any."""
        if self.faults:
            last = self.messages(closing, {"count": len(self.faults)})
            raise Failure([*first_of(self.faults, self.messages.language), last])


def rows_of(
    path: Path,
    columns: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    reading: Reading,
    *,
    tell_unknown: bool = True,
) -> list[Row]:
    """The rows of a list; a :class:`Failure` if it cannot be read or a needed column is missing."""
    messages = list_messages(reading.messages.language)
    try:
        found = read_rows(path, columns, needed, messages)
    except BadList as bad:
        raise Failure([str(bad)]) from bad
    reading.headings = found.headings
    reading.faults += found.faults
    reading.stop()
    if tell_unknown:
        reading.notices += found.notices
    if not found.rows:
        raise Failure([messages("list-empty", {"place": path.name})])
    return found.rows


class Names:
    """Finds a school by what people write for it: its id, its id without leading zeros, its name."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, str] = {}
        self._others: dict[str, set[str]] = {}
        for school_id, name in names:
            self._ids[school_id] = school_id
            for text in (word(school_id).lstrip("0"), word(name)):
                self._others.setdefault(text, set()).add(school_id)

    def find(self, text: str) -> str | None:
        """The id that ``text`` means; ``None`` for none or several."""
        if text in self._ids:
            return text
        folded = word(text)
        found = self._others.get(folded) or self._others.get(folded.lstrip("0"), set())
        return next(iter(found)) if len(found) == 1 else None

    def is_shared(self, text: str) -> bool:
        """Whether several schools are called so."""
        return len(self._others.get(word(text), ())) > 1
