"""Runs of imports, and the plan of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from tandem.accounts.actors import Actor
from tandem.exchange.models import ColumnMapping, ImportRun
from tandem.exchange.wizard.fields import TARGETS, Target
from tandem.exchange.wizard.guessing import Columns, guess, headings_hash
from tandem.exchange.wizard.plan_people import plan_people
from tandem.exchange.wizard.plan_schools import plan_schools
from tandem.exchange.wizard.planning import Plan
from tandem.exchange.wizard.reading import Sheet, read_table
from tandem.schools.models import School
from tandem.schools.permissions import can_manage_people


def visible_runs(actor: Actor) -> QuerySet[ImportRun]:
    """One's own imports, and those of the bureaus whose registry the actor keeps."""
    runs = ImportRun.objects.filter(target__in=TARGETS).defer("content", "changes")
    if actor.everything:
        return runs
    scope = Q(organisation_id__in=actor.organisations("exchange.import"))
    if actor.user_id is not None:
        scope |= Q(user_id=actor.user_id)
    return runs.filter(scope)


def get_run_for(actor: Actor, run_id: str) -> ImportRun:
    """A run that the actor may see. Raises ``Http404``."""
    return get_object_or_404(visible_runs(actor).defer(None), pk=run_id)


def target_of(run: ImportRun) -> Target:
    """What a run brings in."""
    return "schools" if run.target == "schools" else "people"


def table_of(run: ImportRun) -> Sheet:
    """The uploaded table."""
    return read_table(bytes(run.content), target_of(run))


def columns_of(run: ImportRun) -> Columns:
    """The columns as they were chosen."""
    return {int(position): name for position, name in run.mapping.items()}


def proposed_columns(run: ImportRun, sheet: Sheet) -> tuple[Columns, bool]:
    """The columns to propose, and whether they are remembered from last time."""
    if run.mapping:
        return columns_of(run), False
    kept = ColumnMapping.objects.filter(
        target=run.target, headings_hash=headings_hash(sheet)
    ).first()
    if kept is not None:
        return {int(position): name for position, name in kept.mapping.items()}, True
    return guess(sheet, target_of(run)), False


@dataclass(frozen=True, slots=True)
class Scope:
    """The schools whose people a run may touch, and the one that all rows belong to, if so."""

    schools: dict[str, School]
    default: School | None


def scope_of(actor: Actor, run: ImportRun) -> Scope:
    """The schools of a run of people: the bureau's, or the one school."""
    own = Q(pk=run.organisation_id) | Q(authority=run.organisation_id)
    schools = {s.pk: s for s in School.objects.filter(own) if can_manage_people(actor, s)}
    default = schools.get(str(run.options.get("school") or ""))
    return Scope(schools, default)


def plan_of(actor: Actor, run: ImportRun) -> Plan:
    """What the run would do now. Reads the file and the registry anew."""
    sheet = table_of(run)
    if target_of(run) == "schools":
        return plan_schools(sheet, columns_of(run), run.organisation_id)
    scope = scope_of(actor, run)
    return plan_people(sheet, columns_of(run), scope.schools, scope.default)
