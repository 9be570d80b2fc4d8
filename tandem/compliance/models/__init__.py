"""Compliance's records, by noun."""

from tandem.compliance.models.findings import Standing, StoredFinding
from tandem.compliance.models.policies import (
    CompiledSql,
    PinnedPolicy,
    PolicyVersion,
    StoredListing,
)
from tandem.compliance.models.waivers import Waiver

__all__ = [
    "CompiledSql",
    "PinnedPolicy",
    "PolicyVersion",
    "Standing",
    "StoredFinding",
    "StoredListing",
    "Waiver",
]
