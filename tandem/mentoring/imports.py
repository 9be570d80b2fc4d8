"""Mentorships and outputs of the facts contract: what a file says is taken as confirmed."""

from __future__ import annotations

from tandem.lib.transfers import Loading, register_loader
from tandem.mentoring.models import Mentorship, Output
from tandem.pairings.two_sided import RecordedBy, Status

MENTORSHIPS = f"""
    SELECT mentorship_id AS id, collaboration_id, mentor_id, mentee_id, subject, starts_on, ends_on,
        '{Status.CONFIRMED}' AS status
    FROM facts.mentorships
"""

OUTPUTS = f"""
    SELECT output_id AS id, collaboration_id, person_id, kind, completed_on,
        '{Status.CONFIRMED}' AS status
    FROM facts.outputs
"""


def load(loading: Loading) -> None:
    """Both, confirmed."""
    new = {"recorded_side": RecordedBy.BUREAU, "recorded_by_name": loading.by_name}
    loading.upsert("mentorships", Mentorship, MENTORSHIPS, new=new)
    loading.upsert("outputs", Output, OUTPUTS, new=new)


def register() -> None:
    """Register it."""
    register_loader(load)
