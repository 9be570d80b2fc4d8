"""The table of requirements, row by row: how each is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tandem.demo.district import Row
from tandem.policy.results import Duty, Severity
from tests.reading.case import BACKBONE, MANAGERS, Case, within


@dataclass(frozen=True, slots=True)
class Count:
    """Achieved of required, and whether the rule itself says that it does not apply."""

    achieved: float
    required: float
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of the table; ``count`` takes the case and the term, year or round."""

    id: str
    clause: str
    duty: Duty
    per: Literal["term", "year", "round"]
    count: Callable[[Case, Row], Count]
    severity: Severity = "must"


def number(case: Case, kind: str, term: Row, holds: Callable[[Row], bool]) -> int:
    """How many activities of the kind in the term meet the condition."""
    return sum(1 for activity in case.held(kind, term) if holds(activity))


# --- 5.1.2 both, every term ---


def collaboration_meeting(case: Case, term: Row) -> Count:
    return Count(number(case, "collaboration_meeting", term, case.both_sides), 1)


def heads_exchange(case: Case, term: Row) -> Count:
    def holds(activity: Row) -> bool:
        return (
            case.has_topic(activity, ("school_development", "brand", "culture"))
            and case.somebody(activity, side="lead", posts=("head",))
            and case.somebody(activity, side="partner", posts=("head",))
        )

    return Count(number(case, "heads_exchange", term, holds), 1)


def joint_seminar(case: Case, term: Row) -> Count:
    topics = ("efficient_classroom", "effective_research", "culture", "lighter_load")

    def holds(activity: Row) -> bool:
        return case.has_topic(activity, topics) and case.both_sides(activity)

    return Count(number(case, "joint_seminar", term, holds), 2)


def student_event(case: Case, term: Row) -> Count:
    return Count(number(case, "student_event", term, case.both_sides), 1)


# --- 5.1.3 mentors ---


def mentor_pairs(case: Case, term: Row) -> Count:
    return Count(len(case.covering(term)), 3)


def core_subjects(case: Case, term: Row) -> Count:
    subjects = [mentorship["subject"] for mentorship in case.covering(term)]
    if not subjects:
        return Count(0, 0.5, not_applicable=True)
    core = sum(1 for subject in subjects if subject in ("chinese", "maths"))
    return Count(core / len(subjects), 0.5, not_applicable="kindergarten" in case.stages)


def every_mentorship(case: Case, term: Row, meets: Callable[[Row], bool]) -> Count:
    """Of those that cover the term, how many meet the rule; with none, 0 of 1."""
    mentorships = case.covering(term)
    if not mentorships:
        return Count(0, 1)
    return Count(sum(1 for mentorship in mentorships if meets(mentorship)), len(mentorships))


def its(case: Case, kind: str, term: Row, mentorship: Row) -> list[Row]:
    """A mentorship's own activities of a kind in the term."""
    return [
        activity
        for activity in case.held(kind, term)
        if activity["mentorship_id"] == mentorship["mentorship_id"]
    ]


def sessions(activities: Iterable[Row]) -> int:
    """Sessions in all; an activity without a number of sessions is one."""
    return sum(1 if row["sessions"] is None else row["sessions"] for row in activities)


def mentor_observation(case: Case, term: Row) -> Count:
    return every_mentorship(
        case, term, lambda m: sessions(its(case, "mentor_observation", term, m)) >= 2
    )


def research_guidance(case: Case, term: Row) -> Count:
    return every_mentorship(case, term, lambda m: len(its(case, "research_guidance", term, m)) >= 2)


# --- 5.2.2 the lead ---


def open_meetings(case: Case, term: Row) -> Count:
    def holds(activity: Row) -> bool:
        return activity["host_side"] == "lead" and case.somebody(
            activity, side="partner", posts=(*MANAGERS, "head")
        )

    return Count(number(case, "regular_meeting", term, holds), 2)


def backbone_at_the_partner(
    case: Case, kind: str, term: Row, parts: tuple[str, ...] | None = None
) -> Count:
    def holds(activity: Row) -> bool:
        return activity["host_side"] == "partner" and case.somebody(
            activity, side="lead", honours=BACKBONE, parts=parts
        )

    return Count(number(case, kind, term, holds), 2)


def lesson_preparation(case: Case, term: Row) -> Count:
    return backbone_at_the_partner(case, "lesson_preparation", term)


def project_guidance(case: Case, term: Row) -> Count:
    return backbone_at_the_partner(case, "project_guidance", term)


def demonstration(case: Case, term: Row) -> Count:
    return backbone_at_the_partner(case, "demonstration_lesson", term, ("teacher", "speaker"))


def lecture(case: Case, term: Row) -> Count:
    return backbone_at_the_partner(case, "lecture", term, ("teacher", "speaker"))


# --- 5.3.2 the partner's managers ---


def study_visit(case: Case, term: Row) -> Count:
    def holds(activity: Row) -> bool:
        return activity["host_side"] == "lead" and case.somebody(
            activity, side="partner", posts=MANAGERS
        )

    return Count(number(case, "study_visit", term, holds), 1)


