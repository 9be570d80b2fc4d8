"""What an outing would count for, tried out in the engine itself and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tandem.activities import content as outing_content
from tandem.activities.models import Outing
from tandem.calendar import today
from tandem.compliance.cards import language
from tandem.compliance.evaluation import evaluate_live
from tandem.compliance.policies import pinned_policy
from tandem.pairings.models import Collaboration
from tandem.pairings.two_sided import Status
from tandem.policy.results import Finding


@dataclass(frozen=True, slots=True)
class Effect:
    """A duty and what it would stand at: ``after`` of ``required`` (``before`` until now)."""

    title: str
    before: float
    after: float
    required: float
    met: bool


def effects_of(pair: Collaboration, content: Mapping[str, Any], corrects: str = "") -> list[Effect]:
    """The duties that this content would move, once confirmed. Nothing is kept."""
    policy = pinned_policy(pair.round_id)
    if policy is None or not content["items"]:
        return []
    with transaction.atomic():
        outing = Outing.objects.filter(pk=corrects).first() if corrects else None
        if outing is not None and outing.status != Status.CONFIRMED:
            outing.items.update(status=Status.DRAFT)
        before = _findings(pair)
        trial = outing or Outing(collaboration=pair, recorded_side="bureau")
        trial.status = Status.CONFIRMED
        outing_content.apply(trial, content)
        after = _findings(pair)
        transaction.set_rollback(True)
    titles = {rule.id: rule.title.get(language()) for rule in policy.rules}
    return [
        Effect(
            titles[key[0]],
            before[key].achieved,
            finding.achieved,
            finding.required,
            finding.status == "met",
        )
        for key, finding in after.items()
        if key in before and finding.achieved != before[key].achieved
    ]


def _findings(pair: Collaboration) -> dict[tuple[str, str], Finding]:
    return {(f.requirement, f.period): f for f in evaluate_live(today(), [pair.pk])}
