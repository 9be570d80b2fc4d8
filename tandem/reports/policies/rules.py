"""A rule of a policy in words: what is asked, of whom, how often and on which conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from tandem.facts.labels import code_label
from tandem.lib.messages import load_messages
from tandem.lib.titles import Language
from tandem.policy.model import People, Policy, Rule

MESSAGES = Path(__file__).with_name("messages")


class RuleWords:
    """Says the rules of one policy in one language."""

    def __init__(self, policy: Policy, language: Language) -> None:
        self.say = load_messages(MESSAGES, language)
        self._policy = policy
        self._language = language

    def duty(self, rule: Rule) -> str:
        """Whose duty it is."""
        return self.say(f"duty-{rule.duty}")

    def minimum(self, rule: Rule) -> str:
        """At least how much, how often and of what: 每学期每个对子至少 2 节次."""
        if rule.measure == "share":
            amount = self.say("unit-share", {"share": f"{rule.at_least * 100:.0f}"})
        else:
            unit = rule.count if rule.measure == "count" else rule.measure
            amount = self.say(f"unit-{unit}", {"count": int(rule.at_least)})
        text = self.say(
            f"at-least-{rule.each}", {"amount": amount, "per": self.say(f"per-{rule.per}")}
        )
        if rule.enough.number is not None:
            text += self.say("enough-number", {"count": rule.enough.number})
        if rule.enough.share is not None:
            share = "/".join(map(str, rule.enough.share))
            text += self.say("enough-share", {"share": share})
        if rule.severity == "advice":
            text += self.say("advice")
        elif rule.weight != 1:
            text += self.say("weight", {"weight": plain(rule.weight)})
        return text

    def conditions(self, rule: Rule) -> str:
        """Every condition, joined."""
        where, only = rule.where, rule.only
        vocabulary = self._policy.vocabulary
        said: list[str] = []
        if where.kind:
            said.append(self._either(self._kind(rule, kind) for kind in where.kind))
        if where.host:
            said.append(
                self.say("host", {"places": self._codes("activities", "host_side", where.host)})
            )
        if where.topic:
            topics = (vocabulary.topics[t].get(self._language) for t in where.topic)
            said.append(self.say("topic", {"topics": self._either(topics)}))
        if where.subject:
            subjects = (vocabulary.subjects[s].get(self._language) for s in where.subject)
            said.append(self.say("subject", {"subjects": self._either(subjects)}))
        if where.from_side:
            sides = self._codes("secondments", "from_side", where.from_side)
            said.append(self.say("from-side", {"sides": sides}))
        if where.post:
            said.append(
                self.say("post", {"posts": self._codes("participations", "post", where.post)})
            )
        if where.weekdays:
            said.append(self.say("weekdays", {"days": where.weekdays}))
        if where.grade:
            grades = (vocabulary.grades[g].get(self._language) for g in where.grade)
            said.append(self.say("grade", {"grades": self._either(grades)}))
        if where.department:
            said.append(self._codes("visits", "department", where.department))
        if rule.count == "plans":
            said.append(self.say(f"event-{where.event}"))
        if rule.count == "outputs" and rule.each == "mentorship":
            said.append(self.say(f"by-{where.by}"))
        if where.present:
            people = self.say("and").join(self.person(p) for p in where.present)
            said.append(self.say("present", {"people": people}))
        if rule.shared_by:
            people = self.say("and").join(self.person(p) for p in rule.shared_by)
            said.append(self.say("shared-by", {"people": people}))
        if where.within_days is not None:
            said.append(self.say("within-days", {"days": where.within_days}))
        if rule.due is not None:
            said.append(self.say("due", {"days": rule.grace_days}))
        if rule.if_none == "not_applicable":
            said.append(self.say("if-none"))
        if only.stage:
            stages = self._codes("schools", "stage", only.stage)
            said.append(self.say(f"only-stage-{only.school}", {"stages": stages}))
        if only.batch:
            said.append(self.say("only-batch", {"batches": self._either(only.batch)}))
        if only.origin:
            said.append(self._codes("collaborations", "origin", only.origin))
        if only.season:
            said.append(self._codes("terms", "season", only.season))
        return self.say("joint").join(said)

    def person(self, people: People) -> str:
        """One condition on people."""
        said = [] if people.who is None else [self.say(people.who)]
        columns: Sequence[tuple[str, tuple[str, ...]]] = (
            ("side", people.side),
            ("post", people.post),
            ("honour", people.honour),
            ("part", people.part),
        )
        said += [self._codes("participations", name, codes) for name, codes in columns if codes]
        return self.say("person-joint").join(said)

    def _kind(self, rule: Rule, kind: str) -> str:
        if rule.count == "activities":
            return self._policy.vocabulary.kinds[kind].get(self._language)
        return code_label(rule.count, "kind", kind, self._language)

    def _codes(self, table: str, column: str, codes: Iterable[str]) -> str:
        return self._either(code_label(table, column, code, self._language) for code in codes)

    def _either(self, labels: Iterable[str]) -> str:
        return self.say("or").join(labels)


def plain(number: Decimal) -> str:
    """A decimal without needless zeros."""
    return format(number.normalize(), "f")
