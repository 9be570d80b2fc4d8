"""How a fact is written: lock the collaboration, write, evaluate, all in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tandem.compliance.stored import reevaluate
from tandem.pairings.models import Collaboration


@contextmanager
def writing(collaboration_id: str) -> Iterator[Collaboration]:
    """A transaction that holds the collaboration's lock; at its end the findings are computed.

    Raises ``Collaboration.DoesNotExist``. An exception inside undoes everything.
    """
    with transaction.atomic():
        collaboration = (
            Collaboration.objects.select_for_update(of=("self",))
            .select_related("lead", "partner", "round")
            .get(pk=collaboration_id)
        )
        yield collaboration
        reevaluate([collaboration_id])
