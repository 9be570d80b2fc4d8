"""A proposal, an explanation and a repair on a terminal: calm, plain, the same text where it is piped."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from tandem.matching.model import Displaced, Move, Pair
from tandem.matching.repairing import Repair
from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.words import PairingWords, plain, travel_of
from tandem.reports.terminal_lines import Lines

LISTED, WARNED = 60, 10
"""So many leads are listed with their partners, so many warnings; of more the rest are in the files."""


def print_proposal(console: Console, results: PairingResults, words: PairingWords) -> None:
    """The whole arrangement in a few figures, then lead by lead, then what does not fit and why."""
    out = Lines(console)
    _figures(out, results, words)
    out.line()
    _leads(out, results, words)
    _unplaced(out, results, words)
    _warnings(out, results, words)


def _figures(out: Lines, results: PairingResults, words: PairingWords) -> None:
    say, proposal = words.say, results.proposal
    used = {pair.lead_id for pair in proposal.pairs}
    title = {
        "pairs": len(proposal.pairs),
        "leads": str(len(proposal.leads)),
        "used": str(len(used)),
    }
    out.line(say("summary-title", title), style="bold")
    if proposal.pairs:
        mean = round(proposal.total / len(proposal.pairs))
        worst = proposal.worst
        params = {
            "total": words.cost(proposal.total),
            "mean": words.cost(mean),
            "worst": words.cost(
                worst if worst is not None else max(p.cost for p in proposal.pairs)
            ),
        }
        fair = proposal.fairness == "worst_off"
        out.line(say("summary-fair" if fair else "summary-least", params))
        far = [(t.value, p) for p in proposal.pairs if (t := travel_of(p.terms)) and t.unit == "km"]
        known = [(value, pair) for value, pair in far if value is not None]
        if known:
            most, pair = max(known, key=lambda item: (item[0], item[1].partner_id))
            ends = {
                "mean": f"{sum(value for value, _ in known) / len(known):.1f}",
                "most": f"{most:.1f}",
                "partner": words.name(pair.partner_id),
                "lead": words.name(pair.lead_id),
            }
            out.line(say("summary-distance", ends))
    for text in words.unknown_everywhere(results.unknown_everywhere):
        out.line(text)
    weight = proposal.weights.travel
    key = "summary-unit" if weight else "summary-unit-none"
    out.line(say(key, {"km": plain(round(1 / weight, 3))} if weight else {}), style="bright_black")


def _leads(out: Lines, results: PairingResults, words: PairingWords) -> None:
    say, proposal = words.say, results.proposal
    places = proposal.places
    by_lead: dict[str, list[Pair]] = {}
    for pair in sorted(proposal.pairs, key=lambda p: (p.cost, p.partner_id)):
        by_lead.setdefault(pair.lead_id, []).append(pair)
    busy = [lead for lead in proposal.leads if lead.id in by_lead]
    for lead in busy[:LISTED]:
        pairs = by_lead[lead.id]
        head = say(
            "summary-lead",
            {
                "lead": words.name(lead.id),
                "used": str(len(pairs)),
                "places": str(places[lead.id]),
            },
        )
        out.line(head, style="bold")
        partners = [
            say(
                "summary-partner",
                {"partner": words.name(p.partner_id), "distance": words.distance(p)},
            ).strip()
            for p in pairs
        ]
        out.line(say("stop").join(partners), indent=2)
    if len(busy) > LISTED:
        out.line(say("summary-more", {"count": len(busy) - LISTED}))
    idle = [lead.id for lead in proposal.leads if lead.id not in by_lead]
    if idle:
        out.line()
        out.line(say("summary-idle", {"count": len(idle), "names": words.names(idle)}))


def _unplaced(out: Lines, results: PairingResults, words: PairingWords) -> None:
    unplaced = results.proposal.unplaced
    if not unplaced:
        return
    out.line()
    params = {"count": len(unplaced), "names": words.names(unplaced, 20)}
    out.line(words.say("summary-unplaced", params), style="bold red")
    for line in words.impossible(results.impossible):
        out.line(line, indent=2)


def _warnings(out: Lines, results: PairingResults, words: PairingWords) -> None:
    """What should be looked at; of many the first ones, the rest is in the workbook."""
    warnings = results.warnings
    if not warnings:
        return
    out.line()
    out.line(words.say("warnings"), style="bold yellow")
    for warning in warnings[:WARNED]:
        out.line(f"· {warning}", indent=2, hang=2)
    if len(warnings) > WARNED:
        out.line(words.say("warnings-more", {"count": len(warnings) - WARNED}), indent=2)


def print_explanation(
    console: Console, results: PairingResults, partner_id: str, words: PairingWords
) -> None:
    """Why a partner has its lead, what the other choice would cost and who else would move.

    What looks wrong in the list is said here too: a slip in one place can be the whole reason.
    """
    out, say = Lines(console), words.say
    reasons = results.reasons[partner_id]
    pair = reasons.pair
    if pair is None:
        out.line(say("explain-unplaced", {"partner": words.name(partner_id)}), style="bold red")
        for line in words.impossible(results.impossible):
            out.line(line, indent=2)
        _warnings(out, results, words)
        return
    names = {"partner": words.name(pair.partner_id), "lead": words.name(pair.lead_id)}
    out.line(say("explain-title", names), style="bold")
    out.line(say("explain-cost", {"cost": words.cost(pair.cost)}))
    for reason in words.reasons(pair):
        out.line(f"· {reason}", indent=2, hang=2)
    out.line(words.rank(reasons), indent=2)
    out.line()
    out.line(say("explain-best"), style="bold")
    out.line(words.next_best(reasons), indent=2)
    moves = words.other_moves(reasons)
    if moves:
        out.line(say("explain-moves"), indent=2)
    for move in moves:
        out.line(f"· {move}", indent=2, hang=2)
    _warnings(out, results, words)


def print_repair(
    console: Console, repair: Repair, results: PairingResults, most: int, words: PairingWords
) -> None:
    """Which pairs changed and for whose sake, how many did not, and what still does not fit."""
    out, say = Lines(console), words.say
    proposal = repair.proposal
    out.line(say("repair-title", {"pairs": len(proposal.pairs)}), style="bold")
    if repair.placed:
        out.line(say("repair-placed", {"count": len(repair.placed)}))
        _moves(out, repair.placed, words)
    else:
        out.line(say("repair-no-orphans"))
    if repair.taken_over:
        out.line(say("repair-taken", {"count": len(repair.taken_over)}))
        _moves(out, repair.taken_over, words)
    if repair.changed:
        params = {"count": len(repair.changed), "most": str(most)}
        out.line(say("repair-changed", params))
        for displaced in repair.changed:
            out.line("· " + _because(displaced, words), indent=2, hang=2)
    else:
        out.line(say("repair-none-changed"))
    moved = {move.partner_id for move in (*repair.placed, *repair.taken_over)}
    moved |= {displaced.move.partner_id for displaced in repair.changed}
    rest = sum(pair.partner_id not in moved for pair in proposal.pairs)
    if rest:
        out.line(say("repair-unchanged", {"count": rest}))
    if repair.needed > most:
        out.line(say("repair-more-needed", {"count": repair.needed}), style="yellow")
    _unplaced(out, results, words)
    _warnings(out, results, words)


def _because(displaced: Displaced, words: PairingWords) -> str:
    move = words.move(displaced.move)
    if not displaced.because:
        return words.say("repair-fewer-places", {"move": move})
    return words.say("repair-because", {"move": move, "names": words.names(displaced.because)})


def _moves(out: Lines, moves: Iterable[Move], words: PairingWords) -> None:
    for move in moves:
        params = {
            "partner": words.name(move.partner_id),
            "to": words.name(move.to_lead_id or ""),
        }
        key = "move-placed" if move.to_lead_id else "move-unplaced"
        style = "" if move.to_lead_id else "red"
        out.line("· " + words.say(key, params), indent=2, hang=2, style=style)
