"""Verdicts in words: why a collaboration may not be nominated for an award."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tandem.policy.results import SideYear, Verdict
from tandem.reports.words import Words, percent

SideYears = Mapping[tuple[str, int, str], SideYear]
"""Side years by collaboration, year and side."""


def by_side(side_years: Sequence[SideYear]) -> SideYears:
    """Side years, ready to look up."""
    return {(s.collaboration_id, s.year, s.side): s for s in side_years}


def obstacle(words: Words, code: str, verdict: Verdict, sides: SideYears) -> str:
    """One code of ``blocked_by`` as a clause that names the school; no full stop."""
    say = words.say
    judgment = words.policy.judgment
    side, _, what = code.partition(":")
    pair = words.context.pairs[verdict.collaboration_id]
    school = words.who(side, pair)
    if what == "band":
        if verdict.band is None:
            return say("obstacle-no-band")
        names = {
            "band": say(f"band-{verdict.band}"),
            "least": say(f"band-{judgment.award_min_band}"),
        }
        return say("obstacle-band", names)
    year = sides.get((verdict.collaboration_id, verdict.year, side))
    if what == "lag":
        share = None if year is None else year.fulfilment
        shown = say("no-data") if share is None else percent(share)
        least = percent(float(judgment.lag_below))
        return say("obstacle-lag", {"school": school, "share": shown, "least": least})
    if what == "no_progress":
        return say("obstacle-no-progress", {"school": school})
    if what == "no_data":
        missing = year is None or year.fulfilment is None
        return say("obstacle-no-fulfilment" if missing else "obstacle-no-delta", {"school": school})
    if any(rule.id == what for rule in words.policy.rules):
        who = words.side("both") if side == "both" else school
        return say("obstacle-rule", {"who": who, "title": words.title(what)})
    return say("obstacle-other", {"code": code})


def obstacle_list(words: Words, verdict: Verdict, sides: SideYears) -> list[str]:
    """Every obstacle of a verdict in words, in the order of its codes."""
    return [obstacle(words, code, verdict, sides) for code in verdict.blocked_by]


def obstacles(words: Words, verdict: Verdict, sides: SideYears) -> str:
    """All obstacles of a verdict in one line; empty if there is none."""
    return words.say("clause-separator").join(obstacle_list(words, verdict, sides))


def reason(words: Words, code: str) -> str:
    """What kind of obstacle a code is, whichever school it concerns: for counting."""
    what = code.partition(":")[2]
    kind = f"reason-{what}"
    if what in ("band", "lag", "no_progress", "no_data"):
        return words.say(kind)
    return words.say("reason-rule", {"title": words.title(what)})
