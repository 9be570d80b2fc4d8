"""Makes a failing district small: rows are left out as long as it fails in the same way."""

from __future__ import annotations

from collections.abc import Callable

from tandem.demo.district import District
from tests.contract_rules import faults


def reduce_district(district: District, fails: Callable[[District], bool]) -> District:
    """A smallest district, by leaving out rows, that is valid and for which ``fails`` is true.

    ``fails`` is asked very often: about as often as there are rows that matter, times a few.
    Raises ``ValueError`` if the district given does not fail.
    """
    if not fails(district):
        raise ValueError("the district does not fail")
    before = -1
    while before != (size := sum(map(len, district.values()))):
        before = size
        for name in ("collaborations", *district):
            district = _thin(district, name, fails)
    return {name: rows for name, rows in district.items() if rows}


def _thin(district: District, name: str, fails: Callable[[District], bool]) -> District:
    """Leaves out ever smaller runs of a table's rows, with the rows that hang on them."""
    run = len(district[name])
    while run >= 1:
        start = 0
        while start < len(district[name]):
            rows = district[name]
            trial = _consistent({**district, name: rows[:start] + rows[start + run :]})
            if not faults(trial) and fails(trial):
                district = trial
            else:
                start += run
        run //= 2
    return district


def _consistent(district: District) -> District:
    """The district without rows whose collaboration, activity or mentorship has gone."""
    pairs = {row["collaboration_id"] for row in district["collaborations"]}
    kept = {
        name: [row for row in rows if row.get("collaboration_id", None) in pairs | {None}]
        for name, rows in district.items()
    }
    mentorships = {row["mentorship_id"] for row in kept.get("mentorships", [])}
    if "activities" in kept:
        kept["activities"] = [
            row for row in kept["activities"] if row["mentorship_id"] in mentorships | {None}
        ]
    held = {row["activity_id"] for row in kept.get("activities", [])}
    for name in ("activity_topics", "participations"):
        if name in kept:
            kept[name] = [row for row in kept[name] if row["activity_id"] in held]
    return kept
