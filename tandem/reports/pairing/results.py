"""A proposal with all that is said about it, worked out once for table, workbook, map and terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tandem.matching.model import Impossible, PairReasons
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


@dataclass(frozen=True, slots=True)
class PairingResults:
    """One proposal, the reasons of each pair, why some partners have no lead, and its source.

    ``warnings`` are sentences on what should be looked at in the list of schools.
    """

    proposal: Proposal
    reasons: Mapping[str, PairReasons] = field(hash=False)
    impossible: Impossible
    source: Source
    warnings: tuple[str, ...] = ()

    def used(self, lead_id: str) -> int:
        """How many partners a lead has."""
        return len(self.proposal.partners_of(lead_id))
