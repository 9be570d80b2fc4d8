"""The parts of a draw, as they stand in its record. Field names are the members' names there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FORMAT = "tandem-draw-1"
METHODS = ("tickets", "rfc3797")
SOURCE_KINDS = ("dice", "lottery")
CONFLICT_KINDS = ("approved", "colleague", "other", "own", "relative")


@dataclass(frozen=True, slots=True)
class DrawObject:
    """What may be drawn: a school or a pair.

    ``related`` are ids that mean the same as its own in a conflict (the schools of the pair, the pair
    of the school); ``conflicts`` are ids of inspectors who must not come.
    """

    id: str
    name: str
    stratum: str = ""
    related: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Ids of schools or pairs that an inspector must not inspect, by reason.

    ``own``: works there, or in its pair · ``relative``: a relative does · ``colleague``: worked there
    in the last three years · ``approved``: approved its plan · ``other``: no reason published.
    """

    approved: tuple[str, ...] = ()
    colleague: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()

    def by_kind(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(kind, ids) of every kind."""
        return ((kind, getattr(self, kind)) for kind in CONFLICT_KINDS)


@dataclass(frozen=True, slots=True)
class Inspector:
    """Who may be sent. ``strata`` are those served; empty means all."""

    id: str
    name: str
    department: str = ""
    strata: tuple[str, ...] = ()
    conflicts: Conflicts = Conflicts()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part of the seed will come from, named before it exists.

    ``dice``: ``digits`` decimal dice (0 to 9) are rolled in public, in order. ``lottery``: the numbers of
    a published lottery, ``name`` says which and of what day (``digits`` is 0).
    """

    kind: str
    name: str
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a stratum: a decimal as text, 1 for strata that are not named."""

    stratum: str
    weight: str


@dataclass(frozen=True, slots=True)
class SizeRule:
    """How many are drawn; see :mod:`sizes`.

    ``rule`` is ``number`` (then ``number`` in all) or ``share`` (then ``share`` of all, a decimal as
    text). ``at_least`` in every stratum. ``draws_left`` above 0: every object at least once in the round,
    which has so many draws left, this one included.
    """

    rule: str
    number: int = 0
    share: str = ""
    weights: tuple[Weight, ...] = ()
    at_least: int = 0
    draws_left: int = 0


@dataclass(frozen=True, slots=True)
class StratumPlaces:
    """A stratum of ``size`` objects gets ``places``; ``first`` of them go to those not drawn yet."""

    stratum: str
    size: int
    first: int
    places: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier draw of the round: the digest of its record and the ids that it ended with."""

    sha256: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is settled before the seed exists. Lists are sorted by id (as people
    count: S2 before S10), without repeats.

    ``inspectors_each`` go to every object; ``per_inspector`` is the most objects for one of them.
    """

    format: str
    title: str
    on: date
    method: str
    sources: tuple[Source, ...]
    objects: tuple[DrawObject, ...]
    objects_sha256: str
    inspectors: tuple[Inspector, ...]
    inspectors_sha256: str
    size: SizeRule
    places: tuple[StratumPlaces, ...]
    earlier: tuple[Earlier, ...]
    inspectors_each: int
    per_inspector: int


@dataclass(frozen=True, slots=True)
class StratumDraw:
    """The ids drawn in a stratum, in the order of the lots."""

    stratum: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """The seed, one text a source, and what it drew."""

    on: date
    seeds: tuple[str, ...]
    drawn: tuple[StratumDraw, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """The inspectors of one object, in the order of the list."""

    object: str
    inspectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of inspectors: the strata drawn together, who took part, the try that held."""

    strata: tuple[str, ...]
    pool: tuple[str, ...]
    tries: int


@dataclass(frozen=True, slots=True)
class Step:
    """What happened after the draw, in order.

    ``kind`` is ``assign`` (the inspectors are drawn), ``object`` or ``inspector`` (``absent`` cannot take
    part for ``reason``; ``substitute`` comes instead, empty where there is none, or where each place is
    filled by lot). ``teams`` are the teams made or changed.
    """

    kind: str
    on: date
    absent: str
    substitute: str
    reason: str
    teams: tuple[Team, ...]
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The whole draw. ``sha256`` is the digest of all other members."""

    format: str
    frozen: Plan
    frozen_sha256: str
    draw: Draw
    steps: tuple[Step, ...]
    sha256: str
