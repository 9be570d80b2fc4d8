"""Schools, the bureau's rules and weights, and what a pairing proposal says: values only.

Costs are whole numbers of hundredths of a *point*. A point is what one kilometre of travel weighs
with the default weights, so every other weight reads as "worth so many kilometres". Lower is better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Fairness = Literal["worst_off", "least_total"]
"""``worst_off``: the dearest pair as cheap as possible, then the least total; or the total alone."""

TermName = Literal["travel", "stage", "size", "quality", "needs", "earlier", "wishes"]
TERMS: tuple[TermName, ...] = (
    "travel",
    "stage",
    "size",
    "quality",
    "needs",
    "earlier",
    "wishes",
)
RuleKind = Literal["alliance", "forbidden", "stages", "furthest", "places"]
ChangeKind = Literal["closed", "merged", "opened", "places"]
Earlier = Literal["keep", "renew", "ignore"]
Side = Literal["lead", "partner"]

STAGES: tuple[str, ...] = ("kindergarten", "primary", "junior", "nine_year", "complete")
POINT = 100
"""Units of cost in a point."""

FITTING_STAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kindergarten": ("kindergarten",),
        "primary": ("primary", "nine_year"),
        "junior": ("junior", "nine_year", "complete"),
        "nine_year": ("nine_year",),
        "complete": ("complete",),
    }
)
"""The stages of a lead that fit a partner of each stage, unless the bureau says otherwise."""


@dataclass(frozen=True, slots=True)
class School:
    """One school of a new round. ``None`` and empty mean *not known*, never zero.

    ``latitude``/``longitude`` in degrees (WGS 84); ``figures`` are the bureau's quality figures by
    year; ``strengths`` and ``needs`` are subject codes; ``earlier`` are the ids of schools it was
    paired with before; ``wishes`` are ids, the dearest first. ``mentors`` is how many teachers could
    be mentors, ``places`` how many partners a lead takes (derived from mentors when not given).
    """

    id: str
    name: str
    stage: str
    latitude: float | None = None
    longitude: float | None = None
    pupils: int | None = None
    teachers: int | None = None
    figures: Mapping[int, float] = field(default_factory=dict, hash=False)
    strengths: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    mentors: int | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True)
class PairRule:
    """A rule on one pair: an approved alliance, or a forbidden pair. ``why`` is the bureau's word."""

    partner_id: str
    lead_id: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlacesRule:
    """How many partners a lead takes where its own number is not given.

    A collaboration needs ``mentor_pairs`` pairs of teachers (5.1.3) and a mentor takes
    ``mentees_per_mentor``, so a lead has ``mentors * mentees_per_mentor // mentor_pairs`` places, at
    most ``most``. Unknown mentors are taken as ``mentor_share`` of the teachers, rounded down;
    unknown teachers give ``default`` places.
    """

    most: int = 3
    default: int = 1
    mentor_pairs: int = 3
    mentees_per_mentor: int = 2
    mentor_share: Decimal = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Area:
    """Where the bureau's schools lie, in degrees: a place outside it is a slip."""

    south: Decimal
    north: Decimal
    west: Decimal
    east: Decimal


