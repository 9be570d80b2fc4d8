"""Mentor pairs inside a collaboration: who guides whom (clauses 4.2 and 5.1.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from tandem.matching.lots import school_lots
from tandem.matching.model import (
    Mentoring,
    MentorMatch,
    MentorPair,
    PairingError,
    Problem,
    SubjectShortage,
    Teacher,
)
from tandem.matching.optimum import find_optimum

MOST_MENTEES = 2
"""A mentor has one or two mentees at the same time (一对一或一对二)."""

CORE_SUBJECTS = ("chinese", "maths")
HONOURS = ("subject_leader", "backbone", "excellent")
"""The dearest first; a mentor of a higher honour is preferred."""

_LATER = 1_000
_SECOND = 100
_OTHER_SUBJECT = 10


def match_mentors(pair: MentorPair, min_pairs: int = 3) -> MentorMatch:
    """As many mentor pairs as can be, Chinese and maths first, one to one before one to two.

    Mentor and mentee share a subject; nobody guides more than two (or than his or her own places),
    those guided already included.
    Among equal numbers of pairs those in Chinese and maths come first, then mentors who have nobody
    yet, then the higher honour, then the mentor's first subject. Where fewer than ``min_pairs`` can be
    made, ``shortages`` says by subject what is lacking.

    Raises :class:`PairingError` for an id twice, a mentor with more than two mentees, a bad minimum.
    """
    _check(pair, min_pairs)
    mentors = sorted(pair.mentors, key=lambda teacher: teacher.id)
    mentees = sorted(pair.mentees, key=lambda teacher: teacher.id)
    seats = [
        (mentor, seat)
        for mentor in mentors
        for seat in range(mentor.mentees + 1, mentor.places + 1)
    ]
    chosen = _placed(mentees, seats)
    load = Counter(mentor.id for mentor in chosen.values())
    pairs = tuple(
        Mentoring(mentor.id, mentee.id, _subject(mentor, mentee) or "", load[mentor.id])
        for mentee in mentees
        if (mentor := chosen.get(mentee.id)) is not None
    )
    left = [mentee for mentee in mentees if mentee.id not in chosen]
    short = max(min_pairs - len(pairs), 0)
    return MentorMatch(
        pairs=pairs,
        core=sum(found.subject in CORE_SUBJECTS for found in pairs),
        short=short,
        shortages=_shortages(mentors, left, load) if short else (),
        unmatched=tuple(mentee.id for mentee in left),
    )


def _check(pair: MentorPair, min_pairs: int) -> None:
    problems: list[Problem] = []
    if isinstance(min_pairs, bool) or not isinstance(min_pairs, int) or min_pairs < 0:
        problems.append(Problem("bad-limit", key="min_pairs", found=str(min_pairs)))
    counts = Counter(teacher.id for teacher in (*pair.mentors, *pair.mentees))
    problems.extend(
        Problem("duplicate-teacher", name, "id") for name, count in counts.items() if count > 1
    )
    problems.extend(
        Problem("too-many-mentees", mentor.id, key, found=str(getattr(mentor, key)))
        for mentor in pair.mentors
        for key in ("mentees", "places")
        if not 0 <= getattr(mentor, key) <= MOST_MENTEES
    )
    if problems:
        raise PairingError(tuple(problems))


def _placed(mentees: Sequence[Teacher], seats: Sequence[tuple[Teacher, int]]) -> dict[str, Teacher]:
    """Each mentee's mentor by the mentee's id: most pairs, at least cost."""
    if not mentees or not seats:
        return {}
    refused = np.iinfo(np.int32).max
    costs = np.full((len(mentees), len(seats)), refused, dtype=np.int32)
    for row, mentee in enumerate(mentees):
        for column, (mentor, seat) in enumerate(seats):
            subject = _subject(mentor, mentee)
            if subject is not None:
                costs[row, column] = _cost(mentor, seat, subject)
    optimum = find_optimum(
        costs,
        np.ones(len(seats), dtype=np.int64),
        np.zeros(len(mentees), dtype=np.int64),
        False,
        school_lots([mentee.id for mentee in mentees]),
        school_lots([f"{mentor.id} {seat}" for mentor, seat in seats]),
    )
    return {
        mentee.id: seats[column][0]
        for mentee, column in zip(mentees, optimum.column.tolist(), strict=True)
        if column >= 0
    }


def _subject(mentor: Teacher, mentee: Teacher) -> str | None:
    """The subject in which the one can guide the other: Chinese or maths before others."""
    shared = [subject for subject in mentee.subjects if subject in mentor.subjects]
    core = [subject for subject in shared if subject in CORE_SUBJECTS]
    return next(iter(core or shared), None)


def _cost(mentor: Teacher, seat: int, subject: str) -> int:
    later = _LATER if subject not in CORE_SUBJECTS else 0
    honour = min(
        (HONOURS.index(name) for name in mentor.honours if name in HONOURS), default=len(HONOURS)
    )
    other = _OTHER_SUBJECT if mentor.subjects[0] != subject else 0
    return later + _SECOND * (seat - 1) + honour + other


def _shortages(
    mentors: Sequence[Teacher], left: Sequence[Teacher], load: Counter[str]
) -> tuple[SubjectShortage, ...]:
    """By subject of the mentees left: how many they are, and who could have guided them."""
    found = []
    waiting = Counter(subject for mentee in left for subject in mentee.subjects[:1])
    for subject in sorted(waiting, key=lambda name: (name not in CORE_SUBJECTS, name)):
        able = [mentor for mentor in mentors if subject in mentor.subjects]
        free = sum(max(mentor.places - mentor.mentees, 0) - load[mentor.id] for mentor in able)
        found.append(SubjectShortage(subject, waiting[subject], len(able), free))
    return tuple(found)
