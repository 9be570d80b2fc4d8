"""Writing visits (clause 5.4.2) and the ratings of a year's checks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import changed, record_event
from tandem.compliance.meanwhile import Stale
from tandem.compliance.mistakes import Mistakes
from tandem.compliance.writing import writing
from tandem.inspections.models import CheckRating, Visit
from tandem.inspections.permissions import check_rate, check_visit
from tandem.inspections.queries import ratings_of, years_of
from tandem.schools.models import Department

FIELDS = ("department", "visited_on", "approved_list_number", "comprehensive", "note")


def record_visit(
    *,
    by: Actor,
    collaboration_id: str,
    department: str,
    visited_on: date,
    approved_list_number: str,
    comprehensive: bool = False,
    note: str = "",
    key: str | None = None,
    version: int | None = None,
) -> Visit:
    """Record a visit, or change the one of ``key``.

    Raises ``PermissionDenied``, ``ValidationError`` (every mistake), :class:`Stale`.
    """
    with writing(collaboration_id) as collaboration:
        check_visit(by, collaboration)
        visit = _visit(by, collaboration, key, version)
        wrong = Mistakes()
        if department not in Department.values:
            wrong.add("department", _("Choose the department."))
        wrong.past("visited_on", visited_on)
        wrong.within("visited_on", visited_on, collaboration)
        if not approved_list_number.strip():
            wrong.add(
                "approved_list_number",
                _("Give the number on the approved list: a visit must stand on it."),
            )
        wrong.raise_any()
        check_visit(by, collaboration, department)
        before = _content(visit) if visit.version else {}
        visit.department, visit.visited_on = department, visited_on
        visit.approved_list_number = approved_list_number.strip()
        visit.comprehensive, visit.note = comprehensive, note
        visit.recorded_by_name = by.name
        visit.version += 1
        visit.save()
        _tell(by, "inspections.record_visit", visit, before, _content(visit))
    return visit


def remove_visit(*, by: Actor, key: str, version: int) -> None:
    """Take a visit that was entered by mistake off the record; the trail keeps what it said."""
    found = Visit.objects.values_list("collaboration_id", flat=True).get(pk=key)
    with writing(found) as collaboration:
        visit = _visit(by, collaboration, key, version)
        _tell(by, "inspections.record_visit", visit, _content(visit), {})
        visit.delete()


def _visit(by: Actor, collaboration: Any, key: str | None, version: int | None) -> Visit:
    if key is None:
        return Visit(collaboration=collaboration, version=0)
    visit = Visit.objects.get(pk=key)
    visit.collaboration = collaboration
    check_visit(by, collaboration, visit.department)
    if visit.version != version:
        raise Stale(visit)
    return visit


def _content(visit: Visit) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in FIELDS}


def _tell(by: Actor, verb: str, visit: Visit, before: Any, after: Any) -> None:
    was, becomes = changed(before, after)
    record_event(
        by=by,
        verb=verb,
        object_type="visit",
        object_id=visit.pk,
        collaboration_id=visit.collaboration_id,
        before=was,
        after=becomes,
    )


def set_ratings(
    *,
    by: Actor,
    collaboration_id: str,
    year: int,
    ratings: Mapping[str, float | None],
    seen: Mapping[str, float | None],
) -> dict[str, float]:
    """Set a year's ratings by side; ``None`` is no data, never 0. ``seen`` is what the page showed.

    Raises ``PermissionDenied``, ``ValidationError`` and :class:`Stale` with what stands now.
    """
    with writing(collaboration_id) as collaboration:
        check_rate(by, collaboration)
        wrong = Mistakes()
        if year not in years_of(collaboration):
            wrong.add("year", _("The round has no such year."))
        for side, rating in ratings.items():
            if side not in CheckRating.Side.values:
                raise PermissionDenied(side)
            if rating is not None and not 0 <= rating <= 1:
                wrong.add(side, _("Give a number from 0 to 1, like 0.85, or nothing."))
        wrong.raise_any()
        standing = ratings_of(collaboration, year)
        if any(standing.get(side) != seen.get(side) for side in ratings):
            raise Stale(standing)
        for side, rating in ratings.items():
            rows = CheckRating.objects.filter(collaboration=collaboration, side=side, year=year)
            if rating is None:
                rows.delete()
            else:
                CheckRating.objects.update_or_create(
                    collaboration=collaboration, side=side, year=year, defaults={"rating": rating}
                )
        was, becomes = changed({s: standing.get(s) for s in ratings}, ratings)
        if was != becomes:
            record_event(
                by=by,
                verb="inspections.rate",
                object_type="check_rating",
                object_id=f"{collaboration.pk} {year}",
                collaboration_id=collaboration.pk,
                before=was,
                after=becomes,
            )
        return ratings_of(collaboration, year)