def secondment(case: Case, term: Row) -> Count:
    return Count(len(case.qualifying_secondments(term)), 1)


def secondment_evaluation(case: Case, term: Row) -> Count:
    secondments = case.qualifying_secondments(term)
    in_time = 0
    for row in secondments:
        evaluated_on: date | None = row["evaluated_on"]
        if evaluated_on is None or evaluated_on > case.as_of:
            continue
        if evaluated_on <= max(term["ends_on"], row["ends_on"]):
            in_time += 1
    return Count(in_time, len(secondments), not_applicable=not secondments)


# --- 5.3.3 the partner's teachers ---


def observation_visits(case: Case, term: Row) -> Count:
    def meets(mentorship: Row) -> bool:
        return (
            sessions(
                activity
                for activity in its(case, "observation_visit", term, mentorship)
                if activity["host_side"] == "lead"
                and case.somebody(activity, person=mentorship["mentee_id"])
            )
            >= 2
        )

    return every_mentorship(case, term, meets)


def open_lesson(case: Case, term: Row) -> Count:
    def meets(mentorship: Row) -> bool:
        return any(
            case.somebody(activity, person=mentorship["mentee_id"], parts=("teacher", "speaker"))
            and case.somebody(activity, person=mentorship["mentor_id"])
            for activity in its(case, "open_lesson", term, mentorship)
        )

    return every_mentorship(case, term, meets)


def mentee_output(case: Case, term: Row, kinds: tuple[str, ...]) -> Count:
    def meets(mentorship: Row) -> bool:
        return any(
            output["person_id"] == mentorship["mentee_id"]
            and output["kind"] in kinds
            and within(output["completed_on"], term)
            for output in case.outputs
        )

    return every_mentorship(case, term, meets)


def shared_project(case: Case, term: Row) -> Count:
    return mentee_output(case, term, ("project_participation",))


def writing(case: Case, term: Row) -> Count:
    return mentee_output(case, term, ("paper", "case"))


# --- 5.1.1, 4.4, 5.4.2 ---


def plan(case: Case, period: Row) -> Count:
    due: date = case.collaboration["plan_due_on"]
    ends_on: date | None = case.collaboration["ends_on"]
    return Count(
        sum(1 for row in case.submitted if row["submitted_on"] <= due),
        1,
        not_applicable=ends_on is not None and ends_on < due,
    )


def plan_approval(case: Case, period: Row) -> Count:
    due: date = case.collaboration["plan_due_on"] + timedelta(days=30)
    ends_on: date | None = case.collaboration["ends_on"]
    return Count(
        sum(1 for row in case.approved if row["approved_on"] <= due),
        1,
        not_applicable=ends_on is not None and ends_on < due,
    )


def aid(case: Case, year: Row) -> Count:
    return Count(sum(1 for row in case.aid if within(row["accepted_on"], year)), 1)


def department_visit(case: Case, term: Row) -> Count:
    return Count(sum(1 for row in case.visits if within(row["visited_on"], term)), 1)


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement("collaboration-meeting", "5.1.2", "both", "term", collaboration_meeting),
    Requirement("heads-exchange", "5.1.2", "both", "term", heads_exchange),
    Requirement("joint-seminar", "5.1.2", "both", "term", joint_seminar),
    Requirement("student-event", "5.1.2", "both", "term", student_event),
    Requirement("mentor-pairs", "5.1.3", "both", "term", mentor_pairs),
    Requirement("core-subjects", "5.1.3", "both", "term", core_subjects, "advice"),
    Requirement("mentor-observation", "5.1.3", "lead", "term", mentor_observation),
    Requirement("research-guidance", "5.1.3", "lead", "term", research_guidance),
    Requirement("open-meetings", "5.2.2", "lead", "term", open_meetings),
    Requirement("lesson-preparation", "5.2.2", "lead", "term", lesson_preparation),
    Requirement("project-guidance", "5.2.2", "lead", "term", project_guidance),
    Requirement("demonstration", "5.2.2", "lead", "term", demonstration),
    Requirement("lecture", "5.2.2", "lead", "term", lecture),
    Requirement("study-visit", "5.3.2", "partner", "term", study_visit),
    Requirement("secondment", "5.3.2", "partner", "term", secondment),
    Requirement("secondment-evaluation", "5.3.2", "lead", "term", secondment_evaluation),
    Requirement("observation-visits", "5.3.3", "partner", "term", observation_visits),
    Requirement("open-lesson", "5.3.3", "partner", "term", open_lesson),
    Requirement("shared-project", "5.3.3", "partner", "term", shared_project),
    Requirement("writing", "5.3.3", "partner", "term", writing),
    Requirement("plan", "5.1.1", "both", "round", plan),
    Requirement("plan-approval", "5.1.1", "bureau", "round", plan_approval),
    Requirement("aid", "4.4", "lead", "year", aid, "advice"),
    Requirement("department-visit", "5.4.2", "bureau", "term", department_visit),
)

REQUIREMENTS_BY_ID = {requirement.id: requirement for requirement in REQUIREMENTS}
