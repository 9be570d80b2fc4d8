"""Mentor pairs in words: why this mentor, why somebody has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tandem.facts.labels import code_titles
from tandem.lib.messages import load_messages
from tandem.lib.titles import Language, Titles
from tandem.matching.mentors import CORE_SUBJECTS
from tandem.matching.model import Mentoring, MentorPair, Teacher
from tandem.reports.mentoring.results import MentoringResults

MESSAGES = Path(__file__).with_name("messages")


class MentoringWords:
    """The words for the teachers of one collaboration; ``subjects`` are the titles of their codes."""

    def __init__(
        self, teachers: MentorPair, subjects: Mapping[str, Titles], language: Language
    ) -> None:
        self.say = load_messages(MESSAGES, language)
        self.language = language
        honours = code_titles("participations", "honour")
        self._titles = {
            code: titles.get(language) for code, titles in (*subjects.items(), *honours.items())
        }
        self._teachers = {t.id: t for t in (*teachers.mentors, *teachers.mentees)}
        same = Counter(teacher.name for teacher in self._teachers.values())
        self._names = {
            t.id: t.name if same[t.name] == 1 and t.name else f"{t.name}（{t.id}）"
            for t in self._teachers.values()
        }

    def name(self, teacher_id: str) -> str:
        """What a teacher is called, with the id where others are called so too."""
        return self._names[teacher_id]

    def names(self, ids: Iterable[str]) -> str:
        """Several teachers."""
        return self.say("and").join(self.name(teacher_id) for teacher_id in ids)

    def titles(self, codes: Iterable[str]) -> str:
        """Subjects or honours by their titles; what has none as it was written."""
        return self.say("and").join(self._titles.get(code, code) for code in codes)

    def kind(self, pair: Mentoring) -> str:
        """One to one, or one to two."""
        mentor = self._teachers[pair.mentor_id]
        return self.say("one-to-one" if pair.of + mentor.mentees == 1 else "one-to-two")

    def reasons(self, pair: Mentoring, results: MentoringResults) -> list[str]:
        """Why this mentor: the subject, how many he or she guides, honours."""
        mentor = self._teachers[pair.mentor_id]
        core = pair.subject in CORE_SUBJECTS
        said = [
            self.say(
                "reason-core" if core else "reason-subject",
                {"subject": self.titles([pair.subject])},
            )
        ]
        others = [i for i in results.mentees_of(pair.mentor_id) if i != pair.mentee_id]
        if others:
            said.append(self.say("reason-also", {"other": self.names(others)}))
        elif mentor.mentees:
            said.append(self.say("reason-already"))
        else:
            said.append(self.say("reason-only"))
        if mentor.honours:
            said.append(self.say("reason-honours", {"honours": self.titles(mentor.honours)}))
        if mentor.subjects[0] != pair.subject:
            said.append(self.say("reason-second", {"subject": self.titles(mentor.subjects[:1])}))
        return said

    def why_left(self, mentee_id: str, results: MentoringResults) -> str:
        """Why a mentee has no mentor: nobody teaches the subject, or those who do are full."""
        subjects = self._teachers[mentee_id].subjects
        able = [t for t in results.teachers.mentors if set(t.subjects) & set(subjects)]
        params: dict[str, str | int] = {"subjects": self.titles(subjects)}
        if not able:
            return self.say("left-nobody", params)
        return self.say("left-full", {**params, "count": len(able), "names": self._first(able)})

    def lacking(self, results: MentoringResults) -> list[str]:
        """How many pairs too few there are, and by subject what would be needed."""
        match = results.match
        if not match.short:
            return []
        params = {"least": str(results.at_least), "count": match.short}
        said = [self.say("short", params)]
        for lack in match.shortages:
            lacked = {
                "subject": self.titles([lack.subject]),
                "count": lack.mentees_left,
                "mentors": str(lack.mentors),
                "places": str(lack.free_places),
            }
            said.append(self.say("short-subject", lacked))
        if not match.shortages:
            said.append(self.say("short-mentees", {"count": len(results.teachers.mentees)}))
        return said

    def _first(self, teachers: list[Teacher]) -> str:
        named = self.names(teacher.id for teacher in teachers[:4])
        return named if len(teachers) <= 4 else f"{named}…"
