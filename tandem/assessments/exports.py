"""Quality figures as the facts contract has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.assessments.models import QualityFigure
from tandem.lib.transfers import register_outlet


def quality() -> Iterable[tuple[Any, ...]]:
    """Every figure."""
    return QualityFigure.objects.order_by("school_id", "year").values_list(
        "school_id", "year", "value"
    )


def register() -> None:
    """Register it."""
    register_outlet("quality", quality)
