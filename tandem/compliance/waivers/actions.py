"""Granting a waiver and taking it back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.audit.actions import record_event
from tandem.calendar import now
from tandem.compliance.mistakes import Mistakes
from tandem.compliance.models import Waiver
from tandem.compliance.policies import pinned_policy
from tandem.compliance.waivers.queries import periods_of
from tandem.compliance.writing import writing
from tandem.pairings.models import Collaboration

VERB = "compliance.waive"


def bureaus_of(collaboration: Collaboration) -> tuple[str, str]:
    """Both schools' bureaus."""
    return (collaboration.lead.authority_id, collaboration.partner.authority_id)


def grant_waiver(
    *, by: Actor, collaboration_id: str, period: str, requirement: str, reason: str
) -> Waiver:
    """Set a duty aside for a collaboration and period. Raises ``PermissionDenied``, ``ValidationError``."""
    with writing(collaboration_id) as collaboration:
        check(by, VERB, bureaus_of(collaboration))
        _check(collaboration, period, requirement, reason)
        waiver = Waiver.objects.create(
            collaboration=collaboration,
            period=period,
            requirement=requirement,
            reason=reason.strip(),
            granted_by=by.name,
            granted_at=now(),
        )
        _tell(by, waiver, {}, _content(waiver))
    return waiver


def remove_waiver(*, by: Actor, key: int) -> None:
    """Take a waiver back: the duty is owed again. Raises ``PermissionDenied``."""
    found = Waiver.objects.values_list("collaboration_id", flat=True).get(pk=key)
    with writing(found) as collaboration:
        check(by, VERB, bureaus_of(collaboration))
        waiver = Waiver.objects.filter(pk=key).first()
        if waiver is not None:
            _tell(by, waiver, _content(waiver), {})
            waiver.delete()


def _check(collaboration: Collaboration, period: str, requirement: str, reason: str) -> None:
    wrong = Mistakes()
    policy = pinned_policy(collaboration.round_id)
    rules = {rule.id: rule for rule in policy.rules} if policy else {}
    periods = periods_of(collaboration)
    rule = rules.get(requirement)
    if rule is None:
        wrong.add("requirement", _("Choose the duty."))
    known = {key for options in periods.values() for key, _title in options}
    if period not in known:
        wrong.add("period", _("Choose the period."))
    elif rule is not None and period not in {key for key, _title in periods[rule.per]}:
        texts = {
            "term": _("This duty is owed by semester: choose a semester."),
            "year": _("This duty is owed by year: choose a year."),
            "round": _("This duty is owed once a round: choose the whole round."),
        }
        wrong.add("period", texts[rule.per])
    if not reason.strip():
        wrong.add("reason", _("Say why. Both schools see it."))
    exists = Waiver.objects.filter(
        collaboration=collaboration, period=period, requirement=requirement
    )
    if not wrong.found and exists.exists():
        wrong.add("requirement", _("This duty is waived for that period already."))
    wrong.raise_any()


def _content(waiver: Waiver) -> dict[str, Any]:
    return {name: getattr(waiver, name) for name in ("period", "requirement", "reason")}


def _tell(by: Actor, waiver: Waiver, before: dict[str, Any], after: dict[str, Any]) -> None:
    record_event(
        by=by,
        verb=VERB,
        object_type="waiver",
        object_id=str(waiver.pk),
        collaboration_id=waiver.collaboration_id,
        before=before,
        after=after,
    )
