"""Writing a plan's two dates (clause 5.1.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.audit.actions import changed, record_event
from tandem.compliance.meanwhile import Stale
from tandem.compliance.mistakes import Mistakes
from tandem.compliance.writing import writing
from tandem.pairings.models import Collaboration
from tandem.plans.models import Plan
from tandem.plans.permissions import check_approve, check_submit


def submit_plan(
    *,
    by: Actor,
    collaboration_id: str,
    submitted_on: date,
    note: str = "",
    key: str | None = None,
    version: int | None = None,
) -> Plan:
    """Say on which day the plan was handed in; with ``key`` the day of a plan on record is changed.

    Raises ``PermissionDenied``, ``ValidationError``, :class:`Stale`.
    """
    with writing(collaboration_id) as collaboration:
        check_submit(by, collaboration)
        plan = _plan(collaboration, key, version)
        wrong = Mistakes()
        wrong.past("submitted_on", submitted_on)
        if plan.approved_on is not None:
            wrong.add("submitted_on", _("The plan is approved: its day can no longer be changed."))
        wrong.raise_any()
        before = _content(plan)
        plan.submitted_on, plan.note = submitted_on, note
        _save(by, "plans.submit", plan, before)
    return plan


def approve_plan(*, by: Actor, key: str, version: int, approved_on: date | None) -> Plan:
    """Say on which day the bureau approved it; ``None`` takes the approval back.

    Raises ``PermissionDenied``, ``ValidationError``, :class:`Stale`.
    """
    found = Plan.objects.values_list("collaboration_id", flat=True).get(pk=key)
    with writing(found) as collaboration:
        check_approve(by, collaboration)
        plan = _plan(collaboration, key, version)
        wrong = Mistakes()
        wrong.past("approved_on", approved_on)
        if approved_on and plan.submitted_on and approved_on < plan.submitted_on:
            wrong.add("approved_on", _("The approval lies before the submission."))
        wrong.raise_any()
        before = _content(plan)
        plan.approved_on = approved_on
        _save(by, "plans.approve", plan, before)
    return plan


def _plan(collaboration: Collaboration, key: str | None, version: int | None) -> Plan:
    if key is None:
        return Plan(collaboration=collaboration, version=0)
    plan = Plan.objects.get(pk=key)
    if plan.version != version:
        raise Stale(plan)
    return plan


def _content(plan: Plan) -> dict[str, Any]:
    if plan.version == 0:
        return {}
    days = {"submitted_on": plan.submitted_on, "approved_on": plan.approved_on}
    return {**{k: v.isoformat() if v else None for k, v in days.items()}, "note": plan.note}


def _save(by: Actor, verb: str, plan: Plan, before: dict[str, Any]) -> None:
    plan.version += 1
    plan.save()
    was, becomes = changed(before, _content(plan))
    record_event(
        by=by,
        verb=verb,
        object_type="plan",
        object_id=plan.pk,
        collaboration_id=plan.collaboration_id,
        before=was,
        after=becomes,
    )
