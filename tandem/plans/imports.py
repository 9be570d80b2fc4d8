"""Plans of the facts contract."""

from __future__ import annotations

from tandem.lib.transfers import Loading, register_loader
from tandem.plans.models import Plan

PLANS = "SELECT plan_id AS id, collaboration_id, submitted_on, approved_on FROM facts.plans"


def load(loading: Loading) -> None:
    """Each plan with its two dates."""
    loading.upsert("plans", Plan, PLANS)


def register() -> None:
    """Register it."""
    register_loader(load)
