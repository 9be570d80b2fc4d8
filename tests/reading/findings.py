"""From counts to findings: the periods of a collaboration and the status on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tandem.demo.district import District, Row
from tandem.policy.results import Finding, Status
from tests.reading.case import Case
from tests.reading.requirements import REQUIREMENTS, Count, Requirement
from tests.reading.settings import at_least


def terms_of(district: District, round_id: str) -> list[Row]:
    """The terms of a round, earliest first."""
    return sorted(
        (term for term in district["terms"] if term["round_id"] == round_id),
        key=lambda term: term["starts_on"],
    )


def years_of(district: District, round_id: str) -> dict[int, Row]:
    """The years of a round: from the first day of the first term to the last day of the last."""
    years: dict[int, Row] = {}
    for term in terms_of(district, round_id):
        year = years.setdefault(
            term["year"], {"starts_on": term["starts_on"], "ends_on": term["ends_on"]}
        )
        year["ends_on"] = max(year["ends_on"], term["ends_on"])
    return years


def find(district: District, collaboration: Row, as_of: date) -> list[Finding]:
    """All findings of one collaboration as of a day."""
    case = Case(district, collaboration, as_of)
    return [
        _finding(case, requirement, period, bounds, applicable)
        for requirement in REQUIREMENTS
        for period, bounds, applicable in _periods(district, case, requirement)
    ]


def _periods(
    district: District, case: Case, requirement: Requirement
) -> Iterator[tuple[str, Row, bool]]:
    """The periods of a requirement: id, first and last day, whether the collaboration owes it."""
    round_id: str = case.collaboration["round_id"]
    if requirement.per == "term":
        for term in terms_of(district, round_id):
            yield term["term_id"], term, case.owes(term["starts_on"], term["ends_on"])
    elif requirement.per == "year":
        for number, year in years_of(district, round_id).items():
            yield str(number), year, case.owes(year["starts_on"], year["ends_on"])
    else:
        due: date = case.collaboration["plan_due_on"]
        if requirement.id == "plan-approval":
            due += timedelta(days=30)
        yield round_id, {"starts_on": case.collaboration["starts_on"], "ends_on": due}, True


def _finding(
    case: Case, requirement: Requirement, period: str, bounds: Row, applicable: bool
) -> Finding:
    count = requirement.count(case, bounds)
    return Finding(
        collaboration_id=case.id,
        requirement=requirement.id,
        period=period,
        duty=requirement.duty,
        severity=requirement.severity,
        achieved=float(count.achieved),
        required=float(count.required),
        status=_status(
            count,
            applicable=applicable and not count.not_applicable,
            waived=(period, requirement.id) in case.waivers,
            starts_on=bounds["starts_on"],
            ends_on=bounds["ends_on"],
            as_of=case.as_of,
        ),
        clause=requirement.clause,
        starts_on=bounds["starts_on"],
        ends_on=bounds["ends_on"],
    )


def _status(
    count: Count, *, applicable: bool, waived: bool, starts_on: date, ends_on: date, as_of: date
) -> Status:
    """The first that holds."""
    if not applicable:
        return "not_applicable"
    if at_least(count.achieved, count.required):
        return "met"
    if waived:
        return "waived"
    if as_of < starts_on:
        return "not_due"
    if as_of <= ends_on:
        return "open"
    return "short"
