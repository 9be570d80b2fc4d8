"""Secondments of the facts contract: what a file says is taken as confirmed."""

from __future__ import annotations

from tandem.lib.transfers import Loading, register_loader
from tandem.pairings.two_sided import RecordedBy, Status
from tandem.secondments.models import Secondment

SECONDMENTS = f"""
    SELECT secondment_id AS id, collaboration_id, person_id, from_side, post, starts_on, ends_on,
        evaluated_on, grade, '{Status.CONFIRMED}' AS status
    FROM facts.secondments
"""


def load(loading: Loading) -> None:
    """Each, confirmed."""
    new = {"recorded_side": RecordedBy.BUREAU, "recorded_by_name": loading.by_name}
    loading.upsert("secondments", Secondment, SECONDMENTS, new=new)


def register() -> None:
    """Register it."""
    register_loader(load)
