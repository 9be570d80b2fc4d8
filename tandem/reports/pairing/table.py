"""``arrangement.csv``: one row a partner, for people and for ``tandem pair repair`` to read again."""

from __future__ import annotations

import csv
import io

from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.words import PairingWords, travel_of

COLUMNS = (
    "partner-id",
    "partner",
    "lead-id",
    "lead",
    "travel",
    "cost",
    "fixed",
    "reasons",
    "other",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def arrangement_csv(results: PairingResults, words: PairingWords) -> str:
    """The arrangement as CSV text, with a byte order mark so that Excel reads the Chinese.

    Columns: partner id and name, lead id and name (empty without a lead), distance in km or minutes,
    cost, alliance, reasons, the other choice (or why there is no lead). Headings are in the words'
    language. Texts that a spreadsheet would take for a formula begin with an apostrophe.
    """
    say = words.say
    pairs = {pair.partner_id: pair for pair in results.proposal.pairs}
    minutes = any((t := travel_of(p.terms)) and t.unit == "min" for p in pairs.values())
    heads = {name: say(f"column-{name}") for name in COLUMNS if name != "travel"}
    heads["travel"] = say("column-min" if minutes else "column-km")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([heads[name] for name in COLUMNS])
    why = why_unplaced(results, words)
    for partner in results.proposal.partners:
        pair = pairs.get(partner.id)
        if pair is None:
            row = [partner.id, partner.name, "", "", "", "", "", why.get(partner.id, ""), ""]
        else:
            travel = travel_of(pair.terms)
            known = travel is not None and travel.value is not None
            reasons = results.reasons.get(partner.id)
            row = [
                partner.id,
                partner.name,
                pair.lead_id,
                next(s.name for s in results.proposal.leads if s.id == pair.lead_id),
                f"{travel.value:.1f}" if travel is not None and known else "",
                f"{pair.cost / 100:.2f}",
                say("yes") if pair.fixed else say("no"),
                say("stop").join(words.reasons(pair, results.unknown_everywhere)),
                words.other_choice(reasons) if reasons is not None else "",
            ]
        writer.writerow([plain_text(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def why_unplaced(results: PairingResults, words: PairingWords) -> dict[str, str]:
    """Partner without a lead -> the shortage that it is part of, in words."""
    said: dict[str, str] = {}
    for shortage in results.impossible.shortages:
        text = words.own_shortage(shortage)
        said |= dict.fromkeys(shortage.partners, text)
    return {partner: said.get(partner, "") for partner in results.proposal.unplaced}


def plain_text(cell: str) -> str:
    """The cell; with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
