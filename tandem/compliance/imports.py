"""Waivers of the facts contract."""

from __future__ import annotations

from tandem.compliance.models import Waiver
from tandem.lib.transfers import Loading, register_loader

WAIVERS = "SELECT collaboration_id, period, requirement, reason FROM facts.waivers"


def load(loading: Loading) -> None:
    """Each waiver by collaboration, period and duty."""
    loading.upsert("waivers", Waiver, WAIVERS, key=("collaboration_id", "period", "requirement"))


def register() -> None:
    """Register it."""
    register_loader(load)
