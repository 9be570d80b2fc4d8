"""What is wrong with schools, rules and weights: every problem at once, as codes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np

from tandem.matching.geography import distances_km, unit_vectors
from tandem.matching.model import STAGES, Area, Problem, Rules, School, Weights
from tandem.matching.places import places_of

LARGEST_WEIGHT = 100_000
LARGEST_COUNT = 1_000_000
_LARGEST_FIGURE = 1e9
_FAR_KM = 300.0
_FAR_TIMES = 8.0
_SAMPLE = 64

Minutes = Mapping[tuple[str, str], float]


def find_problems(
    leads: Sequence[School],
    partners: Sequence[School],
    rules: Rules,
    weights: Weights,
    minutes: Minutes,
) -> tuple[Problem, ...]:
    """Everything that keeps these schools from being paired by these rules."""
    problems = list(_lists(leads, partners))
    for school in (*leads, *partners):
        problems.extend(_school(school))
    problems.extend(_weights(weights, rules))
    if problems:
        return tuple(problems)
    problems.extend(_travel_times(leads, partners, minutes))
    problems.extend(_coordinates(leads, partners, rules, minutes))
    problems.extend(_rules(leads, partners, rules))
    return tuple(problems)


def _lists(leads: Sequence[School], partners: Sequence[School]) -> Iterator[Problem]:
    if not leads:
        yield Problem("no-leads")
    if not partners:
        yield Problem("no-partners")
    sides: dict[str, tuple[str, School]] = {}
    for side, schools in (("lead", leads), ("partner", partners)):
        for school in schools:
            first = sides.setdefault(school.id, (side, school))
            if first[1] is school:
                continue
            code = "duplicate-school" if first[0] == side else "both-sides"
            yield Problem(code, school.id, "id", school.name, (first[1].name,))


def _school(school: School) -> Iterator[Problem]:
    if not school.id.strip():
        yield Problem("empty-id", school.id, "id", school.name)
    if school.stage not in STAGES:
        yield Problem("unknown-stage", school.id, "stage", school.stage, STAGES)
    for key in ("pupils", "teachers", "mentors", "places"):
        count = getattr(school, key)
        if count is not None and not (isinstance(count, int) and 0 <= count <= LARGEST_COUNT):
            yield Problem("bad-number", school.id, key, str(count), (f"0 … {LARGEST_COUNT}",))
    for year, figure in school.figures.items():
        if not (math.isfinite(figure) and abs(figure) <= _LARGEST_FIGURE):
            yield Problem("bad-number", school.id, "figures", f"{year}: {figure}")
    yield from _place(school)


def _place(school: School) -> Iterator[Problem]:
    latitude, longitude = school.latitude, school.longitude
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        key = "latitude" if latitude is None else "longitude"
        yield Problem("no-coordinates", school.id, key)
        return
    found = f"{latitude}, {longitude}"
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        if latitude == 0 and longitude == 0:
            yield Problem("coordinates-zero", school.id, "latitude", found)
    elif -90 <= longitude <= 90 and -180 <= latitude <= 180:
        expected = (f"{longitude}, {latitude}",)
        yield Problem("coordinates-swapped", school.id, "latitude", found, expected)
    else:
        expected = ("-90 … 90, -180 … 180",)
        yield Problem("coordinates-out-of-range", school.id, "latitude", found, expected)


def _weights(weights: Weights, rules: Rules) -> Iterator[Problem]:
    names = ("travel", "minute", "stage", "size", "quality", "needs", "earlier", "wishes")
    span = (f"0 … {LARGEST_WEIGHT}",)
    for name in names:
        weight: Decimal = getattr(weights, name)
        if not (weight.is_finite() and 0 <= weight <= LARGEST_WEIGHT):
            yield Problem("weight-out-of-range", key=name, found=str(weight), expected=span)
    if all(getattr(weights, name) == 0 for name in names):
        yield Problem("all-weights-zero")
    bands = {
        "size_band": (*weights.size_band, Decimal("0.001")),
        "quality_band": (*weights.quality_band, Decimal(-20)),
    }
    for name, (low, high, least) in bands.items():
        found = f"{low} … {high}"
        if not (low.is_finite() and high.is_finite() and least <= low and high <= LARGEST_WEIGHT):
            yield Problem("weight-out-of-range", key=name, found=found)
        elif low > high:
            yield Problem("band-order", key=name, found=found)
    for name, least in (("size_slack", Decimal(1)), ("quality_slack", Decimal(0))):
        slack: Decimal = getattr(weights, name)
        if not (slack.is_finite() and least <= slack <= LARGEST_WEIGHT):
            yield Problem("weight-out-of-range", key=name, found=str(slack))
    places = rules.places
    whole = (places.most, places.default, places.mentor_pairs, places.mentees_per_mentor)
    if min(whole) < 0 or max(whole) > LARGEST_COUNT or places.mentor_pairs < 1:
        yield Problem("bad-number", key="places", found=", ".join(map(str, whole)))
    if not (places.mentor_share.is_finite() and 0 <= places.mentor_share <= 1):
        yield Problem("bad-number", key="mentor_share", found=str(places.mentor_share))
    if rules.furthest_km is not None and not (
        rules.furthest_km.is_finite() and rules.furthest_km >= 0
    ):
        yield Problem("bad-number", key="furthest_km", found=str(rules.furthest_km))
    if not (rules.lone_km.is_finite() and rules.lone_km >= 0):
        yield Problem("bad-number", key="lone_km", found=str(rules.lone_km))
    if rules.area is not None and not _is_area(rules.area):
        sides = (rules.area.south, rules.area.north, rules.area.west, rules.area.east)
        yield Problem("bad-area", key="area", found=", ".join(map(str, sides)))
    for stage, fitting in rules.stages.items():
        for name in (stage, *fitting):
            if name not in STAGES:
                yield Problem("unknown-stage", key="stages", found=name, expected=STAGES)


def _is_area(area: Area) -> bool:
    if not all(side.is_finite() for side in (area.south, area.north, area.west, area.east)):
        return False
    return -90 <= area.south <= area.north <= 90 and -180 <= area.west <= area.east <= 180


def _travel_times(
    leads: Sequence[School], partners: Sequence[School], minutes: Minutes
) -> Iterator[Problem]:
    lead_ids, partner_ids = {s.id for s in leads}, {s.id for s in partners}
    for (partner_id, lead_id), value in minutes.items():
        for school_id, known in ((partner_id, partner_ids), (lead_id, lead_ids)):
            if school_id not in known:
                yield Problem("unknown-school", school_id, "travel_minutes")
        if not (math.isfinite(value) and 0 <= value <= LARGEST_COUNT):
            span = (f"0 … {LARGEST_COUNT}",)
            yield Problem("bad-number", partner_id, "travel_minutes", f"{lead_id}: {value}", span)


def _coordinates(
    leads: Sequence[School], partners: Sequence[School], rules: Rules, minutes: Minutes
) -> Iterator[Problem]:
    covered = Counter(school_id for pair in minutes for school_id in pair)
    placed: list[School] = []
    for schools, others in ((leads, partners), (partners, leads)):
        for school in schools:
            if school.latitude is not None:
                placed.append(school)
            elif rules.furthest_km is not None or covered[school.id] < len(others):
                yield Problem("no-coordinates", school.id, "latitude")
    if rules.area is not None:
        yield from _outside(placed, rules.area)
    elif len(placed) > 2:
        yield from _lone(placed)


def _outside(placed: Sequence[School], area: Area) -> Iterator[Problem]:
    """Schools outside the bureau's area; those that the exchange of their degrees brings in said so."""

    def inside(latitude: float | None, longitude: float | None) -> bool:
        north, east = Decimal(str(latitude)), Decimal(str(longitude))
        return area.south <= north <= area.north and area.west <= east <= area.east

    for school in placed:
        latitude, longitude = school.latitude, school.longitude
        where = f"{latitude}, {longitude}"
        if inside(latitude, longitude):
            continue
        if inside(longitude, latitude):
            turned = (f"{longitude}, {latitude}",)
            yield Problem("coordinates-swapped", school.id, "latitude", where, turned)
        else:
            edges = (f"{area.south} … {area.north}, {area.west} … {area.east}",)
            yield Problem("outside-area", school.id, "latitude", where, edges)


