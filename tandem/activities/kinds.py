"""What the form must ask for each kind of activity, read from the policy's own rules.

Nothing about a kind is written here: where the bureau changes a rule, the form changes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tandem.compliance.policies import policy_of
from tandem.lib.titles import Titles
from tandem.policy.model import People, Policy, Rule


@dataclass(frozen=True, slots=True)
class KindForm:
    """One kind of activity and the questions that its rules make necessary.

    ``topics``: codes that a rule asks for (empty: not asked). ``leading``: the part that someone must
    have played, ``teacher`` or ``speaker`` (``None``: not asked). ``sessions``: lessons are counted.
    ``mentorship``: it belongs to a mentor pair. ``hosts``: where it must take place to count.
    """

    code: str
    title: Titles
    topics: tuple[str, ...]
    leading: str | None
    leading_side: str | None
    leading_is: str | None
    sessions: bool
    mentorship: bool
    hosts: tuple[str, ...]
    present: tuple[People, ...]


@cache
def kind_forms(policy_hash: str) -> Mapping[str, KindForm]:
    """Every kind of a stored policy by its code, in the policy's order."""
    policy = policy_of(policy_hash)
    return {code: _form(policy, code, title) for code, title in policy.vocabulary.kinds.items()}


def _form(policy: Policy, code: str, title: Titles) -> KindForm:
    rules = [r for r in policy.rules if r.count == "activities" and code in r.where.kind]
    people = [p for rule in rules for p in (*rule.where.present, *rule.shared_by)]
    leading = next((p for p in people if p.part), None)
    return KindForm(
        code=code,
        title=title,
        topics=_unique(t for rule in rules for t in _topics(policy, rule)),
        leading=_leading(code, leading.part) if leading else None,
        leading_side=leading.side[0] if leading and len(leading.side) == 1 else None,
        leading_is=leading.who if leading else None,
        sessions=any(rule.measure == "sessions" for rule in rules),
        mentorship=any(rule.each == "mentorship" for rule in rules),
        hosts=_unique(h for rule in rules for h in rule.where.host),
        present=tuple(people),
    )


def _topics(policy: Policy, rule: Rule) -> tuple[str, ...]:
    if rule.measure == "topics":
        return rule.where.topic or tuple(policy.vocabulary.topics)
    return rule.where.topic


def _leading(code: str, parts: tuple[str, ...]) -> str:
    """Who gives a lesson teaches; whoever leads anything else speaks, where the rule allows both."""
    wanted = "teacher" if code.endswith("lesson") else "speaker"
    return wanted if wanted in parts else parts[0]


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
