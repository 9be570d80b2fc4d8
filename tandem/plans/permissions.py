"""Whose word a plan's dates are: the schools submit, the bureau approves."""

from __future__ import annotations

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.pairings.models import Collaboration


def schools_of(collaboration: Collaboration) -> tuple[str, str]:
    """Both schools' ids."""
    return (collaboration.lead_id, collaboration.partner_id)


def bureaus_of(collaboration: Collaboration) -> tuple[str, str]:
    """Both schools' bureaus."""
    return (collaboration.lead.authority_id, collaboration.partner.authority_id)


def check_submit(actor: Actor, collaboration: Collaboration) -> None:
    """Raises ``PermissionDenied`` for everyone but a school of the collaboration."""
    check(actor, "plans.submit", schools_of(collaboration))


def check_approve(actor: Actor, collaboration: Collaboration) -> None:
    """Raises ``PermissionDenied`` for everyone but the bureau."""
    check(actor, "plans.approve", bureaus_of(collaboration))


def can_submit(actor: Actor, collaboration: Collaboration) -> bool:
    """Whether the actor hands the plan in."""
    return actor.may("plans.submit", schools_of(collaboration))


def can_approve(actor: Actor, collaboration: Collaboration) -> bool:
    """Whether the actor approves it."""
    return actor.may("plans.approve", bureaus_of(collaboration))