def _lone(placed: Sequence[School]) -> Iterator[Problem]:
    """Schools hundreds of km from the middle of all, and many times further than the others.

    One that would lie among the others with latitude and longitude exchanged is said to be so.
    """
    latitudes = [school.latitude for school in placed]
    longitudes = [school.longitude for school in placed]
    points = unit_vectors(latitudes, longitudes)
    middle = np.median(points, axis=1)[:, None]
    middle = middle / np.sqrt((middle * middle).sum() or 1.0)
    km = distances_km(middle, points)[0]
    limit = max(_FAR_KM, _FAR_TIMES * float(np.median(km)))
    for index in np.flatnonzero(km > limit).tolist():
        school = placed[index]
        latitude, longitude = school.latitude or 0.0, school.longitude or 0.0
        if -90 <= longitude <= 90:
            turned = unit_vectors([longitude], [latitude])
            if float(distances_km(middle, turned)[0, 0]) <= limit:
                expected = (f"{longitude}, {latitude}",)
                where = f"{latitude}, {longitude}"
                yield Problem("coordinates-swapped", school.id, "latitude", where, expected)
                continue
        found = str(round(float(km[index])))
        yield Problem("far-from-others", school.id, "latitude", found, (f"≤ {round(limit)}",))


def _rules(leads: Sequence[School], partners: Sequence[School], rules: Rules) -> Iterator[Problem]:
    lead_by_id = {school.id: school for school in leads}
    partner_by_id = {school.id: school for school in partners}
    for kind, pair_rules in (("alliance", rules.alliances), ("forbidden", rules.forbidden)):
        for rule in pair_rules:
            if rule.partner_id not in partner_by_id:
                yield Problem("unknown-school", rule.partner_id, "partner", rule=kind)
            if rule.lead_id not in lead_by_id:
                yield Problem("unknown-school", rule.lead_id, "lead", rule=kind)
    known = [
        rule
        for rule in rules.alliances
        if rule.partner_id in partner_by_id and rule.lead_id in lead_by_id
    ]
    forbidden = {(rule.partner_id, rule.lead_id) for rule in rules.forbidden}
    seen: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for rule in known:
        if rule.partner_id in seen:
            first = seen[rule.partner_id]
            yield Problem(
                "alliance-twice",
                rule.partner_id,
                found=rule.lead_id,
                expected=(first,),
                rule="alliance",
            )
            continue
        seen[rule.partner_id] = rule.lead_id
        taken[rule.lead_id] += 1
        partner, lead = partner_by_id[rule.partner_id], lead_by_id[rule.lead_id]
        if (partner.id, lead.id) in forbidden:
            yield Problem("alliance-forbidden", partner.id, found=lead.id, rule="alliance")
        fitting = rules.stages.get(partner.stage, ())
        if lead.stage not in fitting:
            yield Problem(
                "alliance-stages",
                partner.id,
                found=lead.id,
                expected=tuple(fitting),
                rule="alliance",
            )
        if rules.furthest_km is not None and partner.latitude is not None is not lead.latitude:
            one = unit_vectors([partner.latitude], [partner.longitude])
            other = unit_vectors([lead.latitude], [lead.longitude])
            km = float(distances_km(one, other)[0, 0])
            if km > float(rules.furthest_km):
                yield Problem(
                    "alliance-too-far",
                    partner.id,
                    found=f"{lead.id}: {km:.1f}",
                    expected=(f"≤ {rules.furthest_km}",),
                    rule="alliance",
                )
    for lead_id, count in taken.items():
        room = places_of(lead_by_id[lead_id], rules.places)
        if count > room:
            yield Problem(
                "alliance-over-places",
                lead_id,
                found=str(count),
                expected=(str(room),),
                rule="alliance",
            )
