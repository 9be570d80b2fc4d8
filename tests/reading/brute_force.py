"""The reading as plain, slow Python: no SQL, no policy file, nothing shared with the engine.

Laid beside the reading: ``case`` is "As of D" and the fine points on facts, ``requirements`` the
table, ``findings`` the status, ``judgment`` the bundled assessment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.demo.district import District
from tandem.policy.results import FinalEvaluation, Finding, SideYear, Verdict
from tests.reading.findings import find
from tests.reading.judgment import finish, judge
from tests.reading.settings import Settings

__all__ = ["District", "Results", "Settings", "evaluate", "final_evaluation"]


@dataclass(frozen=True, slots=True)
class Results:
    """The three result tables, each sorted by its key."""

    findings: list[Finding]
    side_years: list[SideYear]
    verdicts: list[Verdict]


def evaluate(district: District, as_of: date, settings: Settings | None = None) -> Results:
    """Findings, side years and verdicts of a district as of a day."""
    settings = settings or Settings()
    findings = [
        finding
        for collaboration in district["collaborations"]
        for finding in find(district, collaboration, as_of)
    ]
    side_years, verdicts = judge(district, findings, as_of, settings)
    return Results(
        findings=sorted(findings, key=lambda f: (f.collaboration_id, f.requirement, f.period)),
        side_years=sorted(side_years, key=lambda s: (s.collaboration_id, s.year, s.side)),
        verdicts=sorted(verdicts, key=lambda v: (v.collaboration_id, v.year)),
    )


def final_evaluation(
    district: District, as_of: date, settings: Settings | None = None
) -> list[FinalEvaluation]:
    """The final evaluation of every collaboration, from the years that are judged by that day."""
    settings = settings or Settings()
    verdicts = evaluate(district, as_of, settings).verdicts
    finals = finish(district, verdicts, settings)
    return sorted(finals, key=lambda final: final.collaboration_id)
