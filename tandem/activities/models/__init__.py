"""The app's records, by noun."""

from tandem.activities.models.drafts import OutingDraft
from tandem.activities.models.items import Activity, ActivityTopic, Participation
from tandem.activities.models.outings import Outing

__all__ = ["Activity", "ActivityTopic", "Outing", "OutingDraft", "Participation"]
