"""What a round's page shows from above the rounds: its policy, the schools to choose from."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tandem.compliance.models import PinnedPolicy
from tandem.pairings.models import Round
from tandem.schools.models import School


def pin_of(round_id: str) -> PinnedPolicy | None:
    """The policy version by which a round is judged."""
    return PinnedPolicy.objects.select_related("policy").filter(round_id=round_id).first()


def schools_for(round_: Round) -> QuerySet[School]:
    """The schools that may work together in a round: those of its bureau that still teach."""
    schools = School.objects.filter(status=School.Status.OPEN)
    if round_.authority_id is None:
        return schools
    return schools.filter(
        Q(authority=round_.authority_id) | Q(authority__parent=round_.authority_id)
    )
