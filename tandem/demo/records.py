"""The district's records: how an activity comes to be written down, and by when it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from tandem.demo.cast import Member, Pair, School
from tandem.demo.district import District, Row

Attendance = tuple[Member, str, str]
"""A person, the side, and the part taken."""

WAITING_DAYS = 9
"""So many days back, some records still wait for the other school's confirmation."""


class Records:
    """Writes rows to the district; what lies after ``today`` has not happened and is left out."""

    def __init__(
        self, random: Random, district: District, today: date, officers: Sequence[Member]
    ) -> None:
        self.random = random
        self.district = district
        self.today = today
        self._officers = officers
        self._counters: dict[str, int] = {}

    def new_id(self, letter: str, digits: int = 5) -> str:
        """The next id that begins with that letter."""
        number = self._counters.get(letter, 0) + 1
        self._counters[letter] = number
        return f"{letter}{number:0{digits}d}"

    def add(self, table: str, row: Row) -> None:
        """Adds a row as it is."""
        self.district[table].append(row)

    def happened(self, pair: Pair, day: date) -> bool:
        """Whether the pair was together on that day and the day has come."""
        return day <= self.today and pair.runs_on(day)

    def hold(
        self,
        pair: Pair,
        kind: str,
        day: date,
        people: Iterable[Attendance],
        *,
        host: str,
        topics: Sequence[str] = (),
        event: str | None = None,
        sessions: int = 1,
        mentorship: Row | None = None,
        subject: str | None = None,
        status: str | None = None,
    ) -> None:
        """Writes down an activity with its topics and people, if its day has come."""
        if not self.happened(pair, day):
            return
        activity_id = self.new_id("A", 6)
        if status is None:
            waiting = (self.today - day).days < WAITING_DAYS and self.random.random() < 0.3
            status = "submitted" if waiting else "confirmed"
        self.add(
            "activities",
            {
                "activity_id": activity_id,
                "event_id": event,
                "collaboration_id": pair.id,
                "kind": kind,
                "held_on": day,
                "host_side": host,
                "sessions": sessions,
                "mentorship_id": mentorship["mentorship_id"] if mentorship else None,
                "subject": mentorship["subject"] if mentorship else subject,
                "status": status,
            },
        )
        for topic in topics:
            self.add("activity_topics", {"activity_id": activity_id, "topic": topic})
        present: set[str] = set()
        for member, side, part in people:
            if member.id in present:
                continue
            present.add(member.id)
            self.add(
                "participations",
                {
                    "activity_id": activity_id,
                    "person_id": member.id,
                    "side": side,
                    "post": member.post,
                    "honour": member.honour,
                    "part": part,
                },
            )

    def audience(self, school: School, side: str, least: int, most: int) -> list[Attendance]:
        """Some teachers of a school who listen."""
        number = self.random.randint(least, most)
        start = self.random.randrange(len(school.teachers))
        chosen = (school.teachers + school.teachers)[start : start + number]
        return [(teacher, side, "attendee") for teacher in chosen]

    def officer(self, chance: float) -> list[Attendance]:
        """An officer of the bureau, if one comes."""
        if self.random.random() >= chance:
            return []
        return [(self.random.choice(self._officers), "bureau", "observer")]

    def pupils(self, side: str, number: int) -> list[Attendance]:
        """Pupils, who appear without a name."""
        return [
            (Member(self.new_id("X", 6), "student", None), side, "attendee") for _ in range(number)
        ]
