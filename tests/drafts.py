"""Building blocks of made-up districts: rows with ids, and the work that a term asks for.

``do_step`` adds what one group of requirements asks of a pair in a term, exactly enough and no
more, so that any change to one row matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tandem.demo.district import District, Row
from tandem.policy.schema import TABLES, TABLES_BY_NAME
from tests.contract_rules import runs_on

Person = tuple[str, str, str, str | None, str]
"""Person id, side, post, honour, part."""

STEPS = (
    "meeting", "heads", "seminars", "event", "observing", "guiding", "regular", "preparing",
    "projects", "lessons", "lectures", "study", "secondment", "visiting", "opening", "sharing",
    "writing", "department",
)  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A district in the making; ``id_style`` makes ids plain, all digits or awkward."""

    id_style: str = "plain"
    tables: District = field(default_factory=lambda: {table.name: [] for table in TABLES})
    counter: int = 0

    def new_id(self, letter: str) -> str:
        """A fresh id: ``A7``, ``07`` (a number to whoever guesses types) or ``甲'7-A``."""
        self.counter += 1
        if self.id_style == "digits":
            return f"0{self.counter}"
        return (
            f"甲'{self.counter}-{letter}" if self.id_style == "odd" else f"{letter}{self.counter}"
        )

    def add(self, table: str, **values: object) -> Row:
        """Adds a row with the contract's columns in order; absent ones are empty, ids fresh."""
        contract = TABLES_BY_NAME[table]
        row: Row = {column.name: values.pop(column.name, None) for column in contract.columns}
        assert not values, f"{table} has no {sorted(values)}"
        own = contract.columns[0]
        if contract.key == (own.name,) and row[own.name] is None:
            row[own.name] = self.new_id(table[0].upper())
        self.tables[table].append(row)
        return row

    def finish(self) -> District:
        """The district as it stands, without its empty optional tables."""
        return {
            table.name: self.tables[table.name]
            for table in TABLES
            if table.required or self.tables[table.name]
        }


@dataclass(slots=True)
class Pair:
    """A collaboration's row with its terms, its people and its mentorships."""

    row: Row
    terms: list[Row]
    lead: list[str]
    partner: list[str]
    mentorships: list[Row] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The collaboration's id."""
        collaboration_id: str = self.row["collaboration_id"]
        return collaboration_id

    def people(self) -> list[str]:
        """Everybody of both schools: heads first, then managers or backbone teachers."""
        return [*self.lead, *self.partner]


def _activity(
    draft: Draft,
    pair: Pair,
    kind: str,
    day: date,
    people: list[Person],
    *,
    topics: tuple[str, ...] = (),
    **values: object,
) -> None:
    values = {"host_side": "partner", "status": "confirmed"} | values
    row = draft.add("activities", collaboration_id=pair.id, kind=kind, held_on=day, **values)
    activity_id = row["activity_id"]
    for topic in topics:
        draft.add("activity_topics", activity_id=activity_id, topic=topic)
    for person, side, post, honour, part in people:
        draft.add(
            "participations",
            activity_id=activity_id,
            person_id=person,
            side=side,
            post=post,
            honour=honour,
            part=part,
        )


