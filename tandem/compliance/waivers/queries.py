"""Reading waivers: who may see which, what they are about in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.compliance.cards import title_of
from tandem.compliance.models import Waiver
from tandem.compliance.policies import policy_of_pair
from tandem.pairings.bundles import models_of, rows_of
from tandem.pairings.models import Collaboration, Term
from tandem.pairings.queries import WITH_SCHOOLS, terms_of_pair, visible_collaborations


@dataclass(frozen=True, slots=True)
class Shown:
    """A waiver in words."""

    waiver: Waiver
    duty: str
    period: str


def visible_to(actor: Actor) -> QuerySet[Waiver]:
    """The waivers of the collaborations that the actor may see."""
    return Waiver.objects.filter(collaboration__in=visible_collaborations(actor))


def get_waiver_for(actor: Actor, pk: int) -> Waiver:
    """One waiver with its schools; raises ``Http404`` for outsiders."""
    return get_object_or_404(visible_to(actor).select_related(*WITH_SCHOOLS), pk=pk)


def term_title(term: Term) -> str:
    """A semester as people call it."""
    return _("%(year)s, %(season)s semester") % {
        "year": term.year,
        "season": term.get_season_display(),
    }


def periods_of(collaboration: Collaboration) -> dict[str, list[tuple[str, str]]]:
    """The periods of the collaboration's round by what they are: semester, year, round. One query."""
    terms = terms_of_pair(collaboration)
    years = sorted({term.year for term in terms})
    return {
        "term": [(term.pk, term_title(term)) for term in terms],
        "year": [(str(year), _("Year %(year)s") % {"year": year}) for year in years],
        "round": [(collaboration.round_id, _("The whole round"))],
    }


def waivers_of(collaboration: Collaboration) -> list[Waiver]:
    """The waivers of a collaboration. One query, none where they came along (:func:`with_waivers`)."""
    brought = collaboration.__dict__.get("waiver_rows")
    if brought is None:
        return list(Waiver.objects.filter(collaboration=collaboration).order_by("period", "pk"))
    waivers: list[Waiver] = models_of(Waiver, SHOWN, brought)
    return sorted(waivers, key=lambda waiver: (waiver.period, waiver.pk))


SHOWN = ("id", "collaboration_id", "period", "requirement", "reason", "granted_by")
"""What a list of waivers shows of them."""


def with_waivers(pairs: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Collaborations that bring their waivers along."""
    waivers = Waiver.objects.filter(collaboration=OuterRef("pk"))
    return pairs.annotate(waiver_rows=rows_of(waivers, SHOWN))


def in_words(collaboration: Collaboration, waivers: list[Waiver]) -> list[Shown]:
    """Those waivers with their duty and period in words."""
    if not waivers:
        return []
    titles = {k: v for options in periods_of(collaboration).values() for k, v in options}
    policy = policy_of_pair(collaboration)
    rules = {rule.id: rule.title for rule in policy.rules} if policy else {}
    return [
        Shown(
            waiver,
            title_of(rules.get(waiver.requirement), waiver.requirement),
            titles.get(waiver.period, waiver.period),
        )
        for waiver in waivers
    ]
