"""Rules and weights in words: what a proposal was made by."""

from __future__ import annotations

from decimal import Decimal

from tandem.matching.model import TERMS, PairRule, Rules, TermName, Weights
from tandem.reports.pairing.words import PairingWords, plain


def rule_rows(rules: Rules, words: PairingWords) -> list[tuple[str, str]]:
    """(what, in words) of the rules that a proposal must keep."""
    say = words.say
    rows = []
    for partner, leads in rules.stages.items():
        named = say("and").join(words.stage(lead) for lead in leads) or say("none")
        text = say("rules-stage", {"partner": words.stage(partner), "leads": named})
        rows.append((say("rules-stages"), text))
    places = rules.places
    params = {
        "pairs": str(places.mentor_pairs),
        "mentees": str(places.mentees_per_mentor),
        "most": str(places.most),
        "share": f"{places.mentor_share:.0%}",
        "default": str(places.default),
    }
    rows.append((say("rules-places"), say("rules-places-text", params)))
    if rules.furthest_km is not None:
        text = say("rules-furthest-text", {"km": plain(rules.furthest_km)})
        rows.append((say("rules-furthest"), text))
    if rules.area is not None:
        area = rules.area
        edges = {name: plain(getattr(area, name)) for name in ("south", "north", "west", "east")}
        rows.append((say("rules-area"), say("rules-area-text", edges)))
    else:
        key = "rules-lone-text" if rules.lone_km else "rules-lone-none"
        params = {"km": plain(rules.lone_km)} if rules.lone_km else {}
        rows.append((say("rules-lone"), say(key, params)))
    for name, listed in (("alliances", rules.alliances), ("forbidden", rules.forbidden)):
        rows += [(say(f"rules-{name}"), _pair(rule, words)) for rule in listed]
    return rows


def _pair(rule: PairRule, words: PairingWords) -> str:
    params = {"partner": words.name(rule.partner_id), "lead": words.name(rule.lead_id)}
    if rule.why:
        return words.say("pair-why", {**params, "why": rule.why})
    return words.say("pair", params)


def weight_rows(weights: Weights, words: PairingWords) -> list[tuple[str, str]]:
    """(term, what it weighs in words), in the order of the terms."""
    rows = [(words.say(f"term-{name}"), _weight(name, weights, words)) for name in TERMS]
    minute = words.say("weight-minute", {"weight": plain(weights.minute)})
    rows.insert(1, (words.say("term-travel"), minute))
    return rows


def _weight(name: TermName, weights: Weights, words: PairingWords) -> str:
    weight: Decimal = getattr(weights, name)
    if not weight and name != "earlier":
        return words.say("weight-none")
    params = {"weight": plain(weight)}
    if name in ("size", "quality"):
        low, high = weights.size_band if name == "size" else weights.quality_band
        slack = weights.size_slack if name == "size" else weights.quality_slack
        params |= {"low": plain(low), "high": plain(high), "slack": plain(slack)}
    if name == "earlier":
        mode = weights.earlier_mode if weight else "ignore"
        key = f"weight-earlier-{mode}"
        return words.say(key, {} if mode == "ignore" else params)
    return words.say(f"weight-{name}", params)
