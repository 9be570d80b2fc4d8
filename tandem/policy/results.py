"""What an evaluation gives back: findings, side years, verdicts (the contract's result tables)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["met", "waived", "not_due", "open", "short", "not_applicable"]
Duty = Literal["lead", "partner", "both", "bureau"]
Severity = Literal["must", "advice"]
Side = Literal["lead", "partner"]
Band = Literal["excellent", "good", "pass", "fail"]
Shortlist = Literal["yes", "tie", "no"]

STATUSES: tuple[Status, ...] = ("met", "open", "short", "not_due", "waived", "not_applicable")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What one collaboration owed under one requirement in one period, and what was done.

    ``period`` is a term id, a year or a round id as text; ``achieved`` and ``required`` are counts
    (or a share, for the rules that measure one) and are present whatever the status.
    ``starts_on`` and ``ends_on`` bound the period that the status was judged by; they are not part
    of the contract's file.
    """

    collaboration_id: str
    requirement: str
    period: str
    duty: Duty
    severity: Severity
    achieved: float
    required: float
    status: Status
    clause: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class SideYear:
    """One school's part in one judged year; ``None`` is *no data*, never zero."""

    collaboration_id: str
    year: int
    side: Side
    fulfilment: float | None
    lagging: bool | None
    delta_z: float | None
    progress: bool | None
    check_rating: float | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The bundled verdict on a collaboration's year; ``blocked_by`` lists every obstacle, sorted."""

    collaboration_id: str
    year: int
    score: float | None
    band: Band | None
    eligible: bool
    blocked_by: tuple[str, ...]
    shortlist: Shortlist


@dataclass(frozen=True, slots=True)
class FinalEvaluation:
    """A collaboration over its whole round: mean yearly score, and each school's slope of z-scores."""

    collaboration_id: str
    mean_score: float | None
    lead_slope: float | None
    partner_slope: float | None


# --- explanations ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Missed:
    """A condition that a fact did not meet: a code and what was expected (codes, not sentences)."""

    code: str
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """One record that was looked at: its table, id and date, what it added, what it missed."""

    table: str
    fact_id: str
    on: date | None
    amount: float
    missed: tuple[Missed, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedShare:
    """Of a minimum that must come in equal parts: one part, by whom (codes as in ``Missed``)."""

    people: Missed
    achieved: float
    required: float


@dataclass(frozen=True, slots=True)
class ExplainedUnit:
    """The thing counted for (the collaboration itself, a mentorship or a secondment).

    ``counted`` are the facts that entered ``achieved``; ``near`` those that nearly did. ``shares``
    says, for a rule with ``shared_by``, what of it each of those people gave: there ``achieved`` is
    what is balanced, and may be less than all that counted.
    """

    table: str
    unit_id: str
    achieved: float
    required: float
    met: bool
    counted: tuple[ExplainedFact, ...]
    near: tuple[ExplainedFact, ...]
    shares: tuple[ExplainedShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding with the facts behind it."""

    finding: Finding
    units: tuple[ExplainedUnit, ...]
