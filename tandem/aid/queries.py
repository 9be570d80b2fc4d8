"""Reading aid: who may see which."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from tandem.accounts.actors import Actor
from tandem.aid.models import Aid
from tandem.pairings.queries import visible_collaborations


def visible_to(actor: Actor) -> QuerySet[Aid]:
    """The gifts of the collaborations that the actor may see."""
    return Aid.objects.filter(collaboration__in=visible_collaborations(actor))


def get_aid_for(actor: Actor, pk: str) -> Aid:
    """One gift with its schools; raises ``Http404`` for outsiders."""
    found = (
        visible_to(actor)
        .select_related("collaboration__lead", "collaboration__partner", "collaboration__round")
        .prefetch_related("items")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found