def do_step(draft: Draft, pair: Pair, step: str, days: Iterator[date]) -> None:
    """Adds the least that a step of ``STEPS`` asks for in a term; ``days`` supplies the dates.

    ``secondment`` is not among them: its dates are the caller's (``add_secondment``).
    """
    lead_head: Person = (pair.lead[0], "lead", "head", None, "chair")
    partner_head: Person = (pair.partner[0], "partner", "head", None, "attendee")
    manager: Person = (pair.partner[1], "partner", "archives", None, "observer")
    backbone: Person = (pair.lead[1], "lead", "teacher", "subject_leader", "speaker")
    match step:
        case "meeting":
            people = [lead_head, manager]
            _activity(draft, pair, "collaboration_meeting", next(days), people, host_side="online")
        case "heads":
            heads = [lead_head, partner_head]
            _activity(draft, pair, "heads_exchange", next(days), heads, topics=("brand",))
        case "seminars":
            for topics in (("culture",), ("lighter_load", "effective_research")):
                people = [backbone, manager]
                _activity(draft, pair, "joint_seminar", next(days), people, topics=topics)
        case "event":
            pupil: Person = (draft.new_id("pupil"), "lead", "student", None, "attendee")
            _activity(draft, pair, "student_event", next(days), [pupil, manager])
        case "regular":
            for person in (manager, partner_head):
                people = [lead_head, person]
                _activity(draft, pair, "regular_meeting", next(days), people, host_side="lead")
        case "preparing" | "projects" | "lessons" | "lectures":
            kinds = {
                "preparing": "lesson_preparation",
                "projects": "project_guidance",
                "lessons": "demonstration_lesson",
                "lectures": "lecture",
            }
            for _ in range(2):
                _activity(draft, pair, kinds[step], next(days), [backbone], subject="chinese")
        case "study":
            _activity(draft, pair, "study_visit", next(days), [manager], host_side="lead")
        case "department":
            draft.add(
                "visits", collaboration_id=pair.id, department="research", visited_on=next(days)
            )
        case _:
            for mentorship in pair.mentorships:
                _mentorship_step(draft, pair, mentorship, step, days)


def _mentorship_step(
    draft: Draft, pair: Pair, mentorship: Row, step: str, days: Iterator[date]
) -> None:
    own = {"mentorship_id": mentorship["mentorship_id"], "subject": mentorship["subject"]}
    mentor: Person = (mentorship["mentor_id"], "lead", "teacher", None, "observer")
    # Who gives the lesson is on record as teacher or as speaker: both are right.
    part = "speaker" if mentorship["subject"] == "chinese" else "teacher"
    mentee: Person = (mentorship["mentee_id"], "partner", "teacher", None, part)
    match step:
        case "observing":
            _activity(draft, pair, "mentor_observation", next(days), [mentor], sessions=2, **own)
        case "guiding":
            for _ in range(2):
                _activity(draft, pair, "research_guidance", next(days), [mentor], **own)
        case "visiting":
            for sessions in (None, 1):
                own |= {"sessions": sessions, "host_side": "lead"}
                _activity(draft, pair, "observation_visit", next(days), [mentee], **own)
        case "opening":
            _activity(draft, pair, "open_lesson", next(days), [mentee, mentor], **own)
        case "sharing" | "writing":
            draft.add(
                "outputs",
                collaboration_id=pair.id,
                person_id=mentorship["mentee_id"],
                kind="project_participation" if step == "sharing" else "case",
                completed_on=next(days),
            )


def add_secondment(
    draft: Draft, pair: Pair, starts_on: date, weekdays: int, evaluated_on: date | None
) -> Row:
    """Adds a partner manager's secondment that contains exactly so many weekdays."""
    ends_on = last_weekday(starts_on, weekdays)
    return draft.add(
        "secondments",
        collaboration_id=pair.id,
        person_id=pair.partner[1],
        from_side="partner",
        post="archives",
        starts_on=starts_on,
        ends_on=ends_on,
        evaluated_on=evaluated_on,
    )


def last_weekday(starts_on: date, weekdays: int) -> date:
    """The day on which a period reaches that number of weekdays."""
    day = starts_on
    left = weekdays - (day.weekday() < 5)
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def keep_to_two_mentees(draft: Draft) -> None:
    """Gives a mentorship a mentor of its own wherever one would have three mentees at a time."""
    kept: dict[str, list[Row]] = {}
    for row in draft.tables["mentorships"]:
        others = kept.setdefault(row["mentor_id"], [])
        trial = [*others, row]
        for day in [other["starts_on"] for other in trial]:
            if len({other["mentee_id"] for other in trial if runs_on(other, day)}) > 2:
                row["mentor_id"] = draft.new_id("mentor")
                break
        kept.setdefault(row["mentor_id"], []).append(row)
