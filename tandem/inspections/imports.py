"""Visits and check ratings of the facts contract."""

from __future__ import annotations

from tandem.inspections.models import CheckRating, Visit
from tandem.lib.transfers import Loading, register_loader

VISITS = "SELECT visit_id AS id, collaboration_id, department, visited_on FROM facts.visits"
CHECKS = "SELECT collaboration_id, side, year, rating FROM facts.checks"


def load(loading: Loading) -> None:
    """Each visit, and each rating by collaboration, side and year."""
    loading.upsert("visits", Visit, VISITS, new={"recorded_by_name": loading.by_name})
    loading.upsert("checks", CheckRating, CHECKS, key=("collaboration_id", "side", "year"))


def register() -> None:
    """Register it."""
    register_loader(load)
