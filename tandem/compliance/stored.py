"""The stored findings: today's, written in the transaction of the fact that changed them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import TypeVar, cast

from django.db import connection, transaction

from tandem.calendar import today
from tandem.compliance.evaluation import evaluate_live, next_change, policy_scopes, run
from tandem.compliance.models import Standing, StoredFinding
from tandem.compliance.registry import fact_views
from tandem.pairings.models import Collaboration
from tandem.policy.engines.views import day_number, from_day_number
from tandem.policy.results import Finding
from tandem.policy.schema import EVALUATION_TABLES

T = TypeVar("T")

IDENTITY = ("collaboration_id", "requirement", "period")
COLUMNS = tuple(field.name for field in fields(Finding))
"""A stored finding's columns, as the engine's :class:`Finding` is made of them."""

FIELDS = tuple(name for name in COLUMNS if name not in IDENTITY)
"""What of a stored finding a new evaluation may change."""

FACT_DAYS = {
    "activities": ("held_day",),
    "mentorships": ("starts_day",),
    "secondments": ("ends_day", "evaluated_day"),
    "outputs": ("completed_day",),
    "visits": ("visited_day",),
    "aid": ("accepted_day",),
    "plans": ("submitted_day", "approved_day"),
}
"""The day on which a fact begins to exist (the reading, "As of D"): one in the future changes things."""


def reevaluate(collaboration_ids: Collection[str], as_of: date | None = None) -> int:
    """Compute today's findings of those collaborations and store what changed; how many rows did.

    To be called in the transaction of the write, with the collaboration locked.
    """
    day = as_of or today()
    ids = list(collaboration_ids)
    if not ids:
        return 0
    scopes = policy_scopes(ids)
    findings = [f for policy_hash, own in scopes.items() for f in run(policy_hash, day, own)]
    changed = _store(ids, findings)
    policies = {pk: policy_hash for policy_hash, own in scopes.items() for pk in own}
    _mark(ids, policies, findings, day)
    return changed


def _store(ids: Sequence[str], findings: Iterable[Finding]) -> int:
    names = ("id", "collaboration_id", "period", "requirement", *FIELDS)
    known: dict[tuple[str, str, str], tuple[object, ...]] = {}
    for chunk in _chunks(ids):
        rows = StoredFinding.objects.filter(collaboration_id__in=chunk).values_list(*names)
        known |= {(row[1], row[2], row[3]): (row[0], *row[4:]) for row in rows}
    new, changed = [], []
    for finding in findings:
        key = (finding.collaboration_id, finding.period, finding.requirement)
        values = tuple(getattr(finding, name) for name in FIELDS)
        before = known.pop(key, None)
        if before is not None and before[1:] == values:
            continue
        row = StoredFinding(
            collaboration_id=key[0],
            period=key[1],
            requirement=key[2],
            **dict(zip(FIELDS, values, strict=True)),
        )
        if before is None:
            new.append(row)
        else:
            row.pk = cast(int, before[0])
            changed.append(row)
    if new:
        StoredFinding.objects.bulk_create(new, batch_size=2_000)
    if changed:
        StoredFinding.objects.bulk_update(changed, FIELDS, batch_size=200)
    gone = [int(str(row[0])) for row in known.values()]
    for old in _chunks(gone):
        StoredFinding.objects.filter(pk__in=old).delete()
    return len(new) + len(changed) + len(gone)


def _mark(
    ids: Sequence[str], policies: Mapping[str, str], findings: Sequence[Finding], day: date
) -> None:
    by_pair: dict[str, list[Finding]] = {}
    for finding in findings:
        by_pair.setdefault(finding.collaboration_id, []).append(finding)
    future = _next_fact_days(ids, day)
    marks = []
    for pk in ids:
        own = next_change(by_pair.get(pk, ()), day)
        days = [d for d in (own, future.get(pk)) if d is not None]
        marks.append(
            Standing(
                collaboration_id=pk,
                policy_hash=policies.get(pk, ""),
                evaluated_as_of=day,
                next_change_on=min(days, default=None),
                stale=False,
            )
        )
    Standing.objects.bulk_create(
        marks,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["collaboration"],
        update_fields=["policy_hash", "evaluated_as_of", "next_change_on", "stale"],
    )


def _next_fact_days(ids: Sequence[str], day: date) -> dict[str, date]:
    """For each collaboration the first day after ``day`` on which a recorded fact begins to exist."""
    views = fact_views()
    number = day_number(day)
    parts, params = [], []
    for table, columns in FACT_DAYS.items():
        text, own = views[table]().query.sql_with_params()
        names = ", ".join(EVALUATION_TABLES[table])
        for column in columns:
            part = (
                f"SELECT v.collaboration_id, v.{column} AS day FROM"
                f" (WITH {table}({names}) AS ({text}) SELECT * FROM {table}) AS v"
                f" WHERE v.{column} > %s"
            )
            params += [*own, number]
            if len(ids) <= _FEW:
                part += f" AND v.collaboration_id IN ({', '.join(['%s'] * len(ids))})"
                params += ids
            parts.append(part)
    sql = (
        "SELECT collaboration_id, min(day) FROM ("
        + " UNION ALL ".join(parts)
        + ") AS days GROUP BY collaboration_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return {pk: from_day_number(first) for pk, first in cursor.fetchall()}


_FEW = 20


def _chunks(items: Sequence[T], size: int = 500) -> Iterator[list[T]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def due_ids(collaboration_ids: Collection[str] | None = None) -> list[str]:
    """The collaborations whose stored findings no longer hold today, or were never computed."""
    day = today()
    pairs = Collaboration.objects.filter(round__pinned_policy__isnull=False).order_by()
    if collaboration_ids is not None:
        pairs = pairs.filter(pk__in=collaboration_ids)
    rows = pairs.values_list(
        "pk", "standing__evaluated_as_of", "standing__next_change_on", "standing__stale"
    )
    return [
        pk
        for pk, evaluated, change, stale in rows
        if evaluated is None or stale or evaluated > day or (change is not None and change <= day)
    ]


def is_due(collaboration: Collaboration) -> bool:
    """Whether the stored findings of a collaboration that came with its ``standing`` no longer hold."""
    standing: Standing | None = getattr(collaboration, "standing", None)
    if standing is None or standing.stale or standing.evaluated_as_of > today():
        return True
    return standing.next_change_on is not None and standing.next_change_on <= today()


def bring_up_to_date(collaboration_ids: Collection[str] | None = None) -> int:
    """Evaluate whatever time, dates or a policy have made stale; how many collaborations that were.

    Every reader of stored findings calls it first; the nightly task does for all. Two queries where
    nothing is due.
    """
    due = due_ids(collaboration_ids)
    if not due:
        return 0
    with transaction.atomic():
        lock_collaborations(due)
        reevaluate(due)
    return len(due)


def lock_collaborations(collaboration_ids: Collection[str]) -> None:
    """Lock those rows in one order (SQLite: the transaction is IMMEDIATE already)."""
    for chunk in _chunks(sorted(collaboration_ids)):
        list(
            Collaboration.objects.select_for_update()
            .order_by("pk")
            .filter(pk__in=chunk)
            .values_list("pk", flat=True)
        )


def mark_stale(collaborations: Collection[str]) -> None:
    """Say that those collaborations' findings must be computed before they are read again."""
    Standing.objects.filter(collaboration_id__in=collaborations).update(stale=True)


def check_stored() -> list[tuple[Finding | None, StoredFinding | None]]:
    """Compare every stored finding with a fresh evaluation of today; the pairs that differ."""
    bring_up_to_date()
    fresh = {(f.collaboration_id, f.period, f.requirement): f for f in evaluate_live(today())}
    wrong: list[tuple[Finding | None, StoredFinding | None]] = []
    for row in StoredFinding.objects.iterator(chunk_size=5_000):
        finding = fresh.pop((row.collaboration_id, row.period, row.requirement), None)
        same = finding is not None and all(
            getattr(row, name) == getattr(finding, name) for name in FIELDS
        )
        if not same:
            wrong.append((finding, row))
    wrong += [(finding, None) for finding in fresh.values()]
    return wrong
