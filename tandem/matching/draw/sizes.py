"""How many are drawn in each stratum: by number, by share, by weight, and each at least once a round.

All arithmetic is exact. The rule, so that anyone can repeat it:

1. The number in all is ``number``, or the share of all objects rounded up.
2. Every stratum first gets ``at_least`` places, or as many as it has objects if these are fewer.
3. The rest goes to the strata in proportion to size x weight. A stratum whose portion reaches what it
   still has room for is filled, and the others share what is left, in the same way again.
4. Portions are rounded down; the places still left go to the largest remainders, of equal ones to the
   larger stratum, then to the one whose name comes first by code point.
5. Where every object must come up once in the round: with d draws left and u objects of a stratum not
   drawn yet, ceil(u / d) places of the stratum go to them first. If it has fewer places it gets so many.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from tandem.matching.draw.model import DrawObject, Earlier, SizeRule, StratumPlaces
from tandem.matching.draw.problems import DrawError, DrawProblem, refuse

_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,8}[1-9])?")


def is_decimal(text: str) -> bool:
    """Whether ``text`` is a decimal as a record writes it: ``3``, ``0.25``; no sign, no idle zeros."""
    return bool(_DECIMAL.fullmatch(text))


def apportion(
    total: int,
    sizes: Mapping[str, int],
    weights: Mapping[str, Fraction] | None = None,
    at_least: int = 0,
) -> dict[str, int]:
    """Places for each stratum: ``total`` of them, steps 2 to 4 of the rule above.

    ``sizes`` counts the objects of each stratum; a missing weight is 1. Raises ``DrawError``:
    ``size-too-many`` (more than there are where the weight is not 0), ``size-below-least``.
    """
    weights = weights or {}
    places = {stratum: min(at_least, size) for stratum, size in sizes.items()}
    rest = total - sum(places.values())
    if rest < 0:
        raise refuse("size-below-least", number=total, least=sum(places.values()))
    portions = {s: Fraction(n) * weights.get(s, Fraction(1)) for s, n in sizes.items()}
    open_strata = sorted(s for s in sizes if portions[s] and places[s] < sizes[s])
    room = sum(sizes[s] - places[s] for s in open_strata)
    if rest > room:
        raise refuse("size-too-many", number=total, most=total - rest + room)
    while rest:
        whole = sum(portions[s] for s in open_strata)
        quotas = {s: rest * portions[s] / whole for s in open_strata}
        full = [s for s in open_strata if quotas[s] >= sizes[s] - places[s]]
        if not full:
            _round(quotas, sizes, rest, places)
            break
        for stratum in full:
            rest -= sizes[stratum] - places[stratum]
            places[stratum] = sizes[stratum]
        open_strata = [s for s in open_strata if s not in full]
    return places


def _round(
    quotas: Mapping[str, Fraction], sizes: Mapping[str, int], rest: int, places: dict[str, int]
) -> None:
    """Largest remainder; every quota is below the room of its stratum."""
    for stratum, quota in quotas.items():
        places[stratum] += math.floor(quota)
    left = rest - sum(math.floor(quota) for quota in quotas.values())
    order = sorted(quotas, key=lambda s: (math.floor(quotas[s]) - quotas[s], -sizes[s], s))
    for stratum in order[:left]:
        places[stratum] += 1


def plan_places(
    objects: Sequence[DrawObject], rule: SizeRule, earlier: Iterable[Earlier] = ()
) -> tuple[StratumPlaces, ...]:
    """The places of every stratum, sorted by its name. Raises ``DrawError`` with all that is wrong."""
    sizes = Counter(o.stratum for o in objects)
    problems = _rule_problems(rule, sizes)
    if problems:
        raise DrawError(problems)
    total = rule.number
    if rule.rule == "share":
        total = math.ceil(Fraction(rule.share) * len(objects))
    weights = {w.stratum: Fraction(w.weight) for w in rule.weights}
    places = apportion(total, sizes, weights, rule.at_least)
    drawn = {object_id for draw in earlier for object_id in draw.ids}
    fresh = Counter(o.stratum for o in objects if o.id not in drawn)
    found = []
    for stratum in sorted(sizes):
        first = -(-fresh[stratum] // rule.draws_left) if rule.draws_left else 0
        most = max(places[stratum], first)
        found.append(StratumPlaces(stratum, sizes[stratum], first, most))
    return tuple(found)


def _rule_problems(rule: SizeRule, sizes: Mapping[str, int]) -> list[DrawProblem]:
    problems: list[DrawProblem] = []

    def tell(code: str, **params: object) -> None:
        problems.append(DrawProblem(code, {name: str(value) for name, value in params.items()}))

    if rule.rule == "share":
        if rule.number or not is_decimal(rule.share) or not 0 < Fraction(rule.share) <= 1:
            tell("size-share", found=rule.share)
    elif rule.rule != "number" or rule.share or rule.number < 1:
        tell("size-number", found=rule.number)
    if rule.at_least < 0:
        tell("size-least", found=rule.at_least)
    if rule.draws_left < 0:
        tell("size-draws-left", found=rule.draws_left)
    named = [w.stratum for w in rule.weights]
    for weight in rule.weights:
        if weight.stratum not in sizes:
            known = "、".join(sorted(sizes))
            tell("weight-stratum", found=weight.stratum, known=known)
        if not is_decimal(weight.weight):
            tell("weight", stratum=weight.stratum, found=weight.weight)
    for stratum in sorted({s for s in named if named.count(s) > 1}):
        tell("weight-twice", stratum=stratum)
    return problems
