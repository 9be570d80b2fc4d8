"""The app's records, by noun."""

from tandem.activities.models.drafts import OutingDraft
from tandem.activities.models.items import Activity, ActivityTopic, Participation
from tandem.activities.models.observations import Observation, ObservationStep
from tandem.activities.models.outings import Outing

__all__ = [
    "Activity",
    "ActivityTopic",
    "Observation",
    "ObservationStep",
    "Outing",
    "OutingDraft",
    "Participation",
]
