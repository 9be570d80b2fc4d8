"""The round's calendar: terms, school days, and days picked from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

ROUND_ID = "LT4"
ROUND_NAME = "第四轮学校对口协作"
ROUND_STARTS_ON = date(2025, 3, 1)
ROUND_ENDS_ON = date(2028, 2, 29)
PLAN_DUE_ON = date(2025, 4, 30)
RUNNING_DAYS = 74
"""How many days into its last begun term the district's records go."""

_HOLIDAYS = frozenset({(1, 1), (4, 4), (4, 5), (4, 6), (5, 1), (5, 2), (5, 3), (5, 4), (5, 5)}) | {
    (10, day) for day in range(1, 9)
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the round; ``index`` counts from 0."""

    index: int
    id: str
    year: int
    season: str
    starts_on: date
    ends_on: date


TERMS = tuple(
    Term(index, f"{year}{'S' if season == 'spring' else 'A'}", year, season, starts_on, ends_on)
    for index, (year, season, starts_on, ends_on) in enumerate(
        (
            (2025, "spring", date(2025, 3, 3), date(2025, 7, 4)),
            (2025, "autumn", date(2025, 9, 1), date(2026, 1, 23)),
            (2026, "spring", date(2026, 3, 2), date(2026, 7, 3)),
            (2026, "autumn", date(2026, 9, 1), date(2027, 1, 22)),
            (2027, "spring", date(2027, 3, 1), date(2027, 7, 2)),
            (2027, "autumn", date(2027, 9, 1), date(2028, 1, 21)),
        )
    )
)


def today(terms: int) -> date:
    """The day on which the records end when so many terms have begun."""
    return TERMS[terms - 1].starts_on + timedelta(days=RUNNING_DAYS)


def school_day(day: date) -> date:
    """The day itself, or the first school day after it."""
    while day.weekday() >= 5 or (day.month, day.day) in _HOLIDAYS:
        day += timedelta(days=1)
    return day


def pick_day(random: Random, term: Term, begin: float = 0.05, end: float = 0.9) -> date:
    """A school day in that part of a term (0 is its first day, 1 its last)."""
    length = (term.ends_on - term.starts_on).days
    share = begin + (end - begin) * random.random()
    return min(school_day(term.starts_on + timedelta(days=int(length * share))), term.ends_on)


def next_monday(day: date) -> date:
    """The Monday on or after a day."""
    return day + timedelta(days=(7 - day.weekday()) % 7)
