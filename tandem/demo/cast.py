"""Who takes part: schools with their people, and the pairs with their mentorships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tandem.demo import calendar
from tandem.demo.district import District, Row
from tandem.demo.names import full_school_name, person_names, school_names
from tandem.demo.stories import Stage, Story, story_of

BUREAU = "LT"
MANAGER_POSTS = ("deputy_head", "deputy_head", "middle_manager", "league", "team", "archives")
_HONOURS = ("subject_leader", "backbone", "backbone", "excellent")
_SUBJECTS = {
    "kindergarten": ("language", "health", "arts", "society"),
    "primary": ("chinese", "maths", "chinese", "english", "science"),
    "junior": ("chinese", "maths", "maths", "physics"),
    "nine_year": ("chinese", "maths", "english", "history"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A person at a school as the records show them."""

    id: str
    post: str
    honour: str | None


@dataclass(slots=True)
class School:
    """A school with its people; ``free_mentors`` have no mentee yet."""

    row: Row
    head: Member
    managers: list[Member]
    teachers: list[Member]
    free_mentors: list[Member] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The school's id."""
        school_id: str = self.row["school_id"]
        return school_id

    def backbone(self) -> list[Member]:
        """The teachers with an honour."""
        return [teacher for teacher in self.teachers if teacher.honour]


@dataclass(frozen=True, slots=True)
class Tie:
    """One mentorship: its row, and who the two are."""

    row: Row
    mentor: Member
    mentee: Member


@dataclass(slots=True)
class Pair:
    """A collaboration in the making."""

    number: int
    row: Row
    lead: School
    partner: School
    story: Story
    ties: list[Tie] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The collaboration's id."""
        collaboration_id: str = self.row["collaboration_id"]
        return collaboration_id

    def runs_on(self, day: date) -> bool:
        """Whether the collaboration runs on a day."""
        ends_on: date | None = self.row["ends_on"]
        starts_on: date = self.row["starts_on"]
        return starts_on <= day and (ends_on is None or day <= ends_on)


class Cast:
    """Makes schools, people and pairs, and writes their rows."""

    def __init__(self, random: Random, district: District) -> None:
        self._random = random
        self._district = district
        self._places = school_names(random)
        self._names: Iterator[str] = person_names(random)
        self.officers = [self._member(None, "other") for _ in range(4)]

    def _member(self, school_id: str | None, post: str, honour: str | None = None) -> Member:
        people = self._district["people"]
        member = Member(f"P{len(people) + 1:05d}", post, honour)
        people.append({"person_id": member.id, "name": next(self._names), "school_id": school_id})
        return member

    def school(self, stage: str, *, large: bool, status: str = "open") -> School:
        """A school with a head, six managers and its teachers; a large one has more with honours."""
        schools = self._district["schools"]
        row: Row = {
            "school_id": f"S{len(schools) + 1:03d}",
            "name": full_school_name(next(self._places), stage),
            "stage": stage,
            "bureau_id": BUREAU,
            "status": status,
            "successor_id": None,
        }
        schools.append(row)
        school_id: str = row["school_id"]
        teachers = [
            self._member(
                school_id,
                "teacher",
                _HONOURS[n % len(_HONOURS)] if n < (8 if large else 1) else None,
            )
            for n in range(16 if large else 10)
        ]
        return School(
            row,
            self._member(school_id, "head"),
            [self._member(school_id, post) for post in MANAGER_POSTS],
            teachers,
            free_mentors=list(teachers),
        )

    def pairs(self, number_of_pairs: int) -> list[Pair]:
        """All pairs; now and then a steady lead looks after a second school."""
        pairs: list[Pair] = []
        spare: dict[Stage, School] = {}
        for number in range(number_of_pairs):
            story = story_of(number)
            # A school that leads twice has one figure for both, so equal and strong pairs stay apart.
            plain = not story.troubles.keys() - {"late_evaluation", "four_day_secondment"}
            sharing = story.stage == "primary" and story.forgets > 0 and plain
            if sharing and story.stage in spare:
                lead = spare.pop(story.stage)
            else:
                lead = self.school(story.stage, large=True)
                if sharing:
                    spare[story.stage] = lead
            # A nine-year school looks after a primary school.
            partner_stage = "primary" if story.stage == "nine_year" else story.stage
            partner = self.school(partner_stage, large=False)
            pairs.append(self._pair(number, lead, partner, story))
        return pairs

    def _pair(self, number: int, lead: School, partner: School, story: Story) -> Pair:
        starts_on, due, ends_on = calendar.ROUND_STARTS_ON, calendar.PLAN_DUE_ON, None
        if "made_in_mid_term" in story.troubles:
            starts_on = date(2025, 4, 14)
            due = starts_on + timedelta(days=30)
        if "merged" in story.troubles:
            ends_on = date(2025, 11, 14)
            partner.row |= {"status": "merged", "successor_id": lead.id}
        row: Row = {
            "collaboration_id": f"C{number + 1:03d}",
            "round_id": calendar.ROUND_ID,
            "batch": "第一批" if number % 24 < 14 else "第二批",
            "lead_school_id": lead.id,
            "partner_school_id": partner.id,
            "origin": "self_arranged" if "made_in_mid_term" in story.troubles else "assigned",
            "starts_on": starts_on,
            "ends_on": ends_on,
            "plan_due_on": due,
        }
        self._district["collaborations"].append(row)
        pair = Pair(number, row, lead, partner, story)
        self._ties(pair)
        return pair

    def _ties(self, pair: Pair) -> None:
        """Three or four mentorships; every fifth pair changes one after the first year."""
        starts_on: date = max(pair.row["starts_on"], calendar.TERMS[0].starts_on)
        if "no_mentors" in pair.story.troubles:
            # They were found at last, after the first year.
            starts_on = calendar.TERMS[2].starts_on
        subjects = _SUBJECTS[pair.story.stage]
        changed = calendar.TERMS[1].ends_on
        for n in range(3 + (pair.number % 4 == 1)):
            ends_on = pair.row["ends_on"]
            leaves = n == 2 and pair.number % 5 == 0 and starts_on < changed and ends_on is None
            self._tie(pair, subjects[n % len(subjects)], starts_on, changed if leaves else ends_on)
            if leaves:
                self._tie(pair, subjects[0], calendar.TERMS[2].starts_on, None)

    def _tie(self, pair: Pair, subject: str, starts_on: date, ends_on: date | None) -> None:
        rows = self._district["mentorships"]
        mentor = pair.lead.free_mentors.pop(0)
        mentee = pair.partner.teachers[(len(pair.ties) + 1) % len(pair.partner.teachers)]
        row: Row = {
            "mentorship_id": f"M{len(rows) + 1:04d}",
            "collaboration_id": pair.id,
            "mentor_id": mentor.id,
            "mentee_id": mentee.id,
            "subject": subject,
            "starts_on": starts_on,
            "ends_on": ends_on,
        }
        rows.append(row)
        pair.ties.append(Tie(row, mentor, mentee))
