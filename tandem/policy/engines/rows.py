"""From the rows of compiled SQL to findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tandem.policy.engines.views import from_day_number
from tandem.policy.results import Finding

COLUMNS = (
    "collaboration_id",
    "requirement",
    "period",
    "duty",
    "severity",
    "achieved",
    "required",
    "status",
    "clause",
    "starts_day",
    "ends_day",
)
"""The columns that an engine asks of compiled SQL, in this order."""


def to_findings(rows: Iterable[Sequence[Any]]) -> list[Finding]:
    """Findings from rows in the order of :data:`COLUMNS`, sorted by collaboration, rule, period."""
    days: dict[int, date] = {}

    def day(number: int) -> date:
        if number not in days:
            days[number] = from_day_number(number)
        return days[number]

    findings = [
        Finding(pair, rule, period, duty, severity, a, r, status, clause, day(first), day(last))
        for pair, rule, period, duty, severity, a, r, status, clause, first, last in rows
    ]
    findings.sort(key=lambda f: (f.collaboration_id, f.requirement, f.period))
    return findings
