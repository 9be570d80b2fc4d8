"""Files of outings, and of drafts on their way to become one."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.activities.actions import DRAFT
from tandem.activities.pages import PAGES
from tandem.activities.queries import get_draft_for
from tandem.compliance.files import register_files, subject_of
from tandem.evidence.subjects import Subject, register_subject


def draft_subject(actor: Actor, key: str) -> Subject:
    """One of the actor's own drafts; raises ``Http404`` for anybody else's."""
    draft = get_draft_for(actor, key)
    if draft.collaboration is None:
        raise Http404
    return subject_of(draft.collaboration, reverse("activities:check", args=[key]), _("Draft"))


def register() -> None:
    """Register both."""
    register_files(PAGES)
    register_subject(DRAFT, draft_subject, lasting=False)
