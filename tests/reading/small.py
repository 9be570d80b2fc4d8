"""Districts small enough to work out by hand: pairs with nothing on record, and rows to add."""

from __future__ import annotations

from datetime import date

from tandem.demo.district import District, Row
from tandem.policy.results import Finding
from tests.reading.brute_force import evaluate

SPRING = (date(2025, 3, 1), date(2025, 7, 8))  # 130 days
AUTUMN = (date(2025, 9, 1), date(2026, 1, 20))
AFTER = date(2026, 1, 21)


def district(*, pairs: int = 1, years: tuple[int, ...] = (2025,)) -> District:
    """Pairs of primary schools ``L1``/``P1`` ... with nothing on record."""
    terms = []
    for year in years:
        for season, start, end in (
            ("spring", date(year, 3, 1), date(year, 7, 8)),
            ("autumn", date(year, 9, 1), date(year + 1, 1, 20)),
        ):
            terms.append(
                {
                    "term_id": f"{year}-{season}",
                    "round_id": "R",
                    "year": year,
                    "season": season,
                    "starts_on": start,
                    "ends_on": end,
                }
            )
    numbers = range(1, pairs + 1)
    return {
        "schools": [
            {"school_id": f"{side}{n}", "stage": "primary", "bureau_id": "B"}
            for n in numbers
            for side in "LP"
        ],
        "terms": terms,
        "collaborations": [
            {
                "collaboration_id": f"C{n}",
                "round_id": "R",
                "lead_school_id": f"L{n}",
                "partner_school_id": f"P{n}",
                "starts_on": date(years[0], 3, 1),
                "ends_on": None,
                "plan_due_on": date(years[0], 4, 30),
            }
            for n in numbers
        ],
    }


def add_activity(
    facts: District,
    kind: str,
    held_on: date,
    people: list[tuple[str, str, str, str | None, str]],
    **columns: object,
) -> None:
    """Adds a confirmed activity of C1; ``people`` as (person, side, post, honour, part)."""
    activity_id = f"A{len(facts.setdefault('activities', []))}"
    topics = columns.pop("topics", ())
    assert isinstance(topics, tuple)
    row: Row = {
        "activity_id": activity_id,
        "collaboration_id": "C1",
        "kind": kind,
        "held_on": held_on,
        "host_side": "partner",
        "sessions": None,
        "mentorship_id": None,
        "status": "confirmed",
    }
    facts["activities"].append(row | columns)
    for topic in topics:
        facts.setdefault("activity_topics", []).append({"activity_id": activity_id, "topic": topic})
    for person, side, post, honour, part in people:
        facts.setdefault("participations", []).append(
            {
                "activity_id": activity_id,
                "person_id": person,
                "side": side,
                "post": post,
                "honour": honour,
                "part": part,
            }
        )


def add_mentorship(facts: District, name: str, **columns: object) -> None:
    row: Row = {
        "mentorship_id": name,
        "collaboration_id": "C1",
        "mentor_id": f"{name}-mentor",
        "mentee_id": f"{name}-mentee",
        "subject": "chinese",
        "starts_on": SPRING[0],
        "ends_on": None,
    }
    facts.setdefault("mentorships", []).append(row | columns)


def add_secondment(facts: District, starts_on: date, ends_on: date, **columns: object) -> None:
    row: Row = {
        "secondment_id": "S",
        "collaboration_id": "C1",
        "from_side": "partner",
        "post": "league",
        "starts_on": starts_on,
        "ends_on": ends_on,
        "evaluated_on": None,
    }
    facts.setdefault("secondments", []).append(row | columns)


def finding(
    facts: District, requirement: str, period: str = "2025-spring", as_of: date = AFTER
) -> Finding:
    found = [
        f
        for f in evaluate(facts, as_of).findings
        if (f.collaboration_id, f.requirement, f.period) == ("C1", requirement, period)
    ]
    assert len(found) == 1
    return found[0]


HEADS: list[tuple[str, str, str, str | None, str]] = [
    ("h1", "lead", "head", None, "chair"),
    ("h2", "partner", "head", None, "attendee"),
]
