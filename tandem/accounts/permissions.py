"""The one way in which a right is asked for: state nothing, raise on refusal."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from tandem.accounts.actors import Actor


def check(actor: Actor, verb: str, organisations: Iterable[str] | None = None) -> None:
    """Raises ``PermissionDenied`` unless the actor has the verb (for one of the organisations)."""
    if not actor.may(verb, organisations):
        raise PermissionDenied(verb)
