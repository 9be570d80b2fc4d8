"""A proposal with all that is said about it, worked out once for table, workbook, map and terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tandem.matching.model import Impossible, PairReasons, TermName
from tandem.matching.proposing import Proposal


@dataclass(frozen=True, slots=True)
class Source:
    """On what a proposal stands: names of the files, their SHA-256, the program's version.

    ``rules`` and ``rules_sha256`` are empty where the default rules were used.
    """

    schools: str
    schools_sha256: str
    rules: str = ""
    rules_sha256: str = ""
    version: str = ""


@dataclass(frozen=True)
class PairingResults:
    """One proposal, the reasons of each pair, why some partners have no lead, and its source.

    ``warnings`` are sentences on what should be looked at in the list of schools.
    """

    proposal: Proposal
    reasons: Mapping[str, PairReasons] = field(hash=False)
    impossible: Impossible
    source: Source
    warnings: tuple[str, ...] = ()

    @cached_property
    def unknown_everywhere(self) -> Mapping[TermName, int]:
        """The terms for which no pair has data, with what each pair is charged for it alike.

        They tell no pair from another, so that they are said once and not behind every pair.
        """
        pairs = self.proposal.pairs
        charged: dict[TermName, set[int | None]] = {}
        for pair in pairs if len(pairs) > 1 else ():
            for term in pair.terms:
                cost = term.cost if term.value is None and term.cost else None
                charged.setdefault(term.name, set()).add(cost)
        alike: dict[TermName, int] = {}
        for name, costs in charged.items():
            cost = next(iter(costs))
            if len(costs) == 1 and cost is not None:
                alike[name] = cost
        return alike

    def used(self, lead_id: str) -> int:
        """How many partners a lead has."""
        return len(self.proposal.partners_of(lead_id))
