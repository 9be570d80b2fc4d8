"""Quality figures of the facts contract."""

from __future__ import annotations

from tandem.assessments.models import QualityFigure
from tandem.lib.transfers import Loading, register_loader

QUALITY = "SELECT school_id, year, value FROM facts.quality"


def load(loading: Loading) -> None:
    """Each figure by school and year."""
    loading.upsert("quality", QualityFigure, QUALITY, key=("school_id", "year"))


def register() -> None:
    """Register it."""
    register_loader(load)
