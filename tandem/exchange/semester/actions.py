"""The steps of a semester's workbook: uploaded, entered, perhaps taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tandem.accounts.actors import Actor
from tandem.activities.actions import OUTING
from tandem.audit.actions import record_event
from tandem.calendar import now
from tandem.compliance import confirming
from tandem.compliance.confirming import RecordKind
from tandem.compliance.writing import writing
from tandem.exchange.models import ImportRun
from tandem.exchange.semester.entries import ENTRIES
from tandem.exchange.semester.permissions import check_upload
from tandem.exchange.semester.queries import TARGET, Semester, counts_of, enter, uploaded_of
from tandem.pairings.two_sided import Status

KINDS: dict[str, RecordKind[Any]] = {
    OUTING.name: OUTING,
    **{entry.kind.name: entry.kind for entry in ENTRIES},
}

State = ImportRun.State


class WorkbookChanged(Exception):
    """What is on record changed since the preview, or a mistake stands in the way: look again."""


def upload(*, by: Actor, semester: Semester, file_name: str, content: bytes) -> ImportRun:
    """Keep a workbook, to be looked at before anything is entered. Raises ``PermissionDenied``."""
    school = check_upload(by, semester.pair)
    return ImportRun.objects.create(
        target=TARGET,
        user_id=by.user_id,
        organisation_id=school,
        file_name=file_name[-200:],
        content=content,
        options={"collaboration": semester.pair.pk, "term": semester.term.pk},
        state=State.MAPPED,
    )


def accept(*, by: Actor, run: ImportRun, semester: Semester, digest: str) -> ImportRun:
    """Enter everything that was looked at, or nothing; a second sending changes nothing.

    Raises :class:`WorkbookChanged` where the workbook comes to something else by now.
    """
    check_upload(by, semester.pair, run.organisation_id)
    uploaded = uploaded_of(run, semester)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state in (State.APPLIED, State.UNDONE):
            return run
        with writing(semester.pair.pk) as pair:
            work = enter(by, pair, semester, uploaded, run.organisation_id)
            if work.mistakes or work.digest != digest:
                raise WorkbookChanged
        run.changes = [{"kind": kind, "id": key} for kind, key in work.entered]
        run.state, run.applied_at = State.APPLIED, now()
        run.options = {**run.options, **counts_of(work)}
        run.save(update_fields=["changes", "state", "applied_at", "options"])
        _tell(by, run, "exchange.upload_term", counts_of(work))
    return run


def take_back(*, by: Actor, run: ImportRun, semester: Semester) -> ImportRun:
    """Withdraw every record of an upload that still waits for the other school's answer.

    What was answered stays, and so does what the upload changed.
    """
    check_upload(by, semester.pair, run.organisation_id)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != State.APPLIED:
            return run
        withdrawn = 0
        with writing(semester.pair.pk) as pair:
            for change in reversed(run.changes):
                kind = KINDS[change["kind"]]
                record = kind.model._default_manager.get(pk=change["id"])
                waits = record.status == Status.SUBMITTED and record.proposed is None
                if waits and pair.school_on(record.recorded_side).pk == run.organisation_id:
                    confirming.withdraw(kind, by=by, key=record.pk, version=record.version)
                    withdrawn += 1
        counts = {"withdrawn": withdrawn, "kept": len(run.changes) - withdrawn}
        run.state = State.UNDONE
        run.options = {**run.options, **counts}
        run.save(update_fields=["state", "options"])
        _tell(by, run, "exchange.undo_import", counts)
    return run


def _tell(by: Actor, run: ImportRun, verb: str, counts: Any) -> None:
    record_event(
        by=by,
        verb=verb,
        object_type="import",
        object_id=run.pk,
        collaboration_id=run.options["collaboration"],
        after={"target": TARGET, "term": run.options["term"], "file": run.file_name, **counts},
    )
