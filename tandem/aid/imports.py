"""Aid of the facts contract: confirmed once it was accepted, else it waits for the partner."""

from __future__ import annotations

from tandem.aid.models import Aid
from tandem.lib.transfers import Loading, register_loader
from tandem.pairings.two_sided import RecordedBy, Status

AID = f"""
    SELECT aid_id AS id, collaboration_id, kind, value_yuan, handed_over_on, accepted_on,
        CASE WHEN accepted_on IS NULL THEN '{Status.SUBMITTED}' ELSE '{Status.CONFIRMED}' END
            AS status,
        CASE WHEN accepted_on IS NULL THEN '{RecordedBy.LEAD}' ELSE '{RecordedBy.BUREAU}' END
            AS recorded_side
    FROM facts.aid
"""


def load(loading: Loading) -> None:
    """Each gift; who entered it is said of new ones only."""
    new = {"recorded_by_name": loading.by_name}
    loading.upsert("aid", Aid, AID, new=new, only_new=("recorded_side",))


def register() -> None:
    """Register it."""
    register_loader(load)
