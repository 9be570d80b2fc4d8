"""Days on which a district's findings turn: the first, the last, the next, the half of a term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count

from tandem.demo.district import Row

DAY = timedelta(days=1)


def around(day: date) -> set[date]:
    """The day, the day before and the day after."""
    return {day - DAY, day, day + DAY}


def middle(term: Row) -> date:
    """The last day of the first half: from the first day to it lie half of the days or more."""
    first: date = term["starts_on"]
    length: int = (term["ends_on"] - first).days + 1
    return first + ((length + 1) // 2 - 1) * DAY


def around_half(term: Row) -> list[date]:
    """Days near the line at which a mentorship covers half a term, from either end."""
    return sorted(around(middle(term)) | {middle(term) + 2 * DAY, middle(term) - 2 * DAY})


def edges(terms: Sequence[Row]) -> list[date]:
    """First and last days of the terms, the days next to them, and a day in the holidays."""
    days: set[date] = set()
    for term in terms:
        days |= around(term["starts_on"]) | around(term["ends_on"])
        days.add(term["ends_on"] + 15 * DAY)
    return sorted(days)


def days_of(term: Row, start: int) -> Iterator[date]:
    """Days of a term for ever: first, last, middle and next to them, beginning at ``start``."""
    first, last, half = term["starts_on"], term["ends_on"], middle(term)
    days = (first, last, half, first + DAY, last - DAY, half + DAY, first)
    return (days[n % len(days)] for n in count(start))
