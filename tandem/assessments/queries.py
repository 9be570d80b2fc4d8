"""Reading quality figures: the bureau's own schools, never as a ranking."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from tandem.accounts.actors import Actor
from tandem.assessments.models import QualityFigure
from tandem.schools.models import Authority, School

VERB = "assessments.record_quality"


def visible_to(actor: Actor) -> QuerySet[QualityFigure]:
    """The figures of the schools of the bureaus that record them."""
    if actor.everything:
        return QualityFigure.objects.all()
    return QualityFigure.objects.filter(school__authority__in=actor.organisations(VERB))


def recording_authorities(actor: Actor) -> list[Authority]:
    """The bureaus whose figures the actor records."""
    if actor.everything:
        return list(Authority.objects.all())
    return list(Authority.objects.filter(pk__in=actor.organisations(VERB)))


def get_authority_for(actor: Actor, pk: str) -> Authority:
    """A bureau whose figures the actor records; raises ``Http404`` for all others."""
    for authority in recording_authorities(actor):
        if authority.pk == pk:
            return authority
    raise Http404(pk)


def schools_of(authority: Authority) -> list[School]:
    """All schools of a bureau by stage and name: closed ones too, as a year may lie before."""
    return list(School.objects.filter(authority=authority).order_by("stage", "name", "pk"))


def figures_of(authority: Authority, year: int) -> dict[str, float]:
    """The figures of a year by school; a school without one is missing."""
    rows = QualityFigure.objects.filter(school__authority=authority, year=year)
    return dict(rows.values_list("school_id", "value"))


def years_with_figures(authority: Authority) -> list[int]:
    """The years for which figures are there."""
    rows = QualityFigure.objects.filter(school__authority=authority)
    return sorted(set(rows.order_by().values_list("year", flat=True)))
