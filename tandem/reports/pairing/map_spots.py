"""Schools as points of a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tandem.matching.model import School
from tandem.reports.pairing.projection import Projection
from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.words import PairingWords


@dataclass(frozen=True, slots=True)
class Spot:
    """A school on the map; ``kind`` is lead, lead-free, partner or unplaced.

    ``lead_id`` is the own id of a lead, that of a partner's lead, or empty.
    """

    school: School
    kind: str
    x: float
    y: float
    tip: str
    short: str
    lead_id: str


def make_spots(
    results: PairingResults,
    words: PairingWords,
    schools: Iterable[School],
    projection: Projection,
    shorts: Mapping[str, str],
) -> list[Spot]:
    """Where each school stands, what it is, what its tooltip says; ``shorts`` by full name."""
    proposal, say = results.proposal, words.say
    leads = {school.id for school in proposal.leads}
    places, pairs = proposal.places, {pair.partner_id: pair for pair in proposal.pairs}
    spots = []
    for school in schools:
        name = words.name(school.id)
        if school.id in leads:
            used = results.used(school.id)
            kind = "lead" if used else "lead-free"
            params = {"name": name, "used": str(used), "places": str(places[school.id])}
            tip = say("map-tip-lead", params)
        elif school.id in pairs:
            pair = pairs[school.id]
            params = {"name": name, "lead": words.name(pair.lead_id)}
            kind = "partner"
            tip = say("map-tip-partner", {**params, "distance": words.distance(pair)})
        else:
            kind, tip = "unplaced", say("map-tip-unplaced", {"name": name})
        x, y = projection.place(school.latitude or 0.0, school.longitude or 0.0)
        lead_id = pairs[school.id].lead_id if kind == "partner" else school.id
        spots.append(Spot(school, kind, x, y, tip, shorts[school.name], lead_id))
    return spots
