"""Who may import what."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check


def check_import(actor: Actor, target: str, organisation_id: str | None = None) -> None:
    """Raises ``PermissionDenied`` unless the actor may import schools, or people, there.

    Schools: the bureau. People: the bureau, and a school its own.
    """
    own = None if organisation_id is None else [organisation_id]
    if target == "schools":
        check(actor, "exchange.import", own)
    elif not can_import_people(actor, organisation_id):
        raise PermissionDenied("schools.manage_people")


def can_import_people(actor: Actor, organisation_id: str | None = None) -> bool:
    """Whether the actor may import people."""
    return actor.may(
        "schools.manage_people", None if organisation_id is None else [organisation_id]
    )
