"""The condition that a record did not meet, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tandem.facts.labels import code_label
from tandem.lib.messages import load_messages
from tandem.lib.titles import Titles
from tandem.policy.model import Rule
from tandem.policy.results import ExplainedFact, Finding, Missed
from tandem.reports.explanations.facts import MESSAGES
from tandem.reports.words import Words

_COLUMNS = {
    "host": ("activities", "host_side"),
    "from-side": ("secondments", "from_side"),
    "post": ("secondments", "post"),
    "department": ("visits", "department"),
    "status": ("activities", "status"),
}
_PERSON_ORDER = ("who", "side", "post", "honour", "part")


class MissedWords:
    """Says missed conditions of one finding's facts."""

    def __init__(self, words: Words, finding: Finding, rule: Rule) -> None:
        self._words = words
        self._finding = finding
        self._rule = rule
        self._say = load_messages(MESSAGES, words.language)

    def say(self, missed: Missed, fact: ExplainedFact) -> str:
        """What ``fact`` lacked."""
        params: dict[str, object] = {
            "expected": self._expected(missed, fact),
            "period": self._words.period_name(self._finding),
            "first": self._finding.starts_on.isoformat(),
            "last": self._finding.ends_on.isoformat(),
            "as_of": self._words.as_of.isoformat(),
        }
        return self._say(f"missed-{missed.code}", params)

    def person(self, missed: Missed) -> str:
        """The person that a condition on people asks for."""
        return self._person(missed.expected)

    def _expected(self, missed: Missed, fact: ExplainedFact) -> str:
        if missed.code == "present":
            return self._person(missed.expected)
        if missed.code == "kind" and fact.table != "activities":
            return self._codes(fact.table, "kind", missed.expected)
        if missed.code in _COLUMNS:
            return self._codes(*_COLUMNS[missed.code], missed.expected)
        vocabulary = self._words.policy.vocabulary
        lists: dict[str, Mapping[str, Titles]] = {
            "kind": vocabulary.kinds,
            "topic": vocabulary.topics,
            "subject": vocabulary.subjects,
            "grade": vocabulary.grades,
        }
        if missed.code in lists:
            titles = lists[missed.code]
            return self._either(titles[code].get(self._words.language) for code in missed.expected)
        return "".join(missed.expected)

    def _codes(self, table: str, column: str, codes: Sequence[str]) -> str:
        return self._either(code_label(table, column, c, self._words.language) for c in codes)

    def _either(self, labels: Iterable[str]) -> str:
        return self._say("or").join(labels)

    def _person(self, expected: Sequence[str]) -> str:
        """The person that was missing: 受援校 · 校长 …, as the condition states it."""
        parts = dict(item.split(":", 1) for item in expected)
        said = []
        for name in _PERSON_ORDER:
            if name not in parts:
                continue
            codes = parts[name].split(",")
            if name == "who":
                said.append(self._say(f"person-{codes[0]}"))
            elif name == "part":
                said.append(self._say("person-part", {"parts": self._labels(name, codes)}))
            else:
                said.append(self._labels(name, codes))
        return self._say("person-joint").join(said)

    def _labels(self, column: str, codes: Sequence[str]) -> str:
        return self._codes("participations", column, codes)