@dataclass(frozen=True, slots=True)
class Rules:
    """What a proposal must keep. ``furthest_km``: no pair further apart (great circle).

    ``lone_km``: a school further from all others is worth a warning (0: none); it forbids nothing.
    """

    alliances: tuple[PairRule, ...] = ()
    forbidden: tuple[PairRule, ...] = ()
    stages: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: FITTING_STAGES, hash=False
    )
    places: PlacesRule = field(default_factory=PlacesRule)
    furthest_km: Decimal | None = None
    area: Area | None = None
    lone_km: Decimal = Decimal(50)


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in points (see the module); each term's shape is beside its weight.

    ``travel`` is points a kilometre; ``minute`` points a minute, where travel times are given. The
    others are points for the whole term: ``stage`` if the stages fit but differ; ``size`` outside
    ``size_band`` (how many times as many pupils the lead should have), rising to the whole weight at a
    factor ``size_slack`` outside; ``quality`` outside ``quality_band`` (the lead's z-score less the
    partner's: enough to help, not so much that nothing carries over), whole at ``quality_slack``
    outside; ``needs`` by the share of the partner's needs that the lead is not strong in; ``earlier``
    for leaving an earlier partner (keep) or staying with it (renew); ``wishes`` by how far down, half
    for either school, an unnamed school weighing the whole half. What is not known weighs half.
    """

    travel: Decimal = Decimal(1)
    minute: Decimal = Decimal("0.6")
    stage: Decimal = Decimal(15)
    size: Decimal = Decimal(10)
    size_band: tuple[Decimal, Decimal] = (Decimal("1.5"), Decimal(12))
    size_slack: Decimal = Decimal(4)
    quality: Decimal = Decimal(10)
    quality_band: tuple[Decimal, Decimal] = (Decimal("0.3"), Decimal(2))
    quality_slack: Decimal = Decimal("1.5")
    needs: Decimal = Decimal(10)
    earlier: Decimal = Decimal(8)
    earlier_mode: Earlier = "keep"
    wishes: Decimal = Decimal(12)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input, as a code of :data:`PROBLEM_CODES`.

    ``school_id`` or ``rule`` says where, ``key`` which field, ``found`` what stood there,
    ``expected`` what could have.
    """

    code: str
    school_id: str = ""
    key: str = ""
    found: str = ""
    expected: tuple[str, ...] = ()
    rule: str = ""


PROBLEM_CODES: tuple[str, ...] = (
    "no-leads",  # the list of leads is empty
    "no-partners",
    "empty-id",
    "duplicate-school",  # an id twice; found = the second name
    "both-sides",  # the same id is a lead and a partner
    "unknown-stage",
    "no-coordinates",  # neither coordinates nor a travel time to every other side's school
    "coordinates-out-of-range",  # not degrees, or not finite
    "coordinates-swapped",  # longitude where latitude should be
    "coordinates-zero",  # 0, 0: an empty cell read as a number
    "bad-area",  # the area's south is above its north, its west beyond its east, or not degrees
    "outside-area",  # outside the bureau's own area
    "far-from-others",  # alone, hundreds of km from all others; found = km
    "bad-number",  # negative, NaN, infinite or too large; key = which
    "unknown-school",  # a rule, a travel time, a change or a pair names a school not in the lists
    "weight-out-of-range",
    "all-weights-zero",
    "band-order",  # a band's lower end is above its upper end
    "alliance-twice",  # a partner in two alliances
    "alliance-forbidden",  # the same pair is an alliance and forbidden
    "alliance-stages",  # an alliance whose stages do not fit
    "alliance-too-far",  # an alliance beyond furthest_km
    "alliance-over-places",  # more alliances than the lead has places; found = how many
    "pair-twice",  # the arrangement in force names a partner twice
    "over-places",  # the arrangement in force gives a lead more partners than it has places
    "change-twice",  # a school changes twice
    "no-successor",  # a merger without a school to take over, or with itself
    "no-school",  # an opening without the new school, or places without a number
    "not-a-lead",  # places of a school that is no lead
    "bad-fairness",
    "bad-limit",  # max_changed, min_pairs: not a whole number >= 0
    "duplicate-teacher",  # a teacher twice among mentors and mentees
    "too-many-mentees",  # a mentor has more than two mentees already, or is to; found = how many
    "bad-shape",  # solve(): costs, places or forbidden do not fit each other
    "not-finite",  # solve(): NaN, or infinity with the wrong sign
    "cost-range",  # solve(): numbers too large to add up exactly
)


class PairingError(Exception):
    """The input cannot be used: every problem, in the order found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        where = first.school_id or first.rule or first.key
        needed = f"; needed: {' | '.join(first.expected)}" if first.expected else ""
        said = " ".join(part for part in (first.code, where, first.found) if part)
        super().__init__(f"{said}{needed} ({len(problems)} in all)")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Term:
    """What one term adds to a pair's cost.

    ``cost`` in hundredths of a point. ``value`` is the measure: travel in km (or minutes, then
    ``unit`` is ``min``), size as how many times the pupils, quality as the difference of z-scores,
    needs as the share met, stage 1 if the same, earlier 1 if they were paired before, wishes as the
    partner's rank (1 = first; 0 = not named). ``None``: no data, or nobody asked.
    """

    name: TermName
    cost: int
    value: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One proposed pair, its cost and what each term adds. ``fixed``: an approved alliance."""

    partner_id: str
    lead_id: str
    cost: int
    terms: tuple[Term, ...]
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Shortage:
    """By numbers: these partners can only go to these leads, who have ``short`` places too few.

    One connected group; ``leads`` is empty where a partner has no lead at all that the rules allow.
    """

    partners: tuple[str, ...]
    leads: tuple[str, ...]
    places: int
    short: int


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule by which a pair or a place is refused.

    ``alliance`` and ``forbidden`` name partner and lead, ``places`` a lead; ``stages`` names the
    partner's and the lead's stage (in ``partner_id`` and ``lead_id``); ``furthest`` names nothing.
    """

    kind: RuleKind
    partner_id: str = ""
    lead_id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class RuleConflict:
    """Rules that cannot all be kept if every partner is to be placed.

    ``smallest``: proven that no conflict has fewer rules; else there may be one (so many schools and
    rules that the search was broken off).
    """

    rules: tuple[NamedRule, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why not every partner can be placed: by numbers and by rules. Both empty: it is possible."""

    shortages: tuple[Shortage, ...]
    conflict: RuleConflict | None


@dataclass(frozen=True, slots=True)
class Move:
    """A partner that goes elsewhere; ``None`` is no lead at all."""

    partner_id: str
    from_lead_id: str | None
    to_lead_id: str | None


@dataclass(frozen=True, slots=True)
class NextBest:
    """The best arrangement in which this partner has not this lead, against the proposed one.

    ``extra_unplaced`` partners more without a lead; the dearest pair ``extra_worst`` dearer (always 0
    for ``least_total``); the total ``extra_total`` dearer, which may be negative where one of the
    others is positive. ``moves`` begins with the partner itself, then who else would move.
    """

    lead_id: str | None
    extra_unplaced: int
    extra_worst: int
    extra_total: int
    moves: tuple[Move, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class PairReasons:
    """Why this partner has this lead.

    ``rank``: this lead is the partner's own n-th choice by cost of ``allowed`` leads that the rules
    leave (1 = its cheapest). ``tied``: the next best costs nothing more, the hash of the ids decided.
    For an alliance ``next_best`` says what dropping it would cost (or gain).
    """

    partner_id: str
    pair: Pair | None
    rank: int
    allowed: int
    tied: bool
    next_best: NextBest | None


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """What happened to a school since the pairing was made.

    ``closed``; ``merged`` into ``successor_id``; ``opened`` (with ``school`` and ``side``);
    ``places`` (a lead now takes so many).
    """

    kind: ChangeKind
    school_id: str
    successor_id: str = ""
    school: School | None = None
    side: Side = "partner"
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Teacher:
    """A teacher for mentoring: subject codes (the main one first), honours (codes).

    Of a mentor: ``mentees`` are those that he or she has already, ``places`` how many at most (0 to 2).
    """

    id: str
    subjects: tuple[str, ...]
    honours: tuple[str, ...] = ()
    mentees: int = 0
    name: str = ""
    places: int = 2


@dataclass(frozen=True, slots=True)
class MentorPair:
    """One collaboration's teachers: who may guide (lead) and who asks for guidance (partner)."""

    mentors: tuple[Teacher, ...]
    mentees: tuple[Teacher, ...]


@dataclass(frozen=True, slots=True)
class Mentoring:
    """One mentor with one mentee, in one subject. ``of`` = how many mentees of this match it has."""

    mentor_id: str
    mentee_id: str
    subject: str
    of: int


@dataclass(frozen=True, slots=True)
class SubjectShortage:
    """A subject in which mentees are left: how many, and how many mentors have it at all."""

    subject: str
    mentees_left: int
    mentors: int
    free_places: int


@dataclass(frozen=True, slots=True)
class MentorMatch:
    """The proposed mentor pairs; ``short`` of the minimum by so many, with why by subject.

    ``core`` is how many are in Chinese or maths.
    """

    pairs: tuple[Mentoring, ...]
    core: int
    short: int
    shortages: tuple[SubjectShortage, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Displaced:
    """A partner that had to move though its own lead stayed, and for whose sake.

    ``because``: the chain that began with a partner without a lead; the first is that partner, the last
    the one that took this one's place. Empty where it moved since its own lead has fewer places.
    """

    move: Move
    because: tuple[str, ...]
