"""The names behind the ids: schools, pairs, terms, rounds and people, and which semester is current.

An evaluation carries ids only; what people see carries names. ``read_context`` takes them from the same
``facts`` schema that was evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Season = Literal["spring", "autumn"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One collaboration by name; ``lead`` and ``partner`` are the schools' names."""

    collaboration_id: str
    round_id: str
    batch: str | None
    lead: str
    partner: str
    lead_school_id: str
    partner_school_id: str
    stage: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Term:
    """One semester of a round; first and last day included."""

    term_id: str
    round_id: str
    year: int
    season: Season
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Context:
    """Names by id. ``people`` holds only those whose name is on record (never pupils)."""

    pairs: Mapping[str, Pair]
    terms: Mapping[str, Term]
    schools: Mapping[str, str] = field(default_factory=dict)
    rounds: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)

    def current_term(self, round_id: str, as_of: date) -> Term | None:
        """The round's semester that contains ``as_of``, else the last that has ended.

        Before the first one it is the first; ``None`` for a round without terms.
        """
        own = sorted(
            (t for t in self.terms.values() if t.round_id == round_id), key=lambda t: t.starts_on
        )
        begun = [term for term in own if term.starts_on <= as_of]
        running = [term for term in begun if as_of <= term.ends_on]
        if running:
            return running[-1]
        return begun[-1] if begun else (own[0] if own else None)

    def sorted_pairs(self) -> list[Pair]:
        """All collaborations by round (latest first), batch and names: never by any figure."""
        begins: dict[str, date] = {}
        for term in self.terms.values():
            known = begins.get(term.round_id, term.starts_on)
            begins[term.round_id] = min(known, term.starts_on)

        def key(pair: Pair) -> tuple[object, ...]:
            begin = begins.get(pair.round_id, pair.starts_on).toordinal()
            batch = (pair.batch is None, natural_key(pair.batch or ""))
            names = (natural_key(pair.lead), natural_key(pair.partner), pair.collaboration_id)
            return (-begin, pair.round_id, batch, *names)

        return sorted(self.pairs.values(), key=key)


_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_NUMBER = re.compile(r"(\d+|[零一二三四五六七八九十]+)")


def natural_key(text: str) -> tuple[tuple[int, str], ...]:
    """A sort key that counts as people do: 第二批 before 第三批, 学校2 before 学校10."""
    parts = _NUMBER.split(text)
    return tuple((_number(p), "") if i % 2 else (-1, p) for i, p in enumerate(parts))


def _number(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_CHINESE_DIGITS.get(c, 0)) for c in text))
    return 10 * (_CHINESE_DIGITS.get(tens, 0) if tens else 1) + _CHINESE_DIGITS.get(ones, 0)


def read_context(facts: DuckDBPyConnection) -> Context:
    """The names in the schema ``facts`` of a connection; an id without a name shows as itself."""
    schools = _names(facts.execute("SELECT school_id, name FROM facts.schools").fetchall())
    rounds = _names(facts.execute("SELECT round_id, name FROM facts.rounds").fetchall())
    people = facts.execute("SELECT person_id, name FROM facts.people WHERE name IS NOT NULL")
    names = _names(people.fetchall())
    rows = facts.execute(
        "SELECT c.collaboration_id, c.round_id, c.batch, c.lead_school_id, c.partner_school_id,"
        " s.stage, c.starts_on, c.ends_on FROM facts.collaborations AS c"
        " LEFT JOIN facts.schools AS s ON s.school_id = c.partner_school_id"
    ).fetchall()
    pairs = {
        pair_id: Pair(
            collaboration_id=pair_id,
            round_id=round_id,
            batch=batch,
            lead=schools.get(lead, lead),
            partner=schools.get(partner, partner),
            lead_school_id=lead,
            partner_school_id=partner,
            stage=stage or "",
            starts_on=starts_on,
            ends_on=ends_on,
        )
        for pair_id, round_id, batch, lead, partner, stage, starts_on, ends_on in rows
    }
    terms = facts.execute(
        "SELECT term_id, round_id, year, season, starts_on, ends_on FROM facts.terms"
    ).fetchall()
    return Context(
        pairs=MappingProxyType(pairs),
        terms=MappingProxyType({row[0]: Term(*row) for row in terms}),
        schools=schools,
        rounds=rounds,
        people=names,
    )


def _names(rows: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    return MappingProxyType({key: name or key for key, name in rows})
