"""The demo district put together."""

from __future__ import annotations

from datetime import date
from random import Random

from tandem.demo import calendar, year_work
from tandem.demo.cast import BUREAU, Cast
from tandem.demo.district import District
from tandem.demo.records import Records
from tandem.demo.term_work import TermWork
from tandem.policy.schema import TABLES

ORDINARY_ACTIVITIES = 34
"""About so many activities a pair has in a term at density 1."""


def make_demo_district(
    seed: int = 20260901,
    collaborations: int = 24,
    *,
    density: float = 1.0,
    terms: int = 3,
) -> District:
    """An invented district of so many pairs, in the middle of the last of ``terms`` begun terms.

    With the defaults: the round from March 2025 to March 2028, two terms over, the spring term of
    2026 running until mid-May. ``density`` above 1 adds activities beyond what is asked, in
    proportion; ``terms`` is 1 to 6. The same arguments give the same rows in the same order on every
    machine. A large district of three years, for measurements: ``collaborations=200, terms=6,
    density=1.1`` has about 40,000 activities and 240,000 participations.

    Raises ``ValueError`` for fewer than one collaboration or a number of terms outside 1 to 6.
    """
    if collaborations < 1:
        raise ValueError(f"a district has at least one collaboration, not {collaborations}")
    if not 1 <= terms <= len(calendar.TERMS):
        raise ValueError(f"terms must be 1 to {len(calendar.TERMS)}, not {terms}")
    random = Random(seed)
    district: District = {table.name: [] for table in TABLES}
    today = calendar.today(terms)
    cast = Cast(random, district)
    pairs = cast.pairs(collaborations)
    others = [cast.school("primary", large=n % 2 == 0) for n in range(6)]
    _write_calendar(district)

    records = Records(random, district, today, cast.officers)
    for pair in pairs:
        year_work.record_plan(records, pair)
    for term in calendar.TERMS[:terms]:
        for pair in pairs:
            extras = max(0.0, density - 1.0) * ORDINARY_ACTIVITIES + 2 * random.random()
            TermWork(records, pair, term, int(extras)).record()
            year_work.record_visits(records, pair, term)
            year_work.record_waivers(records, pair, term)
            if term.season == "autumn":
                year_work.record_aid(records, pair, term)
    years_over = sorted(
        {term.year for term in calendar.TERMS if term.season == "autumn" and term.ends_on < today}
    )
    for year in years_over:
        for pair in pairs:
            year_work.record_checks(records, pair, year)
    first_year = calendar.TERMS[0].year
    year_work.record_quality(records, pairs, others, [first_year - 1, *years_over])
    return {name: rows for name, rows in district.items() if rows}


def default_as_of(district: District) -> date:
    """The day to look at a demo district: that of its latest recorded activity."""
    latest: date = max(activity["held_on"] for activity in district["activities"])
    return latest


def _write_calendar(district: District) -> None:
    district["rounds"].append(
        {
            "round_id": calendar.ROUND_ID,
            "name": calendar.ROUND_NAME,
            "bureau_id": BUREAU,
            "starts_on": calendar.ROUND_STARTS_ON,
            "ends_on": calendar.ROUND_ENDS_ON,
        }
    )
    district["terms"].extend(
        {
            "term_id": term.id,
            "round_id": calendar.ROUND_ID,
            "year": term.year,
            "season": term.season,
            "starts_on": term.starts_on,
            "ends_on": term.ends_on,
        }
        for term in calendar.TERMS
    )
