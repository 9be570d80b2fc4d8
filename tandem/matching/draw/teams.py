"""Inspectors by lot: uniform over all assignments without a conflict.

A try deals inspectors to the objects blindly; at the first breach of a rule all of it is thrown away and
the next try begins. What holds at last is therefore any of the possible assignments with the same chance.
Dealing only from those who may go (greedy), or by random costs, is quicker and is not fair.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from tandem.matching.draw.feasible import Place
from tandem.matching.draw.problems import refuse

MOST_TRIES = 500_000
"""After so many tries the drawing is given up (seconds of work)."""


def deal_teams(
    places: Sequence[Place],
    pool: Sequence[str],
    key: str,
    room: Mapping[str, int] | None = None,
    most_tries: int = MOST_TRIES,
) -> tuple[dict[str, tuple[str, ...]], int]:
    """Inspectors for every place (in the order of the pool), and the try that held (from 1).

    Pick p (from 0) of try t takes number ``SHA256("key/t/p") mod n`` (from 0) of the n inspectors in
    hand. Without ``room`` the whole ``pool`` is in hand at first, in its order; whoever is picked is
    out of hand for the rest of the try, and a pick with a conflict ends it. With ``room`` (how many
    objects each may still take) those of the pool who may go there are in hand anew for every object,
    and a pick that is one too many for somebody ends the try. Either way every assignment that obeys
    all rules has the same chance.

    Raises ``DrawError`` (``too-many-tries``); whether an assignment exists is for
    :func:`~tandem.matching.draw.feasible.find_shortage` to say beforehand.
    """
    able = [[i for i in pool if i in place.allowed] for place in places]
    for number in range(1, most_tries + 1):
        if room is None:
            teams = _try_once_each(places, pool, f"{key}/{number}/")
        else:
            teams = _try_with_room(places, able, f"{key}/{number}/", room)
        if teams is not None:
            dealt = zip(places, teams, strict=True)
            return {p.object: tuple(i for i in pool if i in team) for p, team in dealt}, number
    raise refuse(
        "too-many-tries",
        tries=most_tries,
        objects=len(places),
        inspectors=len(pool),
    )


def _picked(key: str, pick: int, in_hand: list[str]) -> str:
    """Take one out of hand."""
    hashed = hashlib.sha256(f"{key}{pick}".encode()).digest()
    return in_hand.pop(int.from_bytes(hashed, "big") % len(in_hand))


def _try_once_each(places: Sequence[Place], pool: Sequence[str], key: str) -> list[set[str]] | None:
    in_hand = list(pool)
    teams: list[set[str]] = []
    pick = 0
    for place in places:
        team: set[str] = set()
        for _ in range(place.need):
            if not in_hand:
                return None
            chosen = _picked(key, pick, in_hand)
            if chosen not in place.allowed:
                return None
            team.add(chosen)
            pick += 1
        teams.append(team)
    return teams


def _try_with_room(
    places: Sequence[Place], able: Sequence[list[str]], key: str, room: Mapping[str, int]
) -> list[set[str]] | None:
    taken: Counter[str] = Counter()
    teams: list[set[str]] = []
    pick = 0
    for place, those in zip(places, able, strict=True):
        in_hand = list(those)
        team: set[str] = set()
        for _ in range(place.need):
            if not in_hand:
                return None
            chosen = _picked(key, pick, in_hand)
            taken[chosen] += 1
            if taken[chosen] > room[chosen]:
                return None
            team.add(chosen)
            pick += 1
        teams.append(team)
    return teams


def together(places: Sequence[Place]) -> list[list[Place]]:
    """Places in groups that share no inspector, by whole strata; groups in the order of the places.

    Strata with inspectors of their own are drawn apart. Where strata share inspectors, drawing one
    after the other would not be uniform (the first would take from the next), so they are one group.
    """
    allowed: dict[str, set[str]] = {}
    for place in places:
        allowed.setdefault(place.stratum, set()).update(place.allowed)
    groups: list[tuple[set[str], set[str]]] = []
    for stratum, inspectors in allowed.items():
        strata, merged = {stratum}, set(inspectors)
        apart = []
        for other, theirs in groups:
            if theirs.isdisjoint(merged):
                apart.append((other, theirs))
            else:
                strata |= other
                merged |= theirs
        groups = [*apart, (strata, merged)]
    found = [[p for p in places if p.stratum in strata] for strata, _ in groups]
    position = {place.object: n for n, place in enumerate(places)}
    return sorted(found, key=lambda group: position[group[0].object])
