"""The policy of a round as its page shows it: every rule in words, with its clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.compliance.models import PolicyVersion
from tandem.compliance.policies import clauses_of, policy_of
from tandem.lib.titles import Language
from tandem.policy.clauses import Clause
from tandem.policy.model import Rule
from tandem.reports.policies.rules import RuleWords


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: what it is called, at least how much, on which conditions, by which clause."""

    title: str
    minimum: str
    conditions: str
    clause: str
    clause_title: str
    clause_text: str


@dataclass(frozen=True, slots=True)
class Duties:
    """The rules of those who owe them together: both schools, the lead, the partner, the bureau."""

    title: str
    lines: Sequence[RuleLine]


def policy_in_words(version: PolicyVersion, language: Language) -> Sequence[Duties]:
    """Every rule of a policy version, by whose duty it is, in the order of its text."""
    policy, clauses = policy_of(version.hash), clauses_of(version.hash)
    words = RuleWords(policy, language)
    groups: dict[str, list[RuleLine]] = {}
    for rule in policy.rules:
        groups.setdefault(words.duty(rule), []).append(_line(rule, words, clauses, language))
    return [Duties(title, lines) for title, lines in groups.items()]


def _line(
    rule: Rule, words: RuleWords, clauses: Mapping[str, Clause], language: Language
) -> RuleLine:
    clause = clauses.get(rule.clause)
    return RuleLine(
        rule.title.get(language),
        words.minimum(rule),
        words.conditions(rule),
        rule.clause,
        clause.title.get(language) if clause else "",
        clause.text.get(language) if clause else "",
    )
