"""Files of two-sided records: their pages, told to evidence."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy

from tandem.accounts.actors import Actor
from tandem.compliance.record_pages.pages import RecordPages
from tandem.evidence.subjects import Subject, register_subject
from tandem.pairings.models import Collaboration


def subject_of(pair: Collaboration, url: str, label: str) -> Subject:
    """A record of a collaboration as something that files belong to."""
    schools = (pair.lead, pair.partner)
    organisations = {school.pk for school in schools} | {s.authority_id for s in schools}
    return Subject(pair.pk, url, label, frozenset(organisations))


def register_files(*all_pages: RecordPages[Any]) -> None:
    """Files can be added to the records of these pages."""
    for pages in all_pages:
        register_subject(pages.kind.name, _getter(pages))


def _getter(pages: RecordPages[Any]) -> Any:
    def get_for(actor: Actor, key: str) -> Subject:
        record = pages.get(actor, key)

        def label() -> str:
            card = pages.card(record, pages.kind.snapshot(record))
            return f"{card.kind} {card.name}".strip()

        # the label costs questions to the database, and hardly any page shows it
        words = lazy(label, str)()
        return subject_of(record.collaboration, pages.url("detail", record), words)

    return get_for
