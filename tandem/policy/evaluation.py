"""Everything that a policy says about the facts on one day, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.policy.model import Policy
from tandem.policy.results import FinalEvaluation, Finding, SideYear, Verdict


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that a policy says about the facts on one day."""

    policy: Policy
    as_of: date
    findings: tuple[Finding, ...]
    side_years: tuple[SideYear, ...]
    verdicts: tuple[Verdict, ...]
    final: tuple[FinalEvaluation, ...]
