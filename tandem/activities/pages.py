"""The shared pages of two-sided records, told about outings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.activities import actions
from tandem.activities.cards import card_of
from tandem.activities.models import Outing
from tandem.activities.observing import can_write
from tandem.activities.queries import get_outing_for, is_lesson, notes_of
from tandem.compliance.cards import title_of
from tandem.compliance.forms import RecordForm
from tandem.compliance.policies import pinned_policy
from tandem.compliance.record_pages.pages import RecordPages


def more(actor: Actor, outing: Outing) -> Mapping[str, Any]:
    """Its lessons with their observation notes, and the notes whose lesson was taken out."""
    notes = notes_of(outing)
    by_lesson = {note.activity_id: note for note in notes if note.activity_id}
    policy = pinned_policy(outing.collaboration.round_id)
    kinds = policy.vocabulary.kinds if policy else {}
    lessons = []
    for item in outing.items.all():
        if not is_lesson(item.kind):
            continue
        note = by_lesson.get(item.pk)
        writes = can_write(actor, outing.collaboration, note, outing)
        lessons.append(
            {
                "item": item,
                "title": title_of(kinds.get(item.kind), item.kind),
                "note": note,
                "write": note is None and writes,
            }
        )
    return {
        "lessons": [lesson for lesson in lessons if lesson["note"] or lesson["write"]],
        "loose_notes": [note for note in notes if note.activity_id is None],
    }


PAGES = RecordPages(
    kind=actions.OUTING,
    app="activities",
    get=get_outing_for,
    card=card_of,
    form=RecordForm,
    heading=lambda: _("Outing"),
    submit=actions.record_outing,
    revise=actions.revise_outing,
    detail="activities/outing.html",
    more=more,
    enter=False,
    edit_posts=True,
)
"""Seeing and answering; entering and correcting are the steps of ``views/recording.py``."""
