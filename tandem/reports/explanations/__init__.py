"""A finding with its reasons, in words: the clause, what counted, what nearly did and what it lacked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tandem.lib.titles import Language
from tandem.policy.clauses import Clause
from tandem.policy.model import Policy
from tandem.policy.results import ExplainedFact, ExplainedUnit, Explanation
from tandem.reports.context import Context
from tandem.reports.explanations.facts import FactWords
from tandem.reports.explanations.missed import MissedWords
from tandem.reports.standing import LOOKS, standing
from tandem.reports.words import Words, number, percent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def print_explanation(
    console: Console,
    explanation: Explanation,
    policy: Policy,
    context: Context,
    facts: DuckDBPyConnection,
    language: Language,
    as_of: date,
    clauses: Mapping[str, Clause],
) -> None:
    """Print one finding and the facts behind it."""
    page = _Page(console, explanation, policy, context, facts, language, as_of)
    page.heading(clauses)
    for unit in explanation.units:
        page.unit(unit)


class _Page:
    def __init__(
        self,
        console: Console,
        explanation: Explanation,
        policy: Policy,
        context: Context,
        facts: DuckDBPyConnection,
        language: Language,
        as_of: date,
    ) -> None:
        self.console = console
        self.finding = explanation.finding
        self.several = len(explanation.units) > 1 or (
            explanation.units[0].table != "collaborations"
        )
        self.words = Words(policy, context, language, as_of)
        self.rule = policy.rule(self.finding.requirement)
        self.fact_words = FactWords(facts, policy, context, language)
        self.missed = MissedWords(self.words, self.finding, self.rule)
        self.say = self.fact_words.say
        self.language = language

    def heading(self, clauses: Mapping[str, Clause]) -> None:
        finding, words = self.finding, self.words
        pair = words.context.pairs[finding.collaboration_id]
        look = LOOKS[standing(finding, words.as_of)]
        self.console.print(Text(words.pair(pair), style="bold"))
        params = {"title": words.title(finding.requirement), "period": words.period_name(finding)}
        line = Text(self.say("heading", params) + "  ")
        share = self.rule.measure == "share"
        show = percent if share else number
        line.append(f"{look.glyph} {self._status()}", style=look.terminal)
        line.append(f"  {show(finding.achieved)}/{show(finding.required)}")
        self.console.print(line)
        self.console.print(Text(words.sentence(finding)))
        if finding.clause in clauses:
            clause = clauses[finding.clause]
            text = self.say(
                "clause",
                {"clause": finding.clause, "text": clause.text.get(self.language)},
            )
            self.console.print(Text(text, style="bright_black"))

    def _status(self) -> str:
        return self.words.say(f"standing-{standing(self.finding, self.words.as_of)}")

    def unit(self, unit: ExplainedUnit) -> None:
        indent = 0
        stray = self.several and unit.table == "collaborations"
        self.console.print()
        if self.several:
            if stray:
                if not unit.near:
                    self.console.print(Text(self.say("no-unit"), style="bold"))
                    return
                self.console.print(Text(self.say("strays"), style="bold"))
            else:
                name = self.fact_words.label(unit.table, unit.unit_id)
                look = LOOKS["met" if unit.met else "open"]
                params = {
                    "name": name,
                    "done": number(unit.achieved),
                    "required": number(unit.required),
                }
                self.console.print(
                    Text(f"{look.glyph} ", style=look.terminal) + Text(self.say("unit", params))
                )
            indent = 2
        if not stray:
            self._facts("counted", unit.counted, indent)
        for share in unit.shares:
            params = {
                "people": self.missed.person(share.people),
                "done": number(share.achieved),
                "required": number(share.required),
            }
            self.console.print(Padding(Text(self.say("share", params)), (0, 0, 0, indent)))
        if unit.near:
            self._facts("near", unit.near, indent)

    def _facts(self, kind: str, facts: tuple[ExplainedFact, ...], indent: int) -> None:
        title = self.say(f"{kind}-title", {"count": len(facts)})
        self.console.print(Padding(Text(title), (0, 0, 0, indent)))
        for fact in facts:
            line = Text("· " + self.fact_words.fact(fact))
            if fact.missed:
                reasons = self.say("reasons").join(self.missed.say(m, fact) for m in fact.missed)
                line.append(self.say("lacked", {"reasons": reasons}), style="yellow")
            self.console.print(Padding(line, (0, 0, 0, indent + 2)))
