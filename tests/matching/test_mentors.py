"""Mentor pairs inside a collaboration, against trying every way."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.matching import match_mentors
from tandem.matching.model import MentorPair, SubjectShortage, Teacher

CORE = {"chinese", "maths"}
SUBJECTS = st.lists(
    st.sampled_from(["chinese", "maths", "english", "art"]), min_size=1, max_size=2, unique=True
)


@st.composite
def collaborations(draw: st.DrawFn) -> MentorPair:
    mentors = [
        Teacher(
            f"M{n}",
            tuple(draw(SUBJECTS)),
            mentees=draw(st.integers(0, 2)),
            places=draw(st.integers(0, 2)),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    mentees = [Teacher(f"T{n}", tuple(draw(SUBJECTS))) for n in range(draw(st.integers(0, 4)))]
    return MentorPair(tuple(mentors), tuple(mentees))


def most_pairs(pair: MentorPair) -> tuple[int, int]:
    """The most pairs, and among those ways the most in Chinese or maths."""
    best = (0, 0)
    options = [
        [None, *(m for m in pair.mentors if set(m.subjects) & set(mentee.subjects))]
        for mentee in pair.mentees
    ]
    for choice in itertools.product(*options):
        if all(m.mentees + choice.count(m) <= m.places for m in pair.mentors if m in choice):
            made = [
                CORE & set(mentor.subjects) & set(mentee.subjects)
                for mentor, mentee in zip(choice, pair.mentees, strict=True)
                if mentor is not None
            ]
            best = max(best, (len(made), sum(map(bool, made))))
    return best


@settings(max_examples=150, deadline=None)
@given(pair=collaborations(), least=st.integers(0, 4))
def test_as_many_pairs_as_can_be_with_chinese_and_maths_first(pair: MentorPair, least: int) -> None:
    match = match_mentors(pair, least)
    mentors = {teacher.id: teacher for teacher in pair.mentors}
    mentees = {teacher.id: teacher for teacher in pair.mentees}
    assert (len(match.pairs), match.core) == most_pairs(pair)
    assert match.short == max(least - len(match.pairs), 0)
    for found in match.pairs:
        assert found.subject in mentors[found.mentor_id].subjects
        assert found.subject in mentees[found.mentee_id].subjects
        made = sum(other.mentor_id == found.mentor_id for other in match.pairs)
        mentor = mentors[found.mentor_id]
        assert found.of == made <= mentor.places - mentor.mentees
    matched = {found.mentee_id for found in match.pairs}
    assert set(match.unmatched) == set(mentees) - matched


def test_one_to_one_before_one_to_two_and_honours_first() -> None:
    mentors = (
        Teacher("A", ("maths",), ("excellent",)),
        Teacher("B", ("maths",), ("subject_leader",)),
        Teacher("C", ("maths",)),
    )
    mentees = (Teacher("X", ("maths",)), Teacher("Y", ("maths",)))
    match = match_mentors(MentorPair(mentors, mentees), 2)
    assert {found.mentor_id for found in match.pairs} == {"A", "B"}
    assert {found.of for found in match.pairs} == {1}


def test_too_few_pairs_say_why_by_subject() -> None:
    mentors = (Teacher("A", ("chinese",), mentees=1), Teacher("B", ("art",)))
    mentees = tuple(Teacher(f"T{n}", ("chinese",)) for n in range(3))
    mentees += (Teacher("U", ("maths",)),)
    match = match_mentors(MentorPair(mentors, mentees))
    assert (len(match.pairs), match.short) == (1, 2)
    assert match.shortages == (
        SubjectShortage("chinese", mentees_left=2, mentors=1, free_places=0),
        SubjectShortage("maths", mentees_left=1, mentors=0, free_places=0),
    )
