"""Fulfilment through a semester: of the duties owed, the share met at the end of every week.

Each point is a whole evaluation as of that day, so a duty counts from the day on which it was met.
Twenty evaluations take seconds: they are kept, and drawn anew each night.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Sum

from tandem.calendar import today
from tandem.compliance.evaluation import evaluate_live
from tandem.dashboards.models import FulfilmentPoint
from tandem.pairings.models import Collaboration, Term
from tandem.policy.results import Finding

OWED = frozenset({"met", "open", "short"})
"""The statuses that enter: neither what was waived nor what is not applicable."""


@dataclass(frozen=True, slots=True)
class Point:
    """At the end of a day: of ``owed`` duties, ``met``."""

    day: date
    met: int
    owed: int

    @property
    def share(self) -> float:
        """Of 1; nothing owed is nothing met."""
        return self.met / self.owed if self.owed else 0.0


def week_ends(term: Term, until: date) -> list[date]:
    """The Sundays of a semester up to a day, and its last day."""
    last = min(until, term.ends_on)
    day = term.starts_on + timedelta(days=6 - term.starts_on.weekday())
    days = []
    while day <= last:
        days.append(day)
        day += timedelta(days=7)
    if last == term.ends_on and (not days or days[-1] != last):
        days.append(last)
    return days


def points_of(term_id: str, collaboration_ids: Collection[str], until: date) -> list[Point]:
    """The kept points of a semester for some collaborations, summed by day. One query."""
    rows = FulfilmentPoint.objects.filter(
        term=term_id, day__lte=until, collaboration__in=collaboration_ids
    )
    sums = rows.order_by("day").values_list("day").annotate(Sum("met"), Sum("owed"))
    return [Point(*row) for row in sums]


def draw_fulfilment(terms: Iterable[Term] | None = None) -> int:
    """Compute and keep every week of those semesters up to today; how many points were written.

    By default of every semester that runs and of the one before it in its round: earlier ones no
    longer change. For ``tandem nightly``, after an import and for a new demonstration; never in a request.
    """
    chosen = list(_open_terms()) if terms is None else list(terms)
    return sum(_draw(term) for term in chosen)


def _open_terms() -> Iterator[Term]:
    day = today()
    by_round: dict[str, list[Term]] = {}
    for term in Term.objects.filter(starts_on__lte=day).order_by("starts_on"):
        by_round.setdefault(term.round_id, []).append(term)
    for terms in by_round.values():
        yield from terms[-2:]


def _draw(term: Term) -> int:
    pairs = list(
        Collaboration.objects.filter(round=term.round_id).order_by().values_list("pk", flat=True)
    )
    points = []
    for day in week_ends(term, today()):
        counts = _counts(evaluate_live(day, pairs), term)
        points += [
            FulfilmentPoint(term=term, collaboration_id=pk, day=day, met=met, owed=owed)
            for pk, (met, owed) in counts.items()
        ]
    with transaction.atomic():
        FulfilmentPoint.objects.filter(term=term).delete()
        FulfilmentPoint.objects.bulk_create(points, batch_size=2_000)
    return len(points)


def _counts(findings: Iterable[Finding], term: Term) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for finding in findings:
        if finding.period != term.pk or finding.severity != "must" or finding.status not in OWED:
            continue
        met, owed = counts.get(finding.collaboration_id, (0, 0))
        counts[finding.collaboration_id] = (met + (finding.status == "met"), owed + 1)
    return counts
