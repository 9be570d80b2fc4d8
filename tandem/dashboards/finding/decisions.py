"""What the bureau did about one duty of one period: waivers, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.accounts.actors import Actor
from tandem.audit.models import AuditEvent
from tandem.calendar import today
from tandem.lib.keys import key_to_path
from tandem.notifications.nudging import last_reminders
from tandem.pairings.models import Collaboration, Term
from tandem.policy.results import Finding

MOST = 20


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was done: when, by whom, what, why."""

    at: datetime
    by: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """The officer's button, or when it was pressed last within the quiet days."""

    value: str
    last_at: datetime | None


def decisions_on(pair: Collaboration, requirement: str, period: str) -> list[Decision]:
    """The latest first, of this duty and period alone. One query."""
    own = {"requirement": requirement, "period": period}
    waived = Q(object_type="waiver") & (
        Q(**{f"after__{name}": value for name, value in own.items()})
        | Q(**{f"before__{name}": value for name, value in own.items()})
    )
    reminded = Q(object_type="finding", object_id=f"{requirement} {period}")
    events = AuditEvent.objects.filter(waived | reminded, collaboration_id=pair.pk)
    return [_decision(event) for event in events.order_by("-at", "-pk")[:MOST]]


def _decision(event: Any) -> Decision:
    if event.object_type == "finding":
        told = len(event.after.get("told", ()))
        form = ngettext("reminded %(n)d person", "reminded %(n)d people", told)
        return Decision(localtime(event.at), event.actor_name, form % {"n": told}, "")
    what = _("waived it") if event.after else _("took the waiver back")
    reason = event.after.get("reason", "") if event.after else ""
    return Decision(localtime(event.at), event.actor_name, what, reason)


def reminder_for(
    actor: Actor, pair: Collaboration, finding: Finding, terms: list[Term]
) -> Reminder | None:
    """The reminder that the actor may send of a finding; ``None`` without the right or the need.

    A school must owe it, and its semester, year or round must still run. One query.
    """
    bureaus = (pair.lead.authority_id, pair.partner.authority_id)
    if finding.duty == "bureau" or finding.status not in ("open", "short"):
        return None
    own = [t for t in terms if finding.period in (t.pk, str(t.year), t.round_id)]
    if not actor.may("compliance.nudge", bureaus) or all(t.ends_on < today() for t in own):
        return None
    key = (finding.collaboration_id, finding.requirement, finding.period)
    value = " ".join(key_to_path(part) for part in key)
    return Reminder(value, last_reminders([pair.pk]).get(key))
