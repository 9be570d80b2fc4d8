"""Writing secondments: the arrangement (confirmed by the other side), log, summary, evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import changed, record_event
from tandem.calendar import now, today
from tandem.compliance import confirming
from tandem.compliance.confirming import Conflict, RecordKind
from tandem.compliance.policies import pinned_policy
from tandem.compliance.writing import writing
from tandem.pairings.two_sided import Status
from tandem.secondments import content as contents
from tandem.secondments.models import LogEntry, Secondment
from tandem.secondments.permissions import check_evaluate, check_log

SECONDMENT = RecordKind(
    name="secondment",
    model=Secondment,
    record="secondments.manage",
    confirm="secondments.confirm",
    snapshot=contents.snapshot,
    apply=contents.apply,
    check=contents.check,
)


def record_secondment(
    *, by: Actor, collaboration_id: str, content: Mapping[str, Any], client_key: str | None = None
) -> Secondment:
    """Enter a secondment; the other school is asked to confirm (clause 5.3.2)."""
    return confirming.submit(
        SECONDMENT,
        by=by,
        collaboration_id=collaboration_id,
        content=content,
        client_key=client_key,
    )


def revise_secondment(
    *, by: Actor, key: str, version: int, content: Mapping[str, Any]
) -> Secondment:
    """Change the arrangement, or propose a change."""
    return confirming.revise(SECONDMENT, by=by, key=key, version=version, content=content)


def confirm_secondment(*, by: Actor, key: str, version: int) -> Secondment:
    """Confirm for the school that was asked."""
    return confirming.confirm(SECONDMENT, by=by, key=key, version=version)


def log_day(*, by: Actor, key: str, on: date, text: str, seen: str = "") -> LogEntry:
    """Write the log of one day, today's or an earlier one. An empty text takes the entry away.

    ``seen`` is the text that the person started from. Raises ``PermissionDenied``, and
    ``ValidationError`` for a day outside the secondment or where somebody else wrote meanwhile.
    """
    with transaction.atomic():
        record = _locked(key)
        check_log(by, record)
        if not record.starts_on <= on <= record.ends_on:
            raise ValidationError({"on": _("The secondment does not run on that day.")})
        if on > today():
            raise ValidationError({"on": _("The day has not come yet: write it then.")})
        entry = LogEntry.objects.filter(secondment=record, on=on).first()
        before = entry.text if entry else ""
        _check_seen("text", before, seen, text)
        entry = entry or LogEntry(secondment=record, on=on)
        entry.text = text.strip()
        entry.by_name = by.name
        entry.at = now()
        if entry.text:
            entry.save()
        elif entry.pk:
            entry.delete()
        day = on.isoformat()
        _tell(by, "secondments.log", record, {day: before}, {day: entry.text})
    return entry


def write_summary(*, by: Actor, key: str, text: str, seen: str = "") -> Secondment:
    """Write the person's own summary. Raises as :func:`log_day` does."""
    with transaction.atomic():
        record = _locked(key)
        check_log(by, record)
        _check_seen("summary", record.summary, seen, text)
        before, record.summary = record.summary, text.strip()
        record.save(update_fields=["summary"])
        _tell(by, "secondments.log", record, {"summary": before}, {"summary": record.summary})
    return record


def evaluate_secondment(
    *, by: Actor, key: str, version: int, grade: str, opinion: str = ""
) -> Secondment:
    """The host's evaluation, dated today; a later change of its words keeps the first date.

    Raises ``PermissionDenied`` for everyone but the host, ``ValidationError`` and ``Conflict``.
    """
    found = Secondment.objects.values_list("collaboration_id", flat=True).get(pk=key)
    with writing(found) as collaboration:
        record = Secondment.objects.select_related("person").get(pk=key)
        record.collaboration = collaboration
        check_evaluate(by, record)
        if record.version != version:
            raise Conflict("changed", record)
        _check_evaluation(record, grade)
        before = _evaluation(record)
        record.evaluated_on = record.evaluated_on or today()
        record.grade = grade
        record.evaluation = opinion.strip()
        record.evaluated_by_name = by.name
        record.version += 1
        record.save()
        _tell(by, "secondments.evaluate", record, before, _evaluation(record))
    return record


def _check_evaluation(record: Secondment, grade: str) -> None:
    errors = {}
    policy = pinned_policy(record.collaboration.round_id)
    if policy is None or grade not in policy.vocabulary.grades:
        errors["grade"] = _("Choose the grade.")
    if record.status != Status.CONFIRMED:
        errors["__all__"] = _("The secondment must be confirmed before it is evaluated.")
    elif record.starts_on > today():
        errors["__all__"] = _("The secondment has not begun yet.")
    if errors:
        raise ValidationError(errors)


def _evaluation(record: Secondment) -> dict[str, Any]:
    on = record.evaluated_on
    return {
        "evaluated_on": on.isoformat() if on else None,
        "grade": record.grade,
        "evaluation": record.evaluation,
    }


def _locked(key: str) -> Secondment:
    return (
        Secondment.objects.select_for_update(of=("self",))
        .select_related("person", "collaboration__lead", "collaboration__partner")
        .get(pk=key)
    )


def _check_seen(field: str, stands: str, seen: str, typed: str) -> None:
    """Somebody else wrote meanwhile: both texts are shown, nothing is overwritten."""
    clean = seen.replace("\r\n", "\n").strip()
    if stands.replace("\r\n", "\n").strip() != clean and stands.strip() != typed.strip():
        text = _("Meanwhile somebody else wrote: “%(text)s”. Put the two together and save again.")
        raise ValidationError({field: text % {"text": stands or "–"}}, code="changed")


def _tell(by: Actor, verb: str, record: Secondment, before: Any, after: Any) -> None:
    was, becomes = changed(before, after)
    if not was and not becomes:
        return
    record_event(
        by=by,
        verb=verb,
        object_type="secondment",
        object_id=record.pk,
        collaboration_id=record.collaboration_id,
        before=was,
        after=becomes,
    )
