"""The steps of an import: upload, choose columns, apply, undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import record_event
from tandem.calendar import now
from tandem.exchange.models import ColumnMapping, ImportRun
from tandem.exchange.wizard.fields import Target, field_of
from tandem.exchange.wizard.guessing import Columns, headings_hash
from tandem.exchange.wizard.permissions import check_import
from tandem.exchange.wizard.planning import Plan
from tandem.exchange.wizard.queries import plan_of, scope_of, table_of, target_of
from tandem.exchange.wizard.reading import read_table
from tandem.schools.actions import importing
from tandem.schools.editing import Conflict

State = ImportRun.State


class PlanChanged(Exception):
    """The registry changed since the preview: it must be looked at again."""


def upload(
    *,
    by: Actor,
    target: Target,
    organisation_id: str,
    file_name: str,
    content: bytes,
    options: Mapping[str, Any] | None = None,
) -> ImportRun:
    """Keep a file as a new run. Raises :class:`~tandem.exchange.wizard.reading.Unreadable`."""
    check_import(by, target, organisation_id)
    read_table(content, target)
    return ImportRun.objects.create(
        target=target,
        user_id=by.user_id,
        organisation_id=organisation_id,
        file_name=file_name[-200:],
        content=content,
        options=dict(options or {}),
    )


def choose_columns(*, by: Actor, run: ImportRun, columns: Columns) -> ImportRun:
    """Say which column holds what; remembered for files with the same headings.

    Raises ``ValidationError`` for a field in two columns that takes one, and for one that must be
    there.
    """
    check_import(by, run.target, run.organisation_id)
    sheet = table_of(run)
    target = target_of(run)
    mistakes = []
    for name in dict.fromkeys(columns.values()):
        held = [sheet.headings[p] for p, n in columns.items() if n == name]
        if len(held) > 1 and not field_of(target, name).several:
            text = _("“%(field)s” is chosen for several columns: %(columns)s. Keep one.")
            label = str(field_of(target, name).label)
            mistakes.append(text % {"field": label, "columns": "、".join(held)})
    if "name" not in columns.values():
        mistakes.append(_("Choose the column that holds the name."))
    if target == "people" and "school" not in columns.values() and not run.options.get("school"):
        mistakes.append(_("Choose the column that holds the school."))
    if mistakes:
        raise ValidationError(mistakes)
    mapping = {str(position): name for position, name in columns.items()}
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state in (State.APPLIED, State.UNDONE):
            return run
        run.mapping, run.state = mapping, State.MAPPED
        run.save(update_fields=["mapping", "state"])
        ColumnMapping.objects.update_or_create(
            target=run.target, headings_hash=headings_hash(sheet), defaults={"mapping": mapping}
        )
    return run


def apply_run(*, by: Actor, run: ImportRun, digest: str) -> ImportRun:
    """Write everything of the plan that was looked at, or nothing.

    A second sending of the same form changes nothing. Raises :class:`PlanChanged` where the plan is
    another by now, and ``ValidationError`` where it has errors.
    """
    check_import(by, run.target, run.organisation_id)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state in (State.APPLIED, State.UNDONE):
            return run
        plan = plan_of(by, run)
        if plan.errors:
            raise ValidationError(_("Correct the errors in the file, then upload it again."))
        if plan.digest != digest:
            raise PlanChanged
        try:
            run.changes = _write(by, run, plan)
        except Conflict:
            raise PlanChanged from None
        run.state, run.applied_at = State.APPLIED, now()
        run.options = {
            **run.options,
            "new": len(plan.new),
            "changed": len(plan.changed),
            "unchanged": plan.unchanged,
        }
        run.save(update_fields=["changes", "state", "applied_at", "options"])
        _tell(by, run, "exchange.import")
    return run


def undo_run(*, by: Actor, run: ImportRun) -> ImportRun:
    """Undo an import as a whole. Raises :class:`~tandem.schools.actions.importing.NotUndone`."""
    check_import(by, run.target, run.organisation_id)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != State.APPLIED:
            return run
        if target_of(run) == "schools":
            importing.undo_schools(by=by, authority_id=run.organisation_id, done=run.changes)
        else:
            schools = scope_of(by, run).schools
            importing.undo_people(by=by, schools=schools, done=run.changes)
        run.state = State.UNDONE
        run.save(update_fields=["state"])
        _tell(by, run, "exchange.undo_import")
    return run


def _write(by: Actor, run: ImportRun, plan: Plan) -> list[dict[str, Any]]:
    if target_of(run) == "schools":
        return importing.import_schools(
            by=by, authority_id=run.organisation_id, changes=plan.changes
        )
    schools = scope_of(by, run).schools
    return importing.import_people(by=by, schools=schools, changes=plan.changes)


def _tell(by: Actor, run: ImportRun, verb: str) -> None:
    counts = {n: run.options[n] for n in ("new", "changed", "unchanged")}
    record_event(
        by=by,
        verb=verb,
        object_type="import",
        object_id=run.pk,
        after={"target": run.target, "file": run.file_name, **counts},
    )
