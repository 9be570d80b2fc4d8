"""Reading one finding with everything behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.cards import language
from tandem.compliance.explaining import explain_finding
from tandem.compliance.models import StoredFinding
from tandem.compliance.policies import clauses_of, pinned_policy
from tandem.compliance.stored import COLUMNS, bring_up_to_date
from tandem.compliance.waivers.actions import VERB, bureaus_of
from tandem.dashboards.board.names import context_of
from tandem.dashboards.duties import record_link
from tandem.dashboards.finding.decisions import Decision, Reminder, decisions_on, reminder_for
from tandem.dashboards.finding.facts import FactLine, FactLines
from tandem.dashboards.pace import pace_sentence, pace_warning
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import terms_of
from tandem.policy.model import Rule
from tandem.policy.results import ExplainedUnit, Finding
from tandem.reports.explanations.missed import MissedWords
from tandem.reports.standing import OWED, Standing, standing
from tandem.reports.words import Words, number, percent


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A record that counted, or one that nearly did and what it lacked."""

    line: FactLine
    amount: str
    lacked: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """The thing counted for, where that is a mentor pair or a secondment; else the whole."""

    title: FactLine | None
    count: str
    met: bool
    counted: Sequence[ShownFact]
    near: Sequence[ShownFact]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Everything that a finding's page shows."""

    pair: Collaboration
    finding: Finding
    rule: Rule
    standing: Standing
    title: str
    sentence: str
    period: str
    count: str
    who: str
    clause: str
    clause_title: str
    clause_text: str
    units: Sequence[ShownUnit]
    record_url: str
    record: str
    pace: str
    reminder: Reminder | None
    decisions: Sequence[Decision]
    may_waive: bool


def read_finding(actor: Actor, pair: Collaboration, requirement: str, period: str) -> FindingPage:
    """One of today's findings, explained. Raises ``Http404`` where there is none."""
    policy = pinned_policy(pair.round_id)
    bring_up_to_date([pair.pk])
    row = (
        StoredFinding.objects.filter(collaboration=pair, requirement=requirement, period=period)
        .values_list(*COLUMNS)
        .first()
    )
    if policy is None or row is None:
        raise Http404
    finding = Finding(*row)
    rule = policy.rule(requirement)
    terms = terms_of(pair.round_id)
    words = Words(policy, context_of([pair], terms), language(), today())
    explanation = explain_finding(policy.hash, finding, today())
    lines = FactLines(policy, explanation)
    missed = MissedWords(words, finding, rule)
    clause = clauses_of(policy.hash).get(finding.clause)
    shown = standing(finding, today())
    url, label = record_link(rule, pair, actor) if shown in OWED else ("", "")
    show = percent if rule.measure == "share" else number
    return FindingPage(
        pair=pair,
        finding=finding,
        rule=rule,
        standing=shown,
        title=words.title(requirement),
        sentence=words.sentence(finding),
        period=words.period_name(finding),
        count=f"{show(finding.achieved)}/{show(finding.required)}",
        who=words.who(finding.duty, words.context.pairs[pair.pk]),
        clause=finding.clause,
        clause_title=clause.title.get(language()) if clause else "",
        clause_text=clause.text.get(language()) if clause else "",
        units=[_unit(unit, lines, missed) for unit in explanation.units],
        record_url=url,
        record=label,
        pace=pace_sentence(words, warning) if (warning := pace_warning(finding, today())) else "",
        reminder=reminder_for(actor, pair, finding, terms),
        decisions=decisions_on(pair, requirement, period),
        may_waive=rule.severity == "must" and shown in OWED and actor.may(VERB, bureaus_of(pair)),
    )


def _unit(unit: ExplainedUnit, lines: FactLines, missed: MissedWords) -> ShownUnit:
    own = unit.table != "collaborations"
    return ShownUnit(
        title=lines.of(unit.table, unit.unit_id) if own else None,
        count=f"{number(unit.achieved)}/{number(unit.required)}",
        met=unit.met,
        counted=[
            ShownFact(lines.fact(f), number(f.amount) if f.amount != 1 else "", ())
            for f in unit.counted
        ],
        near=[
            ShownFact(lines.fact(f), "", [missed.say(m, f) for m in f.missed]) for f in unit.near
        ],
    )
