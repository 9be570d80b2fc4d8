"""Writing quality figures: empty is no data, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.assessments.models import QualityFigure
from tandem.assessments.queries import VERB, figures_of
from tandem.audit.actions import record_event
from tandem.schools.models import Authority, School


class Changed(Exception):  # it is an answer to a person, not a fault
    """Somebody else wrote some of the same figures; nothing was written. By school: what stands."""

    def __init__(self, standing: Mapping[str, float | None]) -> None:
        super().__init__(sorted(standing))
        self.standing = standing


def record_quality(
    *,
    by: Actor,
    authority_id: str,
    year: int,
    figures: Mapping[str, float | None],
    seen: Mapping[str, float | None],
) -> int:
    """Write the figures of a year that differ from ``seen``; how many those were.

    They are the bureau's comprehensive ratings (clause 6.1b); no finding rests on them, only the
    judgment of a year. Raises ``PermissionDenied``, ``ValidationError`` by school, :class:`Changed`.
    """
    check(by, VERB, [authority_id])
    with transaction.atomic():
        authority = Authority.objects.select_for_update().get(pk=authority_id)
        known = set(School.objects.filter(authority=authority).values_list("pk", flat=True))
        wanted = {k: v for k, v in figures.items() if k in known and v != seen.get(k)}
        errors = {
            key: _("Give a number, or nothing.")
            for key, value in wanted.items()
            if value is not None and not isfinite(value)
        }
        if errors:
            raise ValidationError(errors)
        standing = figures_of(authority, year)
        other = {k: standing.get(k) for k in wanted if standing.get(k) != seen.get(k)}
        other = {k: v for k, v in other.items() if v != wanted[k]}
        if other:
            raise Changed(other)
        _write(year, wanted)
        if wanted:
            record_event(
                by=by,
                verb=VERB,
                object_type="quality",
                object_id=f"{authority_id} {year}",
                before={k: standing.get(k) for k in wanted},
                after=wanted,
            )
    return len(wanted)


def _write(year: int, wanted: Mapping[str, float | None]) -> None:
    gone = [key for key, value in wanted.items() if value is None]
    QualityFigure.objects.filter(year=year, school__in=gone).delete()
    QualityFigure.objects.bulk_create(
        [
            QualityFigure(school_id=key, year=year, value=value)
            for key, value in wanted.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["school", "year"],
        update_fields=["value"],
    )
