"""A pairing proposal in words: why this lead, what the other choice would cost, what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from tandem.facts.labels import code_titles
from tandem.lib.messages import load_messages
from tandem.lib.titles import Language
from tandem.matching.model import (
    POINT,
    Impossible,
    Move,
    NamedRule,
    NextBest,
    Pair,
    PairReasons,
    Rules,
    School,
    Shortage,
    Term,
    TermName,
    Weights,
)
from tandem.matching.places import places_of

MESSAGES = Path(__file__).with_name("messages")
NAMED, MOVED, LISTED = 8, 3, 12
"""So many schools are named in one sentence, so many moves, so many rules; more are counted."""


class PairingWords:
    """The words for one list of schools, by the rules and weights that were used."""

    def __init__(
        self, schools: Iterable[School], rules: Rules, weights: Weights, language: Language
    ) -> None:
        self.say = load_messages(MESSAGES, language)
        self.language = language
        self._schools = {school.id: school for school in schools}
        self._rules = rules
        self._weights = weights
        self._stages = {
            code: titles.get(language) for code, titles in code_titles("schools", "stage").items()
        }
        same = Counter(school.name for school in self._schools.values())
        self._names = {
            school.id: f"{school.name}（{school.id}）" if same[school.name] > 1 else school.name
            for school in self._schools.values()
        }

    # --- names and numbers -------------------------------------------------------------------

    def name(self, school_id: str) -> str:
        """What a school is called, with its id where others are called so too."""
        return self._names.get(school_id, school_id)

    def names(self, ids: Sequence[str], most: int = NAMED) -> str:
        """Several schools; of more than ``most`` the first ones and how many there are."""
        listed = self.say("and").join(self.name(i) for i in ids[:most])
        if len(ids) <= most:
            return listed
        return self.say("more-schools", {"names": listed, "count": len(ids)})

    def stage(self, code: str) -> str:
        """What a stage is called."""
        return self._stages.get(code, code)

    def cost(self, units: int) -> str:
        """A cost to its last digit, so that what is said adds up: 7.45, 5.0."""
        text = f"{abs(units) / POINT:.2f}"
        return ("−" if units < 0 else "") + (text[:-1] if text.endswith("0") else text)

    def distance(self, pair: Pair) -> str:
        """How far apart a pair lies, with its unit; empty where it is not known."""
        term = travel_of(pair.terms)
        if term is None or term.value is None:
            return ""
        return self.say(f"summary-{term.unit or 'km'}", {"value": decimal(term.value)})

    # --- reasons -----------------------------------------------------------------------------

    def reasons(self, pair: Pair, but: Container[str] = ()) -> list[str]:
        """What spoke for or against this lead: one sentence a term, its cost behind it.

        The terms in ``but`` are left out (they are said once for all pairs).
        """
        said = [self.alliance(pair)] if pair.fixed else []
        for term in pair.terms:
            text = "" if term.name in but else self.reason(term, pair)
            if text and term.cost:
                text = self.say("costed", {"text": text, "cost": self.cost(term.cost)})
            if text:
                said.append(text)
        return said

    def unknown_everywhere(self, unknown: Mapping[TermName, int]) -> list[str]:
        """What no pair has data for, and that it is charged to all alike."""
        return [
            self.say(
                "unknown-alike", {"text": self.say(f"{name}-unknown"), "cost": self.cost(cost)}
            )
            for name, cost in unknown.items()
            if name in ("size", "quality", "needs")
        ]

    def alliance(self, pair: Pair) -> str:
        """That the pair is an approved alliance, with the bureau's word for why."""
        for rule in self._rules.alliances:
            if (rule.partner_id, rule.lead_id) == (pair.partner_id, pair.lead_id) and rule.why:
                return self.say("alliance-why", {"why": rule.why})
        return self.say("alliance")

    def reason(self, term: Term, pair: Pair) -> str:
        """What one term found, without its cost; empty where it does not count or nobody asked."""
        value, weights = term.value, self._weights
        if term.name == "travel":
            key = f"travel-{term.unit or 'km'}"
            return "" if value is None else self.say(key, {"value": decimal(value)})
        if not getattr(weights, term.name):
            return ""
        if term.name == "stage":
            return self._stage_reason(pair) if value == 0 else self.say("stage-same")
        if term.name in ("size", "quality"):
            return self._gap_reason(term)
        if term.name == "needs":
            return self._needs_reason(term)
        if term.name == "earlier":
            return self._earlier_reason(term)
        return self._wishes_reason(term)

    def _stage_reason(self, pair: Pair) -> str:
        partner, lead = self._schools.get(pair.partner_id), self._schools.get(pair.lead_id)
        stages = {
            "partner": self.stage(partner.stage) if partner else "",
            "lead": self.stage(lead.stage) if lead else "",
        }
        return self.say("stage-other", stages)

    def _gap_reason(self, term: Term) -> str:
        if term.value is None:
            return self.say(f"{term.name}-unknown")
        is_size = term.name == "size"
        low, high = self._weights.size_band if is_size else self._weights.quality_band
        fit = "fits"
        if term.cost:
            fit = "low" if term.value < (float(low) + float(high)) / 2 else "high"
        shown = decimal(term.value) if term.value >= 0 else "−" + decimal(-term.value)
        return self.say(f"{term.name}-{fit}", {"value": shown})

    def _needs_reason(self, term: Term) -> str:
        if term.value is None:
            return self.say("needs-unknown") if term.cost else ""
        if term.value >= 1:
            return self.say("needs-all")
        if term.value <= 0:
            return self.say("needs-none")
        return self.say("needs-some", {"share": f"{term.value:.0%}"})

    def _earlier_reason(self, term: Term) -> str:
        mode = self._weights.earlier_mode
        if term.value is None or mode == "ignore":
            return ""
        if mode == "keep":
            return self.say("earlier-kept" if term.value else "earlier-left")
        return self.say("earlier-again" if term.value else "earlier-renewed")

    def _wishes_reason(self, term: Term) -> str:
        if term.value is None:
            return ""
        if term.value:
            return self.say("wishes-rank", {"rank": f"{term.value:.0f}"})
        return self.say("wishes-none")

    # --- the other choice --------------------------------------------------------------------

    def rank(self, reasons: PairReasons) -> str:
        """Where this lead stands among those that the partner could have."""
        if reasons.allowed <= 1:
            return self.say("rank-only")
        params = {"allowed": str(reasons.allowed), "rank": str(reasons.rank)}
        return self.say("rank-first" if reasons.rank <= 1 else "rank-later", params)

    def other_choice(self, reasons: PairReasons) -> str:
        """What it would cost in all not to have this lead, and who else would move, in one line."""
        moves = self.other_moves(reasons)
        shown = self.say("and").join(moves[:MOVED])
        if len(moves) > MOVED:
            shown = self.say("more-moves", {"moves": shown, "count": len(moves)})
        others = self.say("also-moves", {"moves": shown}) if moves else ""
        return self.next_best(reasons) + others

    def next_best(self, reasons: PairReasons) -> str:
        """What it would cost in all not to have this lead."""
        best = reasons.next_best
        if best is None:
            return self.say("next-no-other")
        price = self._price(best)
        if best.lead_id is None:
            return self.say("next-none", {"price": price})
        return self.say("next-lead", {"lead": self.name(best.lead_id), "price": price})

    def other_moves(self, reasons: PairReasons) -> list[str]:
        """Who else would move then, each with from where to where."""
        best = reasons.next_best
        moves = () if best is None else best.moves
        return [self.move(move) for move in moves if move.partner_id != reasons.partner_id]

    def _price(self, best: NextBest) -> str:
        said = []
        if best.extra_unplaced > 0:
            said.append(self.say("price-unplaced", {"count": best.extra_unplaced}))
        for name, extra in (("worst", best.extra_worst), ("total", best.extra_total)):
            if extra:
                key = f"price-{name}" if extra > 0 else f"price-{name}-less"
                said.append(self.say(key, {"cost": self.cost(abs(extra))}))
        return self.say("and").join(said) or self.say("price-same")

    def move(self, move: Move) -> str:
        """A partner that goes elsewhere."""
        params = {
            "partner": self.name(move.partner_id),
            "from": self.name(move.from_lead_id or ""),
            "to": self.name(move.to_lead_id or ""),
        }
        if move.to_lead_id is None:
            return self.say("move-out", params)
        return self.say("move" if move.from_lead_id else "move-new", params)

    # --- what does not fit -------------------------------------------------------------------

    def shortage(self, shortage: Shortage) -> str:
        """By numbers: which partners, which leads, how many places too few."""
        partners = self.names(shortage.partners)
        if not shortage.leads:
            return self.say("short-nowhere", {"partners": partners})
        params = {
            "partners": partners,
            "leads": self.names(shortage.leads),
            "places": str(shortage.places),
            "short": str(shortage.short),
        }
        return self.say("short", params)

    def own_shortage(self, shortage: Shortage) -> str:
        """The same for one of its partners: short enough to stand behind each of them."""
        if not shortage.leads:
            return self.say("short-own-nowhere")
        if len(shortage.partners) <= NAMED:
            return self.shortage(shortage)
        params = {
            "partners": str(len(shortage.partners)),
            "leads": str(len(shortage.leads)),
            "places": str(shortage.places),
            "short": str(shortage.short),
        }
        return self.say("short-own", params)

    def impossible(self, why: Impossible) -> list[str]:
        """By numbers, then by rules: a line each; nothing where everybody can be placed."""
        said = [self.shortage(shortage) for shortage in why.shortages]
        if why.conflict is not None and why.conflict.rules:
            key = "conflict-head" if why.conflict.smallest else "conflict-head-open"
            said.append(self.say(key, {"count": len(why.conflict.rules)}))
            rules = why.conflict.rules
            said += [f"  · {self.rule(rule)}" for rule in rules[:LISTED]]
            if len(rules) > LISTED:
                said.append("  " + self.say("conflict-more", {"count": len(rules) - LISTED}))
        return said

    def rule(self, rule: NamedRule) -> str:
        """One named rule."""
        if rule.kind == "stages":
            params = {"partner": self.stage(rule.partner_id), "lead": self.stage(rule.lead_id)}
        else:
            params = {"partner": self.name(rule.partner_id), "lead": self.name(rule.lead_id)}
        if rule.kind == "furthest":
            params["km"] = plain(self._rules.furthest_km)
        if rule.kind == "places":
            params["places"] = self._places(rule.lead_id)
        text = self.say(f"rule-{rule.kind}", params)
        return self.say("rule-why", {"rule": text, "why": rule.why}) if rule.why else text

    def _places(self, lead_id: str) -> str:
        lead = self._schools.get(lead_id)
        return "" if lead is None else str(places_of(lead, self._rules.places))


def travel_of(terms: Iterable[Term]) -> Term | None:
    """The travel term of a pair."""
    return next((term for term in terms if term.name == "travel"), None)


def decimal(value: float) -> str:
    """One decimal place; a small number that is not zero does not become zero."""
    return f"{value:.1f}" if value >= 0.05 or value == 0 else f"{value:.2f}"


def plain(number: object) -> str:
    """A decimal number of the rules as it would be written: 15, not 1.5E+1."""
    text = (
        f"{number:f}" if not isinstance(number, str) and number is not None else str(number or "")
    )
    return text.rstrip("0").rstrip(".") if "." in text else text
