"""Invented schools for the tests of pairings, and the plain second reading that they are compared with."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from tandem.matching.model import PairRule, Rules, School, Weights

SUBJECTS = ("chinese", "maths", "english", "art")
STAGES = ("primary", "nine_year", "junior")


@st.composite
def schools(draw: st.DrawFn, prefix: str, least: int, most: int, kinds: int = 2) -> list[School]:
    """Some schools of one side, every field that a cost looks at drawn, some left unknown."""
    others = {"L": "P", "P": "L"}[prefix]
    names = st.lists(st.sampled_from([f"{others}{n}" for n in range(5)]), max_size=2, unique=True)
    subjects = st.lists(st.sampled_from(SUBJECTS), max_size=3, unique=True)
    return [
        School(
            id=f"{prefix}{n}",
            name=f"School {prefix}{n}",
            stage=draw(st.sampled_from(STAGES[:kinds])),
            latitude=30 + draw(st.integers(0, 5)) / 10,
            longitude=114 + draw(st.integers(0, 5)) / 10,
            pupils=draw(st.sampled_from([None, 40, 90, 300, 1200])),
            figures=draw(st.sampled_from([{}, {2025: 60.0}, {2024: 70.0, 2025: 82.5}])),
            strengths=tuple(draw(subjects)),
            needs=tuple(draw(subjects)),
            earlier=tuple(draw(names)),
            wishes=tuple(draw(names)),
            places=draw(st.integers(0, 3)) if prefix == "L" else None,
        )
        for n in range(draw(st.integers(least, most)))
    ]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[School], list[School], Rules, Weights]:
    """Up to four leads and five partners with rules that do not contradict each other outright."""
    leads = draw(schools("L", 1, 4))
    partners = draw(schools("P", 1, 5))
    pairs = [(partner, lead) for partner in partners for lead in leads]
    forbidden = draw(st.lists(st.sampled_from(pairs), max_size=5, unique_by=_ids))
    furthest = draw(st.sampled_from([None, Decimal(20), Decimal(35)]))
    rules = Rules(
        forbidden=tuple(PairRule(partner.id, lead.id) for partner, lead in forbidden),
        furthest_km=furthest,
    )
    alliances: list[PairRule] = []
    for partner, lead in draw(st.lists(st.sampled_from(pairs), max_size=2, unique_by=_ids)):
        held = [rule.lead_id for rule in alliances]
        fits = allowed(partner, lead, rules) and held.count(lead.id) < (lead.places or 0)
        if fits and partner.id not in {rule.partner_id for rule in alliances}:
            alliances.append(PairRule(partner.id, lead.id))
    rules = Rules(tuple(alliances), rules.forbidden, furthest_km=furthest)
    mode = draw(st.sampled_from(["keep", "renew", "ignore"]))
    return leads, partners, rules, Weights(earlier_mode=mode)


def _ids(pair: tuple[School, School]) -> tuple[str, str]:
    return pair[0].id, pair[1].id


def kilometres(one: School, other: School) -> float:
    """The haversine formula as it stands in books."""
    a, b = math.radians(one.latitude or 0), math.radians(other.latitude or 0)
    c = math.radians((one.longitude or 0) - (other.longitude or 0))
    h = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(c / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def allowed(partner: School, lead: School, rules: Rules) -> bool:
    """Whether the rules on pairs (not places) let these two go together."""
    forbidden = {(rule.partner_id, rule.lead_id) for rule in rules.forbidden}
    near = rules.furthest_km is None or kilometres(partner, lead) <= float(rules.furthest_km)
    fits = lead.stage in rules.stages.get(partner.stage, ())
    return near and fits and (partner.id, lead.id) not in forbidden


def arrangements(
    rows: int, columns: int, usable: Sequence[Sequence[bool]], places: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Every way of giving each row a column or none (-1) within the places."""
    options = [[-1, *(c for c in range(columns) if usable[r][c])] for r in range(rows)]
    for choice in itertools.product(*options):
        if all(choice.count(column) <= places[column] for column in range(columns)):
            yield choice


def best_measure(
    costs: Sequence[Sequence[int]],
    usable: Sequence[Sequence[bool]],
    places: Sequence[int],
    fair: bool,
    without: tuple[int, int] | None = None,
) -> tuple[int, int, int]:
    """The least (unplaced, dearest, total) over all arrangements, by trying every one.

    A row without a column counts as its cheapest, in the dearest (never below anybody's cheapest) and
    in the total; ``without`` is a pair that must not be.
    """
    rows, columns = len(costs), len(places)
    stay = [
        min((costs[r][c] for c in range(columns) if usable[r][c] and places[c]), default=0)
        for r in range(rows)
    ]
    found = []
    for choice in arrangements(rows, columns, usable, places):
        if without is not None and choice[without[0]] == without[1]:
            continue
        counted = [costs[r][c] if c >= 0 else stay[r] for r, c in enumerate(choice)]
        worst = max(counted + stay, default=0) if fair else 0
        found.append((choice.count(-1), worst, sum(counted)))
    return min(found)


def by_id(items: Sequence[School]) -> Mapping[str, School]:
    """Schools by id."""
    return {school.id: school for school in items}
