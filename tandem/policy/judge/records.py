"""What a judgment needs besides the findings: pairs, schools, terms, checks and quality figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tandem.policy.results import Side


@dataclass(frozen=True, slots=True)
class Pair:
    """A collaboration, as far as judging it goes."""

    collaboration_id: str
    round_id: str
    lead_school_id: str
    partner_school_id: str
    starts_on: date
    ends_on: date | None

    def school(self, side: Side) -> str:
        """The school on that side."""
        return self.lead_school_id if side == "lead" else self.partner_school_id

    def owes(self, term: Term) -> bool:
        """Whether it is active on the term's first and on its last day (reading, "Applicable")."""
        return self.starts_on <= term.starts_on and (
            self.ends_on is None or self.ends_on >= term.ends_on
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a round and the assessment year that it belongs to."""

    term_id: str
    round_id: str
    year: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class JudgmentRecords:
    """All of them. ``schools``: school id to (stage, bureau id); ``quality``: (school id, year) to
    figure; ``checks``: (collaboration id, side, year) to rating in 0..1."""

    pairs: tuple[Pair, ...]
    terms: tuple[Term, ...]
    schools: Mapping[str, tuple[str, str]]
    quality: Mapping[tuple[str, int], float]
    checks: Mapping[tuple[str, Side, int], float]
