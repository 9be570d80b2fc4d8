"""The notice of the pace: the schools are told of a duty that will be missed, once a duty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, override

from tandem.calendar import today
from tandem.compliance.models import StoredFinding
from tandem.compliance.policies import pinned_policy, product_language
from tandem.compliance.stored import COLUMNS, lock_collaborations
from tandem.dashboards.board.names import context_of
from tandem.dashboards.links import finding_links
from tandem.dashboards.pace import pace_warnings
from tandem.notifications.actions import notify
from tandem.notifications.models import Notice
from tandem.notifications.nudging import people_to_remind
from tandem.pairings.models import Collaboration
from tandem.policy.model import Policy
from tandem.policy.results import Finding
from tandem.reports.words import Words

CODE = "pace"
NAMED = 3
"""So many duties stand in one notice; the rest is counted and stands on the collaboration's page."""
LANGUAGES = ("zh-hans", "zh-hant", "en")
SIDES: Mapping[str, tuple[str, ...]] = {
    "both": ("lead", "partner"),
    "lead": ("lead",),
    "partner": ("partner",),
}


def tell_of_pace() -> int:
    """Tell schools of the duties that they will newly miss at the pace so far; how many notices.

    One notice a school, collaboration and night; a duty of a period is told of once, however long
    it stays behind. Where a school has nobody with an account it is told as soon as it has. For
    ``tandem nightly``, once the stored findings are today's.
    """
    day = today()
    running = Q(collaboration__ends_on__isnull=True) | Q(collaboration__ends_on__gte=day)
    rows = StoredFinding.objects.filter(
        running, status="open", severity="must", collaboration__starts_on__lte=day
    ).exclude(duty="bureau")
    found: dict[str, list[Finding]] = {}
    for warning in pace_warnings((Finding(*row) for row in rows.values_list(*COLUMNS)), day):
        found.setdefault(warning.finding.collaboration_id, []).append(warning.finding)
    with transaction.atomic():
        lock_collaborations(found)
        told = _told_before(found)
        pairs = Collaboration.objects.filter(pk__in=found).select_related(
            "lead", "partner", "round"
        )
        return sum(_tell(pair, found[pair.pk], told) for pair in pairs.order_by("pk"))


def _told_before(collaboration_ids: Iterable[str]) -> set[tuple[str, str, str, str]]:
    """School, collaboration, duty, period of every notice of the pace so far. One query."""
    rows = Notice.objects.filter(code=CODE, collaboration_id__in=list(collaboration_ids))
    return {
        (params["school"], pk, requirement, period)
        for pk, params in rows.values_list("collaboration_id", "params")
        for requirement, period in params["duties"]
    }


def _tell(
    pair: Collaboration, findings: Sequence[Finding], told: set[tuple[str, str, str, str]]
) -> int:
    policy = pinned_policy(pair.round_id)
    if policy is None:
        return 0
    sent = 0
    for side in ("lead", "partner"):
        school = pair.school_on(side)
        new = [
            finding
            for finding in findings
            if side in SIDES[finding.duty]
            and (school.pk, pair.pk, finding.requirement, finding.period) not in told
        ]
        people = people_to_remind([school.pk]) if new else []
        if people:
            params = {
                "school": school.pk,
                "duties": [[finding.requirement, finding.period] for finding in new],
                "texts": _texts(policy, pair, new),
            }
            url = _url(pair.pk, new)
            ids = [user.pk for user in people]
            sent += notify(ids, CODE, params, url=url, collaboration_id=pair.pk)
    return sent


def _url(pair_id: str, findings: Sequence[Finding]) -> str:
    if len(findings) == 1:
        return finding_links()(pair_id, findings[0].requirement, findings[0].period)
    return reverse("pairings:detail", args=[pair_id])


def _texts(policy: Policy, pair: Collaboration, findings: Sequence[Finding]) -> dict[str, str]:
    """The sentence in the three languages, with the days alone: a notice is read on other days."""
    context = context_of([pair], [])
    texts = {}
    for code in LANGUAGES:
        words = Words(policy, context, product_language(code), today())
        with override(code):
            form = gettext("%(need)s, due %(day)s")
            named = [
                form % {"need": words.need(finding), "day": words.day(finding.ends_on)}
                for finding in findings[:NAMED]
            ]
            needs = gettext("; ").join(named)
            more = len(findings) - len(named)
            parts = {"pair": f"{pair.lead.name} — {pair.partner.name}", "needs": needs, "n": more}
            text = gettext("At this pace %(pair)s will miss: %(needs)s.")
            if more:
                text = gettext("At this pace %(pair)s will miss: %(needs)s; and %(n)s more.")
        texts[code] = text % parts
    return texts
