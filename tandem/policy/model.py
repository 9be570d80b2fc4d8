"""A policy as values: rules, vocabulary and judgment. Immutable, named by the hash of its text.

Every key is documented in ``docs/policy.md``; ``tandem.policy.load`` is the only place that makes
these objects from a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from tandem.lib.titles import Titles
from tandem.policy.results import Band, Duty, Severity

Each = Literal["collaboration", "mentorship", "secondment"]
Per = Literal["term", "year", "round"]
Source = Literal[
    "activities", "mentorships", "secondments", "evaluations", "outputs", "plans", "aid", "visits"
]
Measure = Literal["count", "sessions", "topics", "subjects", "share"]
IfNone = Literal["owed", "not_applicable"]
SchoolScope = Literal["both", "either", "lead", "partner"]

PERS: tuple[Per, ...] = ("term", "year", "round")


@dataclass(frozen=True, slots=True)
class People:
    """A condition that at least one participant must meet; an empty tuple means *any*.

    ``who`` asks that the participant is the mentor or the mentee of the activity's mentorship,
    matched by person alone.
    """

    side: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    honour: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    who: Literal["mentor", "mentee"] | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The conditions that a record must meet to count; an empty one does not restrict.

    Which of them a rule may use depends on what it counts (``load.WHERE_KEYS``).

    ``within_days``: held no later than so many days after the period's first day (day 0).
    ``weekdays``: a secondment of at least so many Mondays to Fridays.
    ``by``: whose outputs count towards a mentorship.
    """

    kind: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    present: tuple[People, ...] = ()
    within_days: int | None = None
    from_side: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    weekdays: int = 0
    grade: tuple[str, ...] = ()
    by: Literal["mentee", "mentor"] = "mentee"
    event: Literal["submitted", "approved"] = "submitted"
    department: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Only:
    """Which collaborations and terms a rule concerns; elsewhere it is *not applicable*."""

    stage: tuple[str, ...] = ()
    school: SchoolScope = "both"
    batch: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    season: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enough:
    """How many of the things counted for must meet a rule: all, a number, or a share of them."""

    number: int | None = None
    share: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement of the programme.

    ``duty`` is the side that must see to it, ``each`` the thing counted for, ``per`` the period,
    ``count`` the records counted and ``measure`` what is added up; ``at_least`` is the minimum.
    ``shared_by``: the minimum must come in equal parts from these people.
    ``due``/``grace_days``: the day by which it must be done instead of the period's end.
    """

    id: str
    clause: str
    title: Titles
    duty: Duty
    severity: Severity
    weight: Decimal
    each: Each
    per: Per
    count: Source
    measure: Measure
    at_least: Decimal
    where: Where = field(default_factory=Where)
    shared_by: tuple[People, ...] = ()
    enough: Enough = field(default_factory=Enough)
    if_none: IfNone = "owed"
    due: Literal["plan_due_on"] | None = None
    grace_days: int = 0
    only: Only = field(default_factory=Only)


@dataclass(frozen=True, slots=True)
class Judgment:
    """The numbers of the bundled assessment (clause 6.1); see the reading's "Judgment".

    ``blocking`` names round rules whose shortfall bars an award in the year of their deadline.
    Bands are minimum scores; below the lowest is *fail*.
    """

    lag_below: Decimal
    progress_min: Decimal
    progress_group_min: int
    weight_fulfilment: Decimal
    weight_check: Decimal
    weight_progress: Decimal
    progress_at_zero: Decimal
    progress_per_z: Decimal
    formula: Literal["mean", "min"]
    alpha: Decimal
    bands: tuple[tuple[Band, Decimal], ...]
    award_min_band: Band
    quota: Decimal
    blocking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The codes that a policy defines, each with its titles, in the order of the file."""

    kinds: Mapping[str, Titles]
    topics: Mapping[str, Titles]
    subjects: Mapping[str, Titles]
    grades: Mapping[str, Titles]


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy. ``hash`` is the SHA-256 of ``text``; two policies with one hash are one."""

    id: str
    title: Titles
    text: str
    hash: str
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    judgment: Judgment

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; ``KeyError`` if the policy has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def codes(self) -> dict[str, Mapping[str, Titles]]:
        """The code lists that readers of facts check against (keys as in ``schema.Vocabulary``)."""
        return {
            "kinds": self.vocabulary.kinds,
            "topics": self.vocabulary.topics,
            "subjects": self.vocabulary.subjects,
            "grades": self.vocabulary.grades,
            "rules": {rule.id: rule.title for rule in self.rules},
        }
