"""A finding with its reasons, in words: the clause, what counted, what nearly did and what it lacked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
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
from tandem.reports.wrapping import wrap

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
        self._line(words.pair(pair), "bold")
        params = {"title": words.title(finding.requirement), "period": words.period_name(finding)}
        line = Text(self.say("heading", params) + "  ")
        share = self.rule.measure == "share"
        show = percent if share else number
        line.append(f"{look.glyph} {self._status()}", style=look.terminal)
        line.append(f"  {show(finding.achieved)}/{show(finding.required)}")
        self.console.print(line)
        self._line(words.sentence(finding))
        if finding.status == "not_applicable":
            self._line(self._why_not_owed())
        if finding.clause in clauses:
            clause = clauses[finding.clause]
            text = self.say(
                "clause",
                {"clause": finding.clause, "text": clause.text.get(self.language)},
            )
            self._line(text, "bright_black")

    def _line(self, text: str, style: str = "", indent: int = 0, first: str = "") -> None:
        """One paragraph, wrapped for Chinese; ``first`` stands before its first line."""
        blank = " " * (indent + cell_len(first))
        for n, part in enumerate(wrap(text, max(self.console.width - len(blank), 20))):
            lead = " " * indent + first if n == 0 else blank
            self.console.print(
                Text(lead).append(part, style), overflow="ignore", no_wrap=True, crop=False
            )

    def _why_not_owed(self) -> str:
        """Why nothing is owed: a pair that owes nothing is told so (the reading, "Applicable")."""
        finding = self.finding
        pair = self.words.context.pairs[finding.collaboration_id]
        params: dict[str, object] = {
            "first": finding.starts_on.isoformat(),
            "last": finding.ends_on.isoformat(),
        }
        if self.rule.due is None and pair.starts_on > finding.starts_on:
            return self.say("not-owed-starts", {**params, "day": pair.starts_on.isoformat()})
        if pair.ends_on is not None and pair.ends_on < finding.ends_on:
            return self.say("not-owed-ends", {**params, "day": pair.ends_on.isoformat()})
        if self.rule.if_none == "not_applicable" and self.several:
            return self.say("not-owed-none")
        return self.say("not-owed-other")

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
            self._line(self.say("share", params), indent=indent)
        if unit.near:
            self._facts("near", unit.near, indent)

    def _facts(self, kind: str, facts: tuple[ExplainedFact, ...], indent: int) -> None:
        self._line(self.say(f"{kind}-title", {"count": len(facts)}), indent=indent)
        for fact in facts:
            self._line(self.fact_words.fact(fact), indent=indent + 2, first="· ")
            if fact.missed:
                reasons = self.say("reasons").join(self.missed.say(m, fact) for m in fact.missed)
                self._line(reasons, "yellow", indent=indent + 4, first="→ ")
