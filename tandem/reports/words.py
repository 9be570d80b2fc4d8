"""Duties in words: what is still needed, by whom and until when, in one of the three languages."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tandem.facts.labels import code_label
from tandem.lib.messages import load_messages
from tandem.lib.titles import Language
from tandem.policy.model import Policy, Rule
from tandem.policy.results import Finding
from tandem.reports.context import Context, Pair, Term
from tandem.reports.current import days_left
from tandem.reports.standing import Standing, standing

MESSAGES = Path(__file__).with_name("messages")

_LATE: frozenset[Standing] = frozenset({"short", "advised"})
_OWED: frozenset[Standing] = frozenset({"short", "advised", "near", "open"})


class Words:
    """The words of one policy and district in one language on one day.

    Build it once for many findings: what does not depend on the pair is worded once.
    """

    def __init__(self, policy: Policy, context: Context, language: Language, as_of: date) -> None:
        self.say = load_messages(MESSAGES, language)
        self.policy = policy
        self.context = context
        self.language = language
        self.as_of = as_of
        self._rules = {rule.id: rule for rule in policy.rules}
        self._titles = {rule.id: rule.title.get(language) for rule in policy.rules}
        self._needs: dict[tuple[str, Standing, float, float], str] = {}
        self._whens: dict[tuple[Standing, date, date], str] = {}
        self._periods: dict[tuple[str, str, str], str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._joint = self.say("and")

    # --- names -------------------------------------------------------------------------------

    def rule(self, finding: Finding) -> Rule:
        """The policy's rule of a finding."""
        return self._rules[finding.requirement]

    def title(self, requirement: str) -> str:
        """A requirement's title; the code itself where the policy has no such rule."""
        return self._titles.get(requirement, requirement)

    def side(self, side: str) -> str:
        """What a side is called in general (not the school's name)."""
        if side in ("both", "bureau"):
            return self.say(side)
        return code_label("checks", "side", side, self.language)

    def join(self, names: Iterable[str]) -> str:
        """Names in a row, as the language joins them."""
        return self._joint.join(names)

    def who(self, duty: str, pair: Pair) -> str:
        """The schools, by name, that must see to it; the bureau for its own duties."""
        if duty == "both":
            return self.join((pair.lead, pair.partner))
        names = {"lead": pair.lead, "partner": pair.partner}
        return names[duty] if duty in names else self.say("bureau")

    def doer(self, duty: str, pair: Pair) -> str:
        """As ``who``, where both schools' names stand beside it anyway."""
        return self.side("both") if duty == "both" else self.who(duty, pair)

    def batch(self, pair: Pair) -> str:
        """The pair's batch; a bare number is read as 第n批."""
        if pair.batch is None:
            return self.say("no-batch")
        if pair.batch.isdigit():
            return self.say("batch-number", {"batch": pair.batch})
        return pair.batch

    def pair(self, pair: Pair) -> str:
        """Both schools and the batch, if there is one."""
        names = {"lead": pair.lead, "partner": pair.partner}
        if pair.batch is None:
            return self.say("pair", names)
        return self.say("pair-batch", {**names, "batch": self.batch(pair)})

    # --- days and periods --------------------------------------------------------------------

    def day(self, day: date) -> str:
        """A date in words; the year only where it is not this one."""
        form = "date-short" if day.year == self.as_of.year else "date-long"
        return self._date(form, day)

    def long_day(self, day: date) -> str:
        """A date in words with its year."""
        return self._date("date-long", day)

    def _date(self, form: str, day: date) -> str:
        parts: dict[str, object] = {"month": self.say(f"month-{day.month}"), "day": str(day.day)}
        if form == "date-long":
            parts["year"] = str(day.year)
        return self.say(form, parts)

    def term(self, term: Term) -> str:
        """A semester by year and season."""
        season = self.say(f"season-{term.season}")
        return self.say("term", {"year": str(term.year), "season": season})

    def period(self, finding: Finding) -> str:
        """The finding's period: 本学期 for the current one, else by its name."""
        round_id = self.context.pairs[finding.collaboration_id].round_id
        key = (self.rule(finding).per, finding.period, round_id)
        if key not in self._periods:
            self._periods[key] = self._period(*key)
        return self._periods[key]

    def _period(self, per: str, period: str, round_id: str) -> str:
        current = self.context.current_term(round_id, self.as_of)
        if per == "round":
            return self.say("this-round")
        if per == "year":
            if current is not None and period == str(current.year):
                return self.say("this-year")
            return self.say("year", {"year": period})
        if current is not None and period == current.term_id and self.as_of <= current.ends_on:
            return self.say("this-term")
        term = self.context.terms.get(period)
        return period if term is None else self.term(term)

    def period_name(self, finding: Finding) -> str:
        """The finding's period by its own name, whether current or not."""
        key = (self.rule(finding).per, finding.period)
        if key not in self._names:
            self._names[key] = self._period_name(*key)
        return self._names[key]

    def _period_name(self, per: str, period: str) -> str:
        if per == "round":
            return self.context.rounds.get(period, period)
        if per == "year":
            return self.say("year", {"year": period})
        term = self.context.terms.get(period)
        return period if term is None else self.term(term)

    def when(self, finding: Finding) -> str:
        """The day it is due, absolute and relative together."""
        shown = standing(finding, self.as_of)
        key = (shown, finding.starts_on, finding.ends_on)
        if key not in self._whens:
            self._whens[key] = self._when(finding, shown)
        return self._whens[key]

    def _when(self, finding: Finding, shown: Standing) -> str:
        if shown == "not_due":
            return self.say("when-later", {"date": self.day(finding.starts_on)})
        days = days_left(finding, self.as_of)
        due = self.day(finding.ends_on)
        if days == 0:
            return self.say("when-today", {"date": due})
        form = "when-left" if days > 0 else "when-over"
        return self.say(form, {"date": due, "days": abs(days)})

    def left(self, finding: Finding) -> str:
        """How many days are left, or have passed since it was due."""
        if finding.status == "not_due":
            return self.say("left-later")
        days = days_left(finding, self.as_of)
        if days == 0:
            return self.say("left-today")
        return self.say("left-left" if days > 0 else "left-over", {"days": abs(days)})

    # --- duties ------------------------------------------------------------------------------

    def need(self, finding: Finding) -> str:
        """What is still needed (or what became of it), with the count second; no full stop."""
        shown = standing(finding, self.as_of)
        key = (finding.requirement, shown, finding.achieved, finding.required)
        if key not in self._needs:
            text = self._need(finding, shown)
            if finding.severity == "advice" and shown in _OWED:
                text = self.say("advice-note", {"text": text})
            self._needs[key] = text
        return self._needs[key]

    def _need(self, finding: Finding, shown: Standing) -> str:
        rule = self.rule(finding)
        share = rule.measure == "share"
        params: dict[str, object] = {
            "title": self.title(rule.id),
            "done": percent(finding.achieved) if share else number(finding.achieved),
            "required": percent(finding.required) if share else number(finding.required),
        }
        if shown not in _OWED:
            form = f"need-{shown}"
            if shown != "met":
                params = {"title": params["title"]}
            return self.say(form, params)
        late = "short" if shown in _LATE else "open"
        if share:
            return self.say(f"need-share-{late}", params)
        missing = math.ceil(finding.required - finding.achieved - 1e-9)
        if rule.each == "collaboration":
            params["amount"] = self.amount(rule, missing)
            return self.say(f"need-{late}", params)
        params["n"] = missing
        if rule.each == "mentorship":
            params["amount"] = self.amount(rule, math.ceil(rule.at_least))
        return self.say(f"need-{rule.each}-{late}", params)

    def amount(self, rule: Rule, n: int) -> str:
        """``n`` of what a rule counts, with its measure word."""
        by_measure = {"sessions", "topics", "subjects"}
        unit = rule.measure if rule.measure in by_measure else rule.count
        return self.say(f"amount-{unit}", {"n": n})

    def sentence(self, finding: Finding) -> str:
        """One duty as a whole sentence: what, how much, who, until when."""
        shown = standing(finding, self.as_of)
        pair = self.context.pairs[finding.collaboration_id]
        params = {"period": self.period(finding), "need": self.need(finding)}
        if shown in _OWED or shown == "not_due":
            params |= {"who": self.who(finding.duty, pair), "when": self.when(finding)}
            return self.say("sentence-owed", params)
        return self.say("sentence-plain", params)


def sentence(
    finding: Finding, context: Context, policy: Policy, language: Language, as_of: date
) -> str:
    """One duty as a plain sentence: 本学期专题讲座还需 1 次（1/2），负责：…，7月10日截止，还有 51 天。

    For many findings build ``Words`` once.
    """
    return Words(policy, context, language, as_of).sentence(finding)


def number(value: float) -> str:
    """A count without a needless decimal point; shares with at most two places."""
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")


def percent(value: float) -> str:
    """A share of 1 as a percentage with at most one decimal: 0.455 is 45.5%, a half is 50%.

    It never rounds up to a whole percent, where limits lie: 59.96 % is not yet 60 %.
    """
    percents = value * 100 + 1e-9
    shown = round(percents, 1)
    if shown > percents and shown == int(shown):
        shown = math.floor(percents * 10) / 10
    return f"{shown:.1f}".removesuffix(".0") + "%"
