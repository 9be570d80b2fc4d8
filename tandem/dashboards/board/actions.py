"""The nudge: an officer reminds the schools that owe a duty, once in seven days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext, override

from tandem.accounts.actors import Actor
from tandem.accounts.permissions import check
from tandem.audit.actions import record_event
from tandem.calendar import today
from tandem.compliance.models import PinnedPolicy, StoredFinding
from tandem.compliance.policies import policy_of, product_language
from tandem.compliance.stored import COLUMNS, bring_up_to_date
from tandem.compliance.writing import writing
from tandem.dashboards.board.names import context_of
from tandem.dashboards.links import finding_links
from tandem.notifications.nudging import last_reminders, people_to_remind, remind
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import get_collaboration_for
from tandem.policy.results import Finding
from tandem.reports.words import Words
from tandem.schools.models import School

LANGUAGES = ("zh-hans", "zh-hant", "en")


@dataclass(frozen=True, slots=True)
class Nudged:
    """What came of a nudge: how many people were told, or when the last one was.

    ``told`` 0 without ``last_at`` means that nobody of the schools has an account.
    """

    told: int
    schools: tuple[str, ...]
    last_at: datetime | None = None


def nudge(*, by: Actor, collaboration_id: str, requirement: str, period: str) -> Nudged:
    """Remind the coordinators and heads of the school (or schools) that owe a duty.

    Raises ``Http404`` where the actor cannot see it or there is no such duty, ``PermissionDenied``
    without the right, ``ValueError`` if no school owes it any more. Within seven days of the last
    reminder of the same duty nothing is sent.
    """
    pair = get_collaboration_for(by, collaboration_id)
    check(by, "compliance.nudge", (pair.lead.authority_id, pair.partner.authority_id))
    bring_up_to_date([collaboration_id])
    duty = (collaboration_id, requirement, period)
    with writing(collaboration_id) as locked:
        finding = _finding(duty)
        schools = _owing(locked, finding)
        if not schools or finding.status not in ("open", "short"):
            raise ValueError("no school owes this duty now")
        names = tuple(school.name for school in schools)
        last = last_reminders([collaboration_id]).get(duty)
        if last is not None:
            return Nudged(0, names, last)
        users = people_to_remind([school.pk for school in schools])
        texts = _sentences(locked, finding)
        told = remind(users, duty, texts, url=finding_links()(*duty), by_name=by.name)
        if told:
            record_event(
                by=by,
                verb="compliance.nudge",
                object_type="finding",
                object_id=f"{requirement} {period}",
                collaboration_id=collaboration_id,
                after={"told": [user.name for user in users], "text": texts["zh-hans"]},
            )
    return Nudged(told, names)


def _finding(duty: tuple[str, str, str]) -> Finding:
    pk, requirement, period = duty
    rows = StoredFinding.objects.filter(collaboration_id=pk, requirement=requirement, period=period)
    found = rows.values_list(*COLUMNS).first()
    if found is None:
        raise Http404(requirement)
    return Finding(*found)


def _owing(pair: Collaboration, finding: Finding) -> list[School]:
    sides = {"both": ("lead", "partner"), "lead": ("lead",), "partner": ("partner",)}
    return [pair.school_on(side) for side in sides.get(finding.duty, ())]


def _sentences(pair: Collaboration, finding: Finding) -> dict[str, str]:
    """The duty in the three languages, with the day alone: a notice is read on other days."""
    policy = policy_of(PinnedPolicy.objects.get(round=pair.round_id).policy_id)
    context = context_of([pair], [])
    texts = {}
    for code in LANGUAGES:
        words = Words(policy, context, product_language(code), today())
        with override(code):
            form = gettext("%(need)s, for %(who)s to see to, due %(day)s.")
        texts[code] = form % {
            "need": words.need(finding),
            "who": words.who(finding.duty, words.context.pairs[pair.pk]),
            "day": words.day(finding.ends_on),
        }
    return texts
