"""The stored findings: today's, written in the transaction of the fact that changed them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q

from tandem.calendar import today
from tandem.compliance.evaluation import (
    evaluate_live,
    next_change,
    next_fact_days,
    policy_scopes,
    run,
)
from tandem.compliance.models import Standing, StoredFinding
from tandem.pairings.models import Collaboration
from tandem.policy.results import Finding

T = TypeVar("T")

IDENTITY = ("collaboration_id", "requirement", "period")
COLUMNS = tuple(field.name for field in fields(Finding))
"""A stored finding's columns, as the engine's :class:`Finding` is made of them."""

FIELDS = tuple(name for name in COLUMNS if name not in IDENTITY)
"""What of a stored finding a new evaluation may change."""


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
    for chunk in chunks(ids):
        rows = StoredFinding.objects.filter(collaboration_id__in=chunk).values_list(*names)
        known |= {(row[1], row[2], row[3]): (row[0], *row[4:]) for row in rows}
    changed = []
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
        changed.append(row)
    if changed:
        StoredFinding.objects.bulk_create(
            changed,
            batch_size=2_000,
            update_conflicts=True,
            unique_fields=["collaboration", "period", "requirement"],
            update_fields=FIELDS,
        )
    gone = [int(str(row[0])) for row in known.values()]
    for old in chunks(gone):
        StoredFinding.objects.filter(pk__in=old).delete()
    return len(changed) + len(gone)


def _mark(
    ids: Sequence[str], policies: Mapping[str, str], findings: Sequence[Finding], day: date
) -> None:
    by_pair: dict[str, list[Finding]] = {}
    for finding in findings:
        by_pair.setdefault(finding.collaboration_id, []).append(finding)
    future = next_fact_days(ids, day)
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


def chunks(items: Sequence[T], size: int = 500) -> Iterator[list[T]]:
    """So few at a time that a statement may have them all as parameters."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def due_ids(collaboration_ids: Collection[str] | None = None) -> list[str]:
    """The collaborations whose stored findings no longer hold today, or were never computed."""
    day = today()
    pairs = Collaboration.objects.filter(round__pinned_policy__isnull=False).order_by()
    if collaboration_ids is not None:
        pairs = pairs.filter(pk__in=collaboration_ids)
    due = (
        Q(standing__isnull=True)
        | Q(standing__stale=True)
        | Q(standing__evaluated_as_of__gt=day)
        | Q(standing__next_change_on__lte=day)
        # evaluated by a write that had begun before another policy was pinned
        | ~Q(standing__policy_hash=F("round__pinned_policy__policy"))
    )
    return list(pairs.filter(due).values_list("pk", flat=True))


def is_due(collaboration: Collaboration) -> bool:
    """Whether the stored findings no longer hold; the ``standing`` and the round's policy came along."""
    pinned = getattr(collaboration.round, "pinned_policy", None)
    if pinned is None:
        return False
    standing: Standing | None = getattr(collaboration, "standing", None)
    if standing is None or standing.stale or standing.evaluated_as_of > today():
        return True
    if standing.policy_hash != pinned.policy_id:
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
    for chunk in chunks(sorted(collaboration_ids)):
        list(
            Collaboration.objects.select_for_update()
            .order_by("pk")
            .filter(pk__in=chunk)
            .values_list("pk", flat=True)
        )


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
