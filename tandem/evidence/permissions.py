"""Whose files: who adds to a record, who takes a file away again."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.accounts.models import RoleAssignment
from tandem.calendar import today
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
    if attachment.pk not in removable(actor, subject, [attachment]):
        raise PermissionDenied("evidence.remove")


def removable(
    actor: Actor, subject: Subject, attachments: Collection[Attachment]
) -> frozenset[str]:
    """The ids of a record's files that :func:`check_remove` would let go. One query, however many."""
    if not can_add(actor, subject):
        return frozenset()
    if actor.everything:
        return frozenset(row.pk for row in attachments)
    if actor.may("evidence.remove", actor.authorities() & subject.organisations):
        return frozenset(row.pk for row in attachments)
    adders: dict[int | None, frozenset[str]] = {}
    # whose it is costs a question: only those who could take it away ask it
    if actor.may("evidence.remove", subject.organisations):
        adders = _organisations_of({row.added_by_id for row in attachments} - {None, actor.user_id})
    return frozenset(
        row.pk
        for row in attachments
        if row.added_by_id == actor.user_id
        or actor.may(
            "evidence.remove", adders.get(row.added_by_id, frozenset()) & subject.organisations
        )
    )


def _organisations_of(users: Collection[int | None]) -> dict[int | None, frozenset[str]]:
    """Where those people hold a role today."""
    day = today()
    held: dict[int | None, frozenset[str]] = {}
    for row in RoleAssignment.objects.filter(user__in=users, starts_on__lte=day):
        if row.holds_on(day):
            held[row.user_id] = held.get(row.user_id, frozenset()) | {row.organisation_id}
    return held
