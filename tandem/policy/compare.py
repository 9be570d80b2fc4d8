"""Two policies side by side: what differs in the text, and whom it would concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from tandem.lib.titles import Titles
from tandem.policy.evaluation import Evaluation
from tandem.policy.judge.sides import TOLERANCE
from tandem.policy.model import Enough, People, Policy
from tandem.policy.results import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two policies: where (``rule``, ``judgment``, ``vocabulary``), whose, which
    key, and the values; an empty value means that the thing or key is absent on that side."""

    section: str
    subject: str
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that comes out differently; ``None`` where one policy has no such finding."""

    before: Finding | None
    after: Finding | None

    @property
    def either(self) -> Finding:
        """The finding after, or before where it is gone."""
        if self.after is not None:
            return self.after
        if self.before is None:
            raise ValueError("a change without a finding on either side")
        return self.before

    @property
    def status_changes(self) -> bool:
        """Whether the status itself changes, not the numbers alone."""
        if self.before is None or self.after is None:
            return True
        return self.before.status != self.after.status


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict that comes out differently; the two policies judge the same years."""

    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Effects:
    """What another policy would change, sorted by collaboration."""

    findings: tuple[FindingChange, ...]
    verdicts: tuple[VerdictChange, ...]

    @property
    def concerned(self) -> tuple[str, ...]:
        """The collaborations for which anything changes."""
        ids = {change.either.collaboration_id for change in self.findings}
        ids |= {change.after.collaboration_id for change in self.verdicts}
        return tuple(sorted(ids))


def diff_policies(before: Policy, after: Policy) -> tuple[Change, ...]:
    """Every difference in meaning between two policies; comments and order do not count."""
    changes = list(_section("judgment", {"": before.judgment}, {"": after.judgment}))
    for name in ("kinds", "topics", "subjects", "grades"):
        mine, other = getattr(before.vocabulary, name), getattr(after.vocabulary, name)
        changes += _section(f"vocabulary.{name}", mine, other)
    changes += _section("rule", {r.id: r for r in before.rules}, {r.id: r for r in after.rules})
    return tuple(changes)


def _section(section: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for subject in dict.fromkeys([*before, *after]):
        old = _flat(before[subject]) if subject in before else {}
        new = _flat(after[subject]) if subject in after else {}
        for key in dict.fromkeys([*old, *new]):
            if old.get(key, "") != new.get(key, ""):
                yield Change(section, subject, key, old.get(key, ""), new.get(key, ""))


def _flat(value: Any, prefix: str = "") -> dict[str, str]:
    """Every leaf of a dataclass as text, by its dotted key; what is not set is left out."""
    if isinstance(value, Titles):
        texts = {"zh-Hans": value.zh_hans, "zh-Hant": value.zh_hant, "en": value.en}
        return {f"{prefix or 'title'}.{language}": text for language, text in texts.items() if text}
    if isinstance(value, Enough):
        return {prefix: _enough(value)}
    if not is_dataclass(value):
        return {prefix: _text(value)} if _is_set(value) else {}
    result: dict[str, str] = {}
    for item in fields(value):
        if item.name != "id":
            key = f"{prefix}.{item.name}" if prefix else item.name
            result |= _flat(getattr(value, item.name), key)
    return result


def _enough(enough: Enough) -> str:
    """As the policy file writes it: all, a number, or a share."""
    if enough.share is not None:
        return "{}/{}".format(*enough.share)
    return "all" if enough.number is None else str(enough.number)


def _is_set(value: Any) -> bool:
    return value is not None and value != ()


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        texts = [_text(item) for item in value]
        if all(isinstance(item, str | People) for item in value):
            texts.sort()  # codes and people mean the same in any order
        return ", ".join(texts)
    if is_dataclass(value):
        return "{" + "; ".join(f"{key}: {text}" for key, text in _flat(value).items()) + "}"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def compare(before: Evaluation, after: Evaluation) -> Effects:
    """What changes from one evaluation to another of the same facts on the same day."""
    old = {(f.collaboration_id, f.requirement, f.period): f for f in before.findings}
    new = {(f.collaboration_id, f.requirement, f.period): f for f in after.findings}
    findings = [
        FindingChange(old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if _outcome(old.get(key)) != _outcome(new.get(key))
    ]
    judged = {(v.collaboration_id, v.year): v for v in before.verdicts}
    verdicts = [
        VerdictChange(judged[v.collaboration_id, v.year], v)
        for v in after.verdicts
        if not _same_verdict(judged[v.collaboration_id, v.year], v)
    ]
    return Effects(tuple(findings), tuple(verdicts))


def _same_verdict(before: Verdict, after: Verdict) -> bool:
    """Equal in all an officer would see; scores allow 1e-9, for weights may be written otherwise."""
    if before.score is None or after.score is None:
        return before == after
    near = abs(before.score - after.score) <= TOLERANCE
    return near and replace(before, score=after.score) == after


def _outcome(finding: Finding | None) -> tuple[object, ...] | None:
    """What an officer would see change: status, numbers, duty, severity."""
    if finding is None:
        return None
    return (
        finding.status,
        finding.achieved,
        finding.required,
        finding.duty,
        finding.severity,
        finding.ends_on,
    )
