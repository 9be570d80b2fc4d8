"""How a fact is written: lock the collaboration, write, evaluate, all in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from tandem.compliance.stored import reevaluate
from tandem.pairings.models import Collaboration

_open: ContextVar[frozenset[str]] = ContextVar("collaborations being written", default=frozenset())


@contextmanager
def writing(collaboration_id: str) -> Iterator[Collaboration]:
    """A transaction that holds the collaboration's lock; at its end the findings are computed.

    Inside another writing of the same collaboration the findings wait for the end of that one: many
    records are evaluated once. Raises ``Collaboration.DoesNotExist``. An exception inside undoes
    everything.
    """
    around = _open.get()
    with transaction.atomic():
        collaboration = (
            Collaboration.objects.select_for_update(of=("self",))
            .select_related("lead", "partner", "round")
            .get(pk=collaboration_id)
        )
        token = _open.set(around | {collaboration_id})
        try:
            yield collaboration
        finally:
            _open.reset(token)
        if collaboration_id not in around:
            reevaluate([collaboration_id])
