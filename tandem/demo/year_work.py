"""What comes once a round or once a year: plans, visits, aid, waivers, ratings, quality figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tandem.demo import calendar
from tandem.demo.cast import Pair, School
from tandem.demo.records import Records

_DEPARTMENTS = ("education", "supervision", "research")
_WAIVED_WHEN_CLOSED = ("student-event", "study-visit")


def record_plan(records: Records, pair: Pair) -> None:
    """The plan, in time or a few days late, and its approval."""
    due: date = pair.row["plan_due_on"]
    submitted_on = due - timedelta(days=records.random.randint(2, 14))
    if pair.story.strikes("late_plan", 0):
        submitted_on = due + timedelta(days=6)
    approved_on = calendar.school_day(submitted_on + timedelta(days=records.random.randint(9, 20)))
    if pair.story.strikes("late_approval", 0):
        approved_on = due + timedelta(days=41)
    if submitted_on > records.today:
        return
    records.add(
        "plans",
        {
            "plan_id": records.new_id("F", 4),
            "collaboration_id": pair.id,
            "submitted_on": submitted_on,
            "approved_on": approved_on if approved_on <= records.today else None,
        },
    )


def record_visits(records: Records, pair: Pair, term: calendar.Term) -> None:
    """A department's visit in the term; seldom two."""
    if pair.story.strikes("no_visit", term.index):
        return
    for _ in range(1 + (records.random.random() < 0.15)):
        day = calendar.pick_day(records.random, term, 0.15, 0.75)
        if records.happened(pair, day):
            records.add(
                "visits",
                {
                    "visit_id": records.new_id("V", 4),
                    "collaboration_id": pair.id,
                    "department": records.random.choice(_DEPARTMENTS),
                    "visited_on": day,
                },
            )


def record_aid(records: Records, pair: Pair, term: calendar.Term) -> None:
    """In most autumns the lead gives something; it counts when the partner has accepted it."""
    if records.random.random() < 0.3:
        return
    kind, least, most = records.random.choice(
        (("books", 20, 150), ("equipment", 80, 600), ("funds", 100, 300))
    )
    handed_over_on = calendar.pick_day(records.random, term, 0.1, 0.5)
    accepted_on = calendar.school_day(handed_over_on + timedelta(days=records.random.randint(1, 9)))
    if not records.happened(pair, handed_over_on):
        return
    records.add(
        "aid",
        {
            "aid_id": records.new_id("G", 4),
            "collaboration_id": pair.id,
            "kind": kind,
            "value_yuan": Decimal(records.random.randint(least, most) * 100).quantize(
                Decimal("0.01")
            ),
            "handed_over_on": handed_over_on,
            "accepted_on": accepted_on if records.happened(pair, accepted_on) else None,
        },
    )


def record_waivers(records: Records, pair: Pair, term: calendar.Term) -> None:
    """A school that is closed for repairs is let off what needs its building."""
    if pair.story.strikes("school_closed", term.index):
        for requirement in _WAIVED_WHEN_CLOSED:
            records.add(
                "waivers",
                {
                    "collaboration_id": pair.id,
                    "period": term.id,
                    "requirement": requirement,
                    "reason": "园舍加固，停止集体活动",
                },
            )


def record_checks(records: Records, pair: Pair, year: int) -> None:
    """The spot checks' ratings of a year that is over; a few schools were not visited."""
    least, most = pair.story.check
    for side in ("lead", "partner"):
        rating = round(least + (most - least) * records.random.random(), 2)
        if pair.story.troubles and records.random.random() < 0.12:
            continue
        records.add(
            "checks",
            {"collaboration_id": pair.id, "side": side, "year": year, "rating": rating},
        )


def record_quality(
    records: Records, pairs: Sequence[Pair], others: Sequence[School], years: Sequence[int]
) -> None:
    """The comprehensive quality rating (0 to 100, one place) of every school that was rated.

    Pairs with the same gains and no range in their checks are given the same figures, so that a tie
    can be seen. A merged school has none after it merged.
    """
    random = records.random
    gains: dict[str, tuple[float, float]] = {}
    merged: set[str] = set()
    equal = [pair for pair in pairs if pair.story.check[0] == pair.story.check[1]]
    for pair in pairs:
        if pair in equal:
            gains[pair.lead.id] = (87.4, pair.story.gain[0])
            gains[pair.partner.id] = (74.2, pair.story.gain[1])
            continue
        gains.setdefault(pair.lead.id, (_start(records, 82, 92), pair.story.gain[0]))
        gains[pair.partner.id] = (_start(records, 68, 80), pair.story.gain[1])
        if pair.row["ends_on"] is not None:
            merged.add(pair.partner.id)
    for school in others:
        gains[school.id] = (_start(records, 70, 88), -0.6)
    exact = {school.id for pair in equal for school in (pair.lead, pair.partner)}
    for school_id, (start, gain) in gains.items():
        value = start
        for number, year in enumerate(years):
            if number:
                value += gain + (0.0 if school_id in exact else round(random.uniform(-0.4, 0.4), 1))
            if school_id in merged and number:
                break
            records.add(
                "quality",
                {"school_id": school_id, "year": year, "value": round(min(value, 99.0), 1)},
            )


def _start(records: Records, least: int, most: int) -> float:
    return round(records.random.uniform(least, most), 1)
