"""Writes of rounds, semesters and collaborations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.audit.actions import changed, record_event
from tandem.pairings.dependents import dates_changed
from tandem.pairings.models import Collaboration, Round, Term
from tandem.pairings.proposing import TermDates
from tandem.schools.models import Authority, School


def create_round(
    *,
    by: Actor,
    authority: Authority,
    name: str,
    starts_on: date,
    ends_on: date,
    terms: Sequence[TermDates],
) -> Round:
    """A round with its semesters. Raises ``PermissionDenied``, ``ValidationError`` (every mistake)."""
    check(by, "pairings.manage", [authority.pk])
    check_terms(starts_on, ends_on, terms)
    with transaction.atomic():
        round_ = Round.objects.create(
            name=name.strip(), authority=authority, starts_on=starts_on, ends_on=ends_on
        )
        Term.objects.bulk_create(
            Term(
                round=round_,
                year=term.year,
                season=term.season,
                starts_on=term.starts_on,
                ends_on=term.ends_on,
            )
            for term in terms
        )
        record_event(
            by=by,
            verb="pairings.create_round",
            object_type="round",
            object_id=round_.pk,
            after={"name": round_.name, "starts_on": starts_on, "ends_on": ends_on}
            | {_label(t.year, t.season): f"{t.starts_on} – {t.ends_on}" for t in terms},
        )
    return round_


def change_terms(*, by: Actor, round_: Round, terms: Sequence[TermDates]) -> bool:
    """Set the dates of a round's semesters; whether anything changed.

    The semesters stay the same rows (findings name them); only dates move. Raises
    ``PermissionDenied`` and ``ValidationError``.
    """
    check(by, "pairings.manage", round_.bureaus)
    check_terms(round_.starts_on, round_.ends_on, terms)
    with transaction.atomic():
        # a new collaboration waits for the round; a record that names a semester does not wait
        Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
        terms_of = Term.objects.select_for_update(no_key=True).filter(round=round_)
        rows = {(row.year, row.season): row for row in terms_of}
        before = {_label(*key): f"{r.starts_on} – {r.ends_on}" for key, r in rows.items()}
        for dates in terms:
            row = rows.get((dates.year, dates.season))
            if row is None:
                row = Term(round=round_, year=dates.year, season=dates.season)
            row.starts_on, row.ends_on = dates.starts_on, dates.ends_on
            row.save()
            rows[dates.year, dates.season] = row
        after = {_label(*key): f"{r.starts_on} – {r.ends_on}" for key, r in rows.items()}
        if before == after:
            return False
        old, new = changed(before, after)
        record_event(
            by=by,
            verb="pairings.change_terms",
            object_type="round",
            object_id=round_.pk,
            before=old,
            after=new,
        )
        dates_changed(round_.pk)
    return True


def create_collaboration(
    *,
    by: Actor,
    round_: Round,
    lead: School,
    partner: School,
    batch: str,
    origin: str,
    starts_on: date,
    plan_due_on: date,
) -> Collaboration:
    """Two schools work together from a day on. Raises ``PermissionDenied``, ``ValidationError``."""
    check(by, "pairings.manage", round_.bureaus)
    _check_pair(round_, lead, partner, starts_on, plan_due_on)
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        taken = Collaboration.objects.filter(round=round_, partner=partner, lead=lead)
        if taken.filter(ends_on__isnull=True).exists():
            raise ValidationError(_("These two schools work together in this round already."))
        pair = Collaboration.objects.create(
            round=round_,
            lead=lead,
            partner=partner,
            batch=batch.strip(),
            origin=origin,
            starts_on=starts_on,
            plan_due_on=plan_due_on,
        )
        record_event(
            by=by,
            verb="pairings.create_collaboration",
            object_type="collaboration",
            object_id=pair.pk,
            collaboration_id=pair.pk,
            after=_shown(pair),
        )
    return pair


def change_collaboration(
    *, by: Actor, pair: Collaboration, batch: str, origin: str, starts_on: date, plan_due_on: date
) -> None:
    """Change batch, origin and dates; the schools stay (end it and begin another).

    Raises ``PermissionDenied``, ``ValidationError``; :class:`EditedMeanwhile` if ``pair.version`` is
    not what stands in the database.
    """
    check(by, "pairings.manage", pair.round.bureaus)
    _check_pair(pair.round, pair.lead, pair.partner, starts_on, plan_due_on)
    with transaction.atomic():
        row = _locked(pair)
        before = _shown(row)
        row.batch, row.origin = batch.strip(), origin
        row.starts_on, row.plan_due_on = starts_on, plan_due_on
        _save(by, row, before, "pairings.change_collaboration")


def end_collaboration(*, by: Actor, pair: Collaboration, ends_on: date | None) -> None:
    """Set the last day of a collaboration; ``None`` lets it run on. What was done stays.

    Raises as :func:`change_collaboration`.
    """
    check(by, "pairings.manage", pair.round.bureaus)
    if ends_on is not None and ends_on < pair.starts_on:
        raise ValidationError({"ends_on": [_("The last day lies before the first.")]})
    with transaction.atomic():
        row = _locked(pair)
        before = _shown(row)
        row.ends_on = ends_on
        _save(by, row, before, "pairings.end_collaboration")


class EditedMeanwhile(Exception):  # an answer to a person, not a fault
    """Somebody else saved the record after the form was opened; ``record`` is what stands now."""

    def __init__(self, record: Collaboration) -> None:
        super().__init__(record.pk)
        self.record = record


def check_terms(starts_on: date, ends_on: date, terms: Sequence[TermDates]) -> None:
    """Raises ``ValidationError`` with every mistake: order, overlaps, days outside the round."""
    errors = []
    if ends_on < starts_on:
        errors.append(_("The round ends before it starts."))
    ordered = sorted(terms, key=lambda term: term.starts_on)
    for term in terms:
        if term.ends_on < term.starts_on:
            errors.append(_("%s ends before it starts.") % term_label(term.year, term.season))
        elif term.starts_on < starts_on or term.ends_on > ends_on:
            errors.append(_("%s lies outside the round.") % term_label(term.year, term.season))
    for first, second in pairwise(ordered):
        if second.starts_on <= first.ends_on:
            names = (term_label(first.year, first.season), term_label(second.year, second.season))
            errors.append(_("%(a)s and %(b)s overlap.") % {"a": names[0], "b": names[1]})
    if len({(term.year, term.season) for term in terms}) != len(terms):
        errors.append(_("A semester stands there twice."))
    if errors:
        raise ValidationError(errors)


def term_label(year: int, season: str) -> str:
    """A semester in words."""
    form = (
        _("Spring semester of %(year)s") if season == "spring" else _("Autumn semester of %(year)s")
    )
    return form % {"year": year}


def _check_pair(
    round_: Round, lead: School, partner: School, starts_on: date, plan_due_on: date
) -> None:
    errors: dict[str, list[str]] = {}
    if lead.pk == partner.pk:
        errors["partner"] = [_("A school cannot work together with itself.")]
    for name, school in (("lead", lead), ("partner", partner)):
        if school.status != School.Status.OPEN:
            errors.setdefault(name, []).append(_("%s no longer teaches.") % school.name)
    if not round_.starts_on <= starts_on <= round_.ends_on:
        errors["starts_on"] = [_("The first day lies outside the round.")]
    if plan_due_on < starts_on:
        errors["plan_due_on"] = [_("The plan is due before the first day.")]
    if errors:
        raise ValidationError(errors)


def _locked(pair: Collaboration) -> Collaboration:
    row = (
        Collaboration.objects.select_for_update(of=("self",))
        .select_related("round")
        .get(pk=pair.pk)
    )
    if row.version != pair.version:
        raise EditedMeanwhile(row)
    return row


def _save(by: Actor, row: Collaboration, before: dict[str, Any], verb: str) -> None:
    old, new = changed(before, _shown(row))
    if not new:
        return
    row.version += 1
    row.save()
    record_event(
        by=by,
        verb=verb,
        object_type="collaboration",
        object_id=row.pk,
        collaboration_id=row.pk,
        before=old,
        after=new,
    )
    dates_changed(row.round_id, row.pk)


def _shown(pair: Collaboration) -> dict[str, Any]:
    return {
        "round": pair.round_id,
        "lead": pair.lead_id,
        "partner": pair.partner_id,
        "batch": pair.batch,
        "origin": pair.origin,
        "starts_on": pair.starts_on,
        "ends_on": pair.ends_on,
        "plan_due_on": pair.plan_due_on,
    }


def _label(year: int, season: str) -> str:
    return f"{year} {season}"
