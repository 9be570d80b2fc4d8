"""Proposed dates of a round's six semesters: a start that the bureau corrects, never a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.pairings.models import Season


@dataclass(frozen=True, slots=True)
class TermDates:
    """One semester's dates."""

    year: int
    season: str
    starts_on: date
    ends_on: date


SPRING = ((3, 1), (7, 10))
AUTUMN = ((9, 1), (1, 20))
"""First and last day of the two semesters where nothing better is known."""


def propose_terms(first_year: int) -> list[TermDates]:
    """Six semesters from the spring of ``first_year``: a round runs from March to February."""
    terms = []
    for year in range(first_year, first_year + 3):
        terms.append(TermDates(year, Season.SPRING, date(year, *SPRING[0]), date(year, *SPRING[1])))
        terms.append(
            TermDates(year, Season.AUTUMN, date(year, *AUTUMN[0]), date(year + 1, *AUTUMN[1]))
        )
    return terms


def propose_round(first_year: int) -> tuple[date, date]:
    """First and last day of a round: 1 March to the end of February three years later."""
    end = date(first_year + 3, 3, 1).toordinal() - 1
    return date(first_year, 3, 1), date.fromordinal(end)
