"""Reading aid: who may see which."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.aid.models import Aid
from tandem.pairings.queries import WITH_SCHOOLS, visible_collaborations


def visible_to(actor: Actor) -> QuerySet[Aid]:
    """The gifts of the collaborations that the actor may see."""
    return Aid.objects.filter(collaboration__in=visible_collaborations(actor))


def get_aid_for(actor: Actor, pk: str) -> Aid:
    """One gift with its schools; raises ``Http404`` for outsiders."""
    gifts = visible_to(actor).select_related(*WITH_SCHOOLS).prefetch_related("items")
    return get_object_or_404(gifts, pk=pk)
