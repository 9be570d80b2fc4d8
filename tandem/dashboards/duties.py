"""Duties as rows of a page: glyph, sentence, count, who owes it, until when, one button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.dashboards.links import finding_links
from tandem.dashboards.pace import pace_note, pace_step, pace_warning
from tandem.pairings.models import Collaboration
from tandem.policy.model import Rule
from tandem.policy.results import Finding
from tandem.reports.standing import OWED, Standing, standing
from tandem.reports.words import Words, number, percent


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty of a collaboration as a page shows it."""

    requirement: str
    status: Standing
    text: str
    count: str
    """Empty where the sentence says it already."""
    url: str
    meta: str
    action_url: str
    action: str
    pace: str = ""
    """That it will be missed at the pace so far; empty where there is time enough."""
    by: str = ""
    """By when the next one had better be done, alone."""


Link = Callable[[str, str, str], str]

GROUPS: tuple[str, ...] = ("both", "lead", "partner", "bureau")


def duty_rows(
    words: Words,
    findings: Mapping[str, Finding],
    pair: Collaboration,
    actor: Actor,
    *,
    named: bool = False,
) -> list[tuple[str, list[DutyRow]]]:
    """The duties of a semester grouped by who owes them, in the policy's order.

    ``named`` rows say who owes them, for lists in which they stand mixed.
    """
    groups: list[tuple[str, list[DutyRow]]] = []
    link = finding_links()
    for duty in GROUPS:
        rules = [r for r in words.policy.rules if r.duty == duty and r.id in findings]
        rows = [_row(words, findings[rule.id], rule, pair, actor, link, named) for rule in rules]
        if rows:
            groups.append((words.side(duty), rows))
    return groups


def _row(
    words: Words,
    finding: Finding,
    rule: Rule,
    pair: Collaboration,
    actor: Actor,
    link: Link,
    named: bool,
) -> DutyRow:
    shown = standing(finding, words.as_of)
    share = rule.measure == "share"
    show = percent if share else number
    url, label = record_link(rule, pair, actor) if shown in OWED else ("", "")
    text = words.need(finding)
    count = f"{show(finding.achieved)}/{show(finding.required)}"
    warning = pace_warning(finding, words.as_of)
    meta = words.when(finding) if shown in OWED else ""
    if named and meta:
        doer = words.doer(finding.duty, words.context.pairs[pair.pk])
        meta = _("%(who)s, %(when)s") % {"who": doer, "when": meta}
    return DutyRow(
        requirement=finding.requirement,
        status=shown,
        text=text,
        count="" if shown == "not_applicable" or count in text else count,
        url=link(pair.pk, finding.requirement, finding.period),
        meta=meta,
        action_url=url,
        action=label,
        pace=pace_note(words, warning) if warning is not None else "",
        by=pace_step(words, warning) if warning is not None else "",
    )


RECORDS = {
    "mentorships": ("mentoring:new", "mentoring.manage"),
    "secondments": ("secondments:new", "secondments.manage"),
    "outputs": ("mentoring:output_new", "mentoring.record_output"),
    "aid": ("aid:new", "aid.record"),
    "visits": ("inspections:new", "inspections.record_visit"),
}
"""Where a record that a duty counts is entered, and the verb that it takes."""


def record_link(rule: Rule, pair: Collaboration, actor: Actor) -> tuple[str, str]:
    """Where this actor records what a duty counts, and the button's words; empty for none."""
    own = (pair.lead_id, pair.partner_id, pair.lead.authority_id, pair.partner.authority_id)
    if rule.count == "activities":
        if not actor.may("activities.record", own):
            return "", ""
        query = urlencode({"collaboration": pair.pk, "kind": rule.where.kind[0]})
        return f"{reverse('activities:record')}?{query}", _("Record it")
    if rule.count == "evaluations" and actor.may("secondments.evaluate", own):
        # which of them is to be evaluated stands in the list of secondments
        return f"{reverse('pairings:detail', args=[pair.pk])}#secondments", _("Evaluate")
    if rule.count == "plans" and rule.where.event == "submitted":
        name, verb = "plans:new", "plans.submit"
    else:
        name, verb = RECORDS.get(rule.count, ("", ""))
    if not name or not actor.may(verb, own):
        return "", ""
    return reverse(name, args=[pair.pk]), _("Record it")
