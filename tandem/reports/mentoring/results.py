"""Proposed mentor pairs with what they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.matching.model import Mentoring, MentorMatch, MentorPair


@dataclass(frozen=True, slots=True)
class MentoringResults:
    """The teachers, the answer, the pairs asked for, the list's name and SHA-256."""

    teachers: MentorPair
    match: MentorMatch
    at_least: int
    place: str
    sha256: str

    def pair_of(self, mentee_id: str) -> Mentoring | None:
        """The pair of a mentee; ``None`` without a mentor."""
        return next((pair for pair in self.match.pairs if pair.mentee_id == mentee_id), None)

    def mentees_of(self, mentor_id: str) -> tuple[str, ...]:
        """The mentees that the answer gives to a mentor."""
        return tuple(pair.mentee_id for pair in self.match.pairs if pair.mentor_id == mentor_id)
