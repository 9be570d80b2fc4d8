"""What another policy would change: for whom, in which semester, and what becomes of the verdicts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from tandem.lib.titles import Language
from tandem.policy.compare import Change, Effects, FindingChange
from tandem.policy.evaluation import Evaluation
from tandem.policy.results import Finding, Verdict
from tandem.policy.results_io import cell
from tandem.reports.context import Context
from tandem.reports.obstacles import by_side, obstacles
from tandem.reports.policies import print_differences
from tandem.reports.policies.rules import RuleWords
from tandem.reports.words import Words, number, percent

COLUMNS = (
    "collaboration_id",
    "subject",
    "period",
    "field",
    "before",
    "after",
)


def changes_csv(effects: Effects) -> str:
    """Every change as CSV: one row a changed field; ``subject`` is the requirement, or ``verdict``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for change in effects.findings:
        for name in ("duty", "severity", "achieved", "required", "status"):
            row = _row(change.before, change.after, name)
            if row is not None:
                found = change.either
                writer.writerow([found.collaboration_id, found.requirement, found.period, *row])
    for verdict in effects.verdicts:
        for name in ("score", "band", "eligible", "blocked_by", "shortlist"):
            row = _row(verdict.before, verdict.after, name)
            if row is not None:
                after = verdict.after
                writer.writerow([after.collaboration_id, "verdict", after.year, *row])
    return out.getvalue()


def _row(
    before: Finding | Verdict | None, after: Finding | Verdict | None, name: str
) -> tuple[str, str, str] | None:
    old = "" if before is None else cell(getattr(before, name))
    new = "" if after is None else cell(getattr(after, name))
    return None if old == new else (name, old, new)


def print_effects(
    console: Console,
    before: Evaluation,
    after: Evaluation,
    differences: Sequence[Change],
    effects: Effects,
    context: Context,
    language: Language,
) -> None:
    """Print how the policies differ and what that changes, collaboration by collaboration."""
    page = _Page(console, before, after, context, language)
    print_differences(console, differences, before.policy, after.policy, language)
    page.show(effects)


class _Page:
    def __init__(
        self,
        console: Console,
        before: Evaluation,
        after: Evaluation,
        context: Context,
        language: Language,
    ) -> None:
        self.console = console
        self.before, self.after = before, after
        self.context = context
        self.old_words = Words(before.policy, context, language, before.as_of)
        self.new_words = Words(after.policy, context, language, after.as_of)
        self.say = RuleWords(after.policy, language).say

    def show(self, effects: Effects) -> None:
        say = self.say
        self.console.print()
        if not effects.concerned:
            self.console.print(say("effects-none"))
            return
        params = {
            "pairs": len(effects.concerned),
            "findings": len(effects.findings),
            "statuses": sum(change.status_changes for change in effects.findings),
            "verdicts": len(effects.verdicts),
        }
        self.console.print(Text(say("effects", params), style="bold"))
        self._by_requirement(effects)
        for pair in self.context.sorted_pairs():
            if pair.collaboration_id not in effects.concerned:
                continue
            self.console.print()
            self.console.print(Text(self.new_words.pair(pair), style="bold"))
            for change in effects.findings:
                if change.either.collaboration_id == pair.collaboration_id:
                    self.console.print(Text("  " + self._finding(change)))
            for verdict in effects.verdicts:
                if verdict.after.collaboration_id == pair.collaboration_id:
                    self.console.print(Text("  " + self._verdict(verdict.before, verdict.after)))

    def _by_requirement(self, effects: Effects) -> None:
        counts = Counter(change.either.requirement for change in effects.findings)
        for requirement, count in counts.items():
            title = self._words_of(effects, requirement).title(requirement)
            self.console.print(
                Text("· " + self.say("effects-rule", {"title": title, "count": count}))
            )

    def _words_of(self, effects: Effects, requirement: str) -> Words:
        known = {rule.id for rule in self.after.policy.rules}
        return self.new_words if requirement in known else self.old_words

    def _finding(self, change: FindingChange) -> str:
        words = self.new_words if change.after is not None else self.old_words
        found = change.either
        params = {
            "period": words.period_name(found),
            "title": words.title(found.requirement),
            "before": self._status(change.before, self.old_words),
            "after": self._status(change.after, self.new_words),
        }
        return self.say("effect-finding", params)

    def _status(self, finding: Finding | None, words: Words) -> str:
        if finding is None:
            return self.say("effect-none")
        share = words.rule(finding).measure == "share"
        show = percent if share else number
        params = {
            "status": words.say(f"standing-{finding.status}"),
            "done": show(finding.achieved),
            "required": show(finding.required),
        }
        return self.say("effect-status", params)

    def _verdict(self, before: Verdict, after: Verdict) -> str:
        params = {
            "year": str(after.year),
            "before": self._judged(before, self.before, self.old_words),
            "after": self._judged(after, self.after, self.new_words),
        }
        return self.say("effect-verdict", params)

    def _judged(self, verdict: Verdict, evaluation: Evaluation, words: Words) -> str:
        score = self.say("no-score") if verdict.score is None else f"{verdict.score:.1f}"
        band = self.say("no-band") if verdict.band is None else words.say(f"band-{verdict.band}")
        if verdict.eligible:
            standing = words.say(f"shortlist-{verdict.shortlist}")
        else:
            standing = obstacles(words, verdict, by_side(evaluation.side_years))
        return self.say("effect-judged", {"score": score, "band": band, "standing": standing})
