"""A pair's work in one term: what the programme asks, as the pair's story lets it happen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from tandem.demo import calendar
from tandem.demo.calendar import Term
from tandem.demo.cast import Member, Pair, Tie
from tandem.demo.records import Attendance, Records

_EXCHANGE_TOPICS = ("school_development", "brand", "culture")
_SEMINAR_TOPICS = ("efficient_classroom", "effective_research", "culture", "lighter_load")
_GUIDANCE_KINDS = ("lecture", "demonstration_lesson", "lesson_preparation", "project_guidance")


class TermWork:
    """Records one pair's term; ``extras`` activities are added beyond what is asked."""

    def __init__(self, records: Records, pair: Pair, term: Term, extras: int) -> None:
        self._records = records
        self._random = records.random
        self._pair = pair
        self._term = term
        self._extras = extras
        self._over = term.ends_on < records.today

    def record(self) -> None:
        """Records the whole term as far as it has come."""
        self._together()
        if not self._strikes("stays_home"):
            self._outings()
        self._open_meetings()
        self._task("study", self._study_visit)
        self._secondment()
        ties = [tie for tie in self._pair.ties if self._runs(tie)]
        for number, tie in enumerate(ties):
            self._mentor(tie, weak=number == 0 and self._strikes("weak_mentorship"))
        for _ in range(self._extras):
            self._extra()

    # --- helpers ---

    def _strikes(self, trouble: str) -> bool:
        return self._pair.story.strikes(trouble, self._term.index)

    def _task(self, name: str, do: Callable[[], None]) -> None:
        """Does a task unless the pair forgets it, or its school is closed for repairs."""
        closed = name in ("event", "study") and self._strikes("school_closed")
        forgotten = self._over and self._random.random() < self._pair.story.forgets
        if not closed and not forgotten:
            do()

    def _day(self, begin: float = 0.05, end: float = 0.9) -> date:
        pace = self._pair.story.pace
        return calendar.pick_day(self._random, self._term, begin * pace, end * pace)

    def _runs(self, tie: Tie) -> bool:
        ends_on: date | None = tie.row["ends_on"]
        begun: bool = tie.row["starts_on"] <= self._term.ends_on
        return begun and (ends_on is None or ends_on >= self._term.starts_on)

    def _manager(self) -> Member:
        return self._random.choice(self._pair.partner.managers)

    def _lead_head(self) -> Attendance:
        return self._pair.lead.head, "lead", "chair"

    def _partner_head(self) -> Attendance:
        return self._pair.partner.head, "partner", "attendee"

    # --- both schools ---

    def _together(self) -> None:
        self._task("meeting", self._collaboration_meeting)
        self._heads_exchange()
        seminars = 1 if self._strikes("one_seminar") else 2
        for _ in range(seminars):
            self._task("seminar", self._joint_seminar)
        self._task("event", self._student_event)

    def _collaboration_meeting(self) -> None:
        people = [self._lead_head(), self._partner_head()]
        people += [(m, "lead", "attendee") for m in self._pair.lead.managers[:2]]
        people += [(m, "partner", "attendee") for m in self._pair.partner.managers[:2]]
        people += self._records.officer(0.3)
        host = self._random.choice(("lead", "partner", "online"))
        self._records.hold(
            self._pair, "collaboration_meeting", self._day(0.02, 0.3), people, host=host
        )

    def _heads_exchange(self) -> None:
        people = [self._lead_head(), (self._pair.lead.managers[0], "lead", "attendee")]
        deputy: Attendance = (self._pair.partner.managers[0], "partner", "attendee")
        people.append(deputy if self._strikes("deputy_for_head") else self._partner_head())
        topics = self._random.sample(_EXCHANGE_TOPICS, 1 + self._random.randrange(2))
        self._records.hold(
            self._pair,
            "heads_exchange",
            self._day(0.1, 0.6),
            people,
            host=self._random.choice(("lead", "partner")),
            topics=topics,
        )

    def _joint_seminar(self) -> None:
        speaker = self._random.choice(self._pair.lead.backbone())
        people: list[Attendance] = [(speaker, "lead", "speaker")]
        people += self._records.audience(self._pair.lead, "lead", 3, 6)
        people += self._records.audience(self._pair.partner, "partner", 4, 7)
        self._records.hold(
            self._pair,
            "joint_seminar",
            self._day(),
            people,
            host=self._random.choice(("lead", "partner", "partner", "online")),
            topics=[self._random.choice(_SEMINAR_TOPICS)],
        )

    def _student_event(self) -> None:
        people: list[Attendance] = [(self._pair.lead.managers[4], "lead", "chair")]
        people.append((self._pair.partner.managers[4], "partner", "attendee"))
        people += self._records.pupils("lead", 4)
        people += self._records.pupils("partner", 4)
        self._records.hold(self._pair, "student_event", self._day(0.2, 0.9), people, host="lead")

    # --- the lead ---

    def _outings(self) -> None:
        """Two outings to the partner, each of a morning's lessons and an afternoon's talks."""
        for begin, end in ((0.1, 0.45), (0.5, 0.9)):
            day = self._day(begin, end)
            event = self._records.new_id("E")
            for kind in _GUIDANCE_KINDS:
                late = self._strikes("unconfirmed") and kind in ("lecture", "project_guidance")
                status = "submitted" if late else None
                self._task(kind, partial(self._guidance, kind, day, event, status))

    def _guidance(self, kind: str, day: date, event: str | None, status: str | None) -> None:
        guide = self._random.choice(self._pair.lead.backbone())
        part = {"demonstration_lesson": "teacher", "lecture": "speaker"}.get(kind, "chair")
        people: list[Attendance] = [(guide, "lead", part)]
        people += self._records.audience(self._pair.partner, "partner", 5, 9)
        self._records.hold(
            self._pair, kind, day, people, host="partner", event=event, status=status
        )

    def _open_meetings(self) -> None:
        meetings = 1 if self._strikes("stays_home") else 2
        for number in range(meetings):
            self._task("regular", partial(self._regular_meeting, number))

    def _regular_meeting(self, number: int) -> None:
        people = [self._lead_head(), (self._manager(), "partner", "observer")]
        people += [(member, "lead", "attendee") for member in self._pair.lead.managers]
        day = self._day(0.1 + 0.4 * number, 0.4 + 0.4 * number)
        self._records.hold(self._pair, "regular_meeting", day, people, host="lead")

    # --- the partner's managers ---

    def _study_visit(self) -> None:
        people: list[Attendance] = [(self._pair.lead.managers[1], "lead", "chair")]
        people += [(m, "partner", "observer") for m in self._pair.partner.managers[1:5]]
        self._records.hold(self._pair, "study_visit", self._day(0.2, 0.8), people, host="lead")

    def _secondment(self) -> None:
        if self._strikes("stays_home") and self._term.index == 0:
            return
        starts_on = calendar.next_monday(self._day(0.15, 0.7))
        days = 4 if self._strikes("four_day_secondment") else self._random.choice((5, 5, 5, 12))
        ends_on = starts_on + timedelta(days=days - 1)
        if not self._records.happened(self._pair, ends_on):
            return
        evaluated_on: date | None = calendar.school_day(
            ends_on + timedelta(days=self._random.randint(1, 12))
        )
        if self._strikes("late_evaluation"):
            evaluated_on = self._term.ends_on + timedelta(days=5)
        if evaluated_on is not None and evaluated_on > self._records.today:
            evaluated_on = None
        member = self._manager()
        self._records.add(
            "secondments",
            {
                "secondment_id": self._records.new_id("D", 4),
                "collaboration_id": self._pair.id,
                "person_id": member.id,
                "from_side": "partner",
                "post": member.post,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "evaluated_on": evaluated_on,
                "grade": self._random.choice(("excellent", "good", "good"))
                if evaluated_on
                else None,
            },
        )

    # --- mentors and the partner's teachers ---

    def _mentor(self, tie: Tie, *, weak: bool) -> None:
        mentor: Attendance = (tie.mentor, "lead", "observer")
        mentee: Attendance = (tie.mentee, "partner", "teacher")
        hold = self._records.hold
        pair, row = self._pair, tie.row

        def observe() -> None:
            sessions = 1 if weak else 2
            hold(
                pair, "mentor_observation", self._day(), [mentor, mentee],
                host="partner", sessions=sessions, mentorship=row,
            )  # fmt: skip

        def guide() -> None:
            people: list[Attendance] = [(tie.mentor, "lead", "speaker"), mentee]
            people += self._records.audience(pair.partner, "partner", 1, 4)
            host = self._random.choice(("partner", "online"))
            hold(pair, "research_guidance", self._day(), people, host=host, mentorship=row)

        def visit() -> None:
            people: list[Attendance] = [(tie.mentor, "lead", "teacher")]
            people.append((tie.mentee, "partner", "observer"))
            people += self._records.audience(pair.partner, "partner", 0, 4)
            hold(
                pair, "observation_visit", self._day(), people,
                host="lead", sessions=2, mentorship=row,
            )  # fmt: skip

        def open_lesson() -> None:
            people = [mentee] if weak else [mentee, mentor]
            people += self._records.audience(pair.partner, "partner", 3, 6)
            hold(pair, "open_lesson", self._day(0.3), people, host="partner", mentorship=row)

        self._task("observe", observe)
        for _ in range(1 if self._strikes("stays_home") else 2):
            self._task("guide", guide)
        self._task("visit", visit)
        self._task("open lesson", open_lesson)
        self._task("project", partial(self._output, tie, "project_participation", 0.2, 0.8))
        paper = self._random.choice(("paper", "case"))
        self._task("writing", partial(self._output, tie, paper, 0.5, 0.95))

    def _output(self, tie: Tie, kind: str, begin: float, end: float) -> None:
        day = self._day(begin, end)
        if self._records.happened(self._pair, day):
            self._records.add(
                "outputs",
                {
                    "output_id": self._records.new_id("O"),
                    "collaboration_id": self._pair.id,
                    "person_id": tie.mentee.id,
                    "kind": kind,
                    "completed_on": day,
                },
            )

    def _extra(self) -> None:
        """One more outing of a teacher; a few of these are never finished or are turned down."""
        status = self._random.choice((None, None, None, None, None, None, "draft", "rejected"))
        self._guidance(self._random.choice(_GUIDANCE_KINDS), self._day(), None, status)
