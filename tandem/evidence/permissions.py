"""Whose files: who adds to a record, who takes a file away again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor, actor_for
from tandem.accounts.models import User
from tandem.evidence.models import Attachment
from tandem.evidence.subjects import Subject


def check_add(actor: Actor, subject: Subject) -> None:
    """People of the two schools and of their bureau. Raises ``PermissionDenied``."""
    if not actor.may("evidence.add", subject.organisations):
        raise PermissionDenied("evidence.add")


def can_add(actor: Actor, subject: Subject) -> bool:
    """Whether :func:`check_add` would let it pass."""
    return actor.may("evidence.add", subject.organisations)


def check_remove(actor: Actor, subject: Subject, attachment: Attachment) -> None:
    """Whoever added it; for them, the head or coordinator of their own school, or the bureau.

    Raises ``PermissionDenied``.
    """
    check_add(actor, subject)
    if actor.everything or attachment.added_by_id == actor.user_id:
        return
    if actor.may("evidence.remove", actor.authorities() & subject.organisations):
        return
    # whose it is costs two questions a file: only those who could take it away ask them
    if not actor.may("evidence.remove", subject.organisations) or not actor.may(
        "evidence.remove", _organisations_of(attachment) & subject.organisations
    ):
        raise PermissionDenied("evidence.remove")


def can_remove(actor: Actor, subject: Subject, attachment: Attachment) -> bool:
    """Whether :func:`check_remove` would let it pass."""
    try:
        check_remove(actor, subject, attachment)
    except PermissionDenied:
        return False
    return True


def _organisations_of(attachment: Attachment) -> frozenset[str]:
    if attachment.added_by_id is None:
        return frozenset()
    user = User.objects.filter(pk=attachment.added_by_id).first()
    if user is None:
        return frozenset()
    return frozenset(held.organisation_id for held in actor_for(user).held)
