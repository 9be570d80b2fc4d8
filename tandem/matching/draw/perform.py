"""Carrying a draw out: the lots, the inspectors, the substitutions; each step adds to the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tandem.matching.draw.canonical import digest, is_clean
from tandem.matching.draw.conflicts import may_inspect
from tandem.matching.draw.feasible import Place, Shortage, find_shortage
from tandem.matching.draw.lots import lots_order, normal_seed, seed_text
from tandem.matching.draw.model import (
    FORMAT,
    Draw,
    Drawing,
    DrawObject,
    Plan,
    Record,
    Step,
    StratumDraw,
    Team,
)
from tandem.matching.draw.plan import plan_digest
from tandem.matching.draw.problems import refuse
from tandem.matching.draw.shape import to_json
from tandem.matching.draw.teams import deal_teams, together

REASON_LIMIT = 500


class NotEnoughInspectors(Exception):
    """No assignment without a conflict exists; ``shortage`` proves it."""

    def __init__(self, shortage: Shortage) -> None:
        super().__init__(f"{shortage.needed} needed, {shortage.available} available")
        self.shortage = shortage


@dataclass(slots=True)
class Standing:
    """How a record stands after its steps.

    ``drawn``: the ids of each stratum, substitutes in the place of the absent · ``teams``: the inspectors of
    each object · ``absent``: ids of objects and inspectors that cannot take part.
    """

    drawn: dict[str, list[str]]
    teams: dict[str, tuple[str, ...]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    assigned: bool = False

    @property
    def ids(self) -> list[str]:
        """All objects that are to be inspected now, stratum by stratum."""
        return [object_id for ids in self.drawn.values() for object_id in ids]


def select(plan: Plan, seed: str) -> tuple[StratumDraw, ...]:
    """The ids that ``seed`` (of :func:`~.lots.seed_text`) draws in each stratum, in the order of lots.

    In every stratum the ``first`` places go to the objects not drawn yet in the round, in the order of their
    lots, the other places to whoever comes next in that order, drawn before or not.
    """
    order = lots_order(plan.method, seed, [o.id for o in plan.objects])
    strata = {o.id: o.stratum for o in plan.objects}
    before = {object_id for earlier in plan.earlier for object_id in earlier.ids}
    drawn = []
    for places in plan.places:
        ids = [i for i in order if strata[i] == places.stratum]
        chosen = set([i for i in ids if i not in before][: places.first])
        others = [i for i in ids if i not in chosen]
        chosen.update(others[: places.places - len(chosen)])
        drawn.append(StratumDraw(places.stratum, tuple(i for i in ids if i in chosen)))
    return tuple(drawn)


def run_draw(plan: Plan, seeds: Sequence[str], on: date) -> Record:
    """The record of the draw with ``seeds``, one for each source of the plan, as published.

    Raises ``DrawError``: ``seed-count``, ``seed-dice``, ``seed-lottery``, ``date-before``.
    """
    if len(seeds) != len(plan.sources):
        raise refuse("seed-count", found=len(seeds), expected=len(plan.sources))
    _not_before(on, plan.on)
    normal = tuple(
        normal_seed(source.kind, source.digits, seed)
        for source, seed in zip(plan.sources, seeds, strict=True)
    )
    draw = Draw(on, normal, select(plan, seed_text(plan.method, normal)))
    return seal(Record(FORMAT, plan, plan_digest(plan), draw, (), ""))


def assign_inspectors(record: Record, on: date) -> Record:
    """The record with the inspectors of every drawn object, by lot.

    Raises ``DrawError`` (``assigned-already``, ``no-inspectors``, ``too-many-tries``, ``date-before``) and
    :class:`NotEnoughInspectors`.
    """
    standing = stand(record)
    if standing.assigned:
        raise refuse("assigned-already")
    if not record.frozen.inspectors:
        raise refuse("no-inspectors")
    wanted = [(object_id, ()) for object_id in standing.ids]
    teams, drawings = _fill(record, standing, wanted)
    return _with_step(record, Step("assign", on, "", "", "", teams, drawings))


def substitute(record: Record, absent: str, reason: str, on: date) -> Record:
    """The record with ``absent`` (an object drawn, or an inspector) replaced, for ``reason``.

    An object: by the next of its stratum in the order of lots that is not drawn; its inspectors, if
    they are drawn already, by lot from those who are free. An inspector: each of the places by lot from those
    who are free. Raises as :func:`assign_inspectors`, and ``absent-unknown``, ``absent-already``,
    ``absent-not-drawn``, ``reason``.
    """
    if not reason or not is_clean(reason) or len(reason) > REASON_LIMIT:
        raise refuse("reason", limit=REASON_LIMIT)
    standing = stand(record)
    if absent in standing.absent:
        raise refuse("absent-already", id=absent)
    if absent in {o.id for o in record.frozen.objects}:
        if absent not in standing.ids:
            raise refuse("absent-not-drawn", id=absent)
        return _substitute_object(record, standing, absent, reason, on)
    if absent not in {i.id for i in record.frozen.inspectors}:
        raise refuse("absent-unknown", id=absent)
    return _substitute_inspector(record, standing, absent, reason, on)


def _substitute_object(
    record: Record, standing: Standing, absent: str, reason: str, on: date
) -> Record:
    plan = record.frozen
    stratum = _object(plan, absent).stratum
    order = lots_order(plan.method, _seed(record), [o.id for o in plan.objects])
    strata = {o.id: o.stratum for o in plan.objects}
    used = {*standing.ids, *standing.absent}
    ids = (i for i in order if strata[i] == stratum and i not in used)
    instead = next(ids, "")
    standing.absent.add(absent)
    standing.teams.pop(absent, None)
    teams: tuple[Team, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    if instead and standing.assigned:
        teams, drawings = _fill(record, standing, [(instead, ())])
    return _with_step(record, Step("object", on, absent, instead, reason, teams, drawings))


def _substitute_inspector(
    record: Record, standing: Standing, absent: str, reason: str, on: date
) -> Record:
    standing.absent.add(absent)
    teams: tuple[Team, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    if standing.assigned:
        wanted: list[tuple[str, tuple[str, ...]]] = []
        for object_id in standing.ids:
            team = standing.teams[object_id]
            if absent in team:
                standing.teams[object_id] = tuple(i for i in team if i != absent)
                wanted.append((object_id, standing.teams[object_id]))
        if not wanted:
            raise refuse("absent-not-drawn", id=absent)
        teams, drawings = _fill(record, standing, wanted)
    return _with_step(record, Step("inspector", on, absent, "", reason, teams, drawings))


def stand(record: Record) -> Standing:
    """How things stand after all steps of ``record``, as it says (nothing is drawn again)."""
    standing = Standing({d.stratum: list(d.ids) for d in record.draw.drawn})
    for step in record.steps:
        if step.kind == "assign":
            standing.assigned = True
        else:
            standing.absent.add(step.absent)
        if step.kind == "object":
            standing.teams.pop(step.absent, None)
            for ids in standing.drawn.values():
                if step.absent in ids:
                    place = ids.index(step.absent)
                    ids[place : place + 1] = [step.substitute] if step.substitute else []
        standing.teams.update({team.object: team.inspectors for team in step.teams})
    return standing


def seal(record: Record) -> Record:
    """``record`` with the digest of all its other members."""
    members = to_json(record)
    del members["sha256"]
    return replace(record, sha256=digest(members))


def _listed(plan: Plan, ids: Sequence[str]) -> tuple[str, ...]:
    """Inspectors in the order of the list."""
    return tuple(i.id for i in plan.inspectors if i.id in ids)


def _seed(record: Record) -> str:
    return seed_text(record.frozen.method, record.draw.seeds)


def _object(plan: Plan, object_id: str) -> DrawObject:
    return next(o for o in plan.objects if o.id == object_id)


def _not_before(on: date, earliest: date) -> None:
    if on < earliest:
        raise refuse("date-before", found=on.isoformat(), earliest=earliest.isoformat())


def _with_step(record: Record, step: Step) -> Record:
    _not_before(step.on, record.steps[-1].on if record.steps else record.draw.on)
    return seal(replace(record, steps=(*record.steps, step)))


def _fill(
    record: Record, standing: Standing, wanted: Sequence[tuple[str, tuple[str, ...]]]
) -> tuple[tuple[Team, ...], tuple[Drawing, ...]]:
    """Draw the inspectors that the objects ``wanted`` (id, those it has) still lack.

    The key of a drawing is seed/step/group, both counted from 1.
    """
    plan = record.frozen
    load = Counter(i for team in standing.teams.values() for i in team)
    room = {
        i.id: 0 if i.id in standing.absent else max(plan.per_inspector - load[i.id], 0)
        for i in plan.inspectors
    }
    objects = {o.id: o for o in plan.objects}
    having = dict(wanted)
    places = []
    for object_id, has in wanted:
        inspected = objects[object_id]
        free = (i for i in plan.inspectors if room[i.id] and i.id not in has)
        allowed = frozenset(i.id for i in free if may_inspect(i, inspected))
        places.append(Place(object_id, inspected.stratum, plan.inspectors_each - len(has), allowed))
    shortage = find_shortage(places, room)
    if shortage is not None:
        raise NotEnoughInspectors(shortage)
    teams: list[Team] = []
    drawings: list[Drawing] = []
    for number, group in enumerate(together(places), 1):
        able = frozenset[str]().union(*(place.allowed for place in group))
        pool = [i.id for i in plan.inspectors if i.id in able]
        key = f"{_seed(record)}/{len(record.steps) + 1}/{number}"
        dealt, tries = deal_teams(group, pool, key, room if plan.per_inspector > 1 else None)
        strata = tuple(sorted({place.stratum for place in group}))
        drawings.append(Drawing(strata, tuple(pool), tries))
        teams += [Team(o, _listed(plan, (*having[o], *new))) for o, new in dealt.items()]
    return tuple(teams), tuple(drawings)
