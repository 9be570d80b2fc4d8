"""What is on record for one collaboration as of one day (reading, "As of D")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tandem.demo.district import District, Row

MANAGERS = ("deputy_head", "middle_manager", "league", "team", "archives")
BACKBONE = ("subject_leader", "backbone", "excellent")


class Case:
    """One collaboration with its own facts, and nothing dated after ``as_of``."""

    def __init__(self, district: District, collaboration: Row, as_of: date) -> None:
        def own(table: str) -> list[Row]:
            return [
                row
                for row in district.get(table, [])
                if row["collaboration_id"] == collaboration["collaboration_id"]
            ]

        def known(rows: Iterable[Row], column: str) -> list[Row]:
            return [row for row in rows if row[column] is not None and row[column] <= as_of]

        self.as_of = as_of
        self.collaboration = collaboration
        self.id: str = collaboration["collaboration_id"]
        self.stages = [
            school["stage"]
            for school in district["schools"]
            if school["school_id"]
            in (collaboration["lead_school_id"], collaboration["partner_school_id"])
        ]
        # An activity counts only when its status is `confirmed`.
        self.activities = [
            row for row in known(own("activities"), "held_on") if row["status"] == "confirmed"
        ]
        self.topics: dict[str, list[str]] = {row["activity_id"]: [] for row in self.activities}
        for row in district.get("activity_topics", []):
            if row["activity_id"] in self.topics:
                self.topics[row["activity_id"]].append(row["topic"])
        self.people: dict[str, list[Row]] = {row["activity_id"]: [] for row in self.activities}
        for row in district.get("participations", []):
            if row["activity_id"] in self.people:
                self.people[row["activity_id"]].append(row)
        self.mentorships = known(own("mentorships"), "starts_on")
        self.secondments = known(own("secondments"), "ends_on")
        self.outputs = known(own("outputs"), "completed_on")
        self.visits = known(own("visits"), "visited_on")
        self.aid = known(own("aid"), "accepted_on")
        self.submitted = known(own("plans"), "submitted_on")
        self.approved = known(own("plans"), "approved_on")
        self.waivers = {(row["period"], row["requirement"]) for row in own("waivers")}

    def active(self, day: date) -> bool:
        """Whether the collaboration runs on that day."""
        ends_on = self.collaboration["ends_on"]
        starts_on: date = self.collaboration["starts_on"]
        return starts_on <= day and (ends_on is None or ends_on >= day)

    def owes(self, first_day: date, last_day: date) -> bool:
        """Applicable: active on the first and on the last day of the period."""
        return self.active(first_day) and self.active(last_day)

    def held(self, kind: str, term: Row) -> list[Row]:
        """The confirmed activities of a kind that were held in a term."""
        return [
            row for row in self.activities if row["kind"] == kind and within(row["held_on"], term)
        ]

    def has_topic(self, activity: Row, topics: tuple[str, ...]) -> bool:
        """Whether the activity carries at least one of the topics."""
        return any(topic in topics for topic in self.topics[activity["activity_id"]])

    def somebody(
        self,
        activity: Row,
        *,
        side: str | None = None,
        posts: tuple[str, ...] | None = None,
        honours: tuple[str, ...] | None = None,
        parts: tuple[str, ...] | None = None,
        person: str | None = None,
    ) -> bool:
        """Whether one participant is on record who meets all the conditions that are given."""
        for row in self.people[activity["activity_id"]]:
            if side is not None and row["side"] != side:
                continue
            if posts is not None and row["post"] not in posts:
                continue
            if honours is not None and row["honour"] not in honours:
                continue
            if parts is not None and row["part"] not in parts:
                continue
            if person is not None and row["person_id"] != person:
                continue
            return True
        return False

    def both_sides(self, activity: Row) -> bool:
        """Whether people of both sides are on record."""
        return self.somebody(activity, side="lead") and self.somebody(activity, side="partner")

    def covering(self, term: Row) -> list[Row]:
        """The mentorships that cover a term: at least half of its days lie within them."""
        found = []
        for mentorship in self.mentorships:
            first = max(mentorship["starts_on"], term["starts_on"])
            last = min(mentorship["ends_on"] or term["ends_on"], term["ends_on"])
            if 2 * ((last - first).days + 1) >= (term["ends_on"] - term["starts_on"]).days + 1:
                found.append(mentorship)
        return found

    def qualifying_secondments(self, term: Row) -> list[Row]:
        """Secondments of the partner's managers or heads, of 5 weekdays or more, begun in it."""
        return [
            row
            for row in self.secondments
            if row["from_side"] == "partner"
            and row["post"] in (*MANAGERS, "head")
            and weekdays(row["starts_on"], row["ends_on"]) >= 5
            and within(row["starts_on"], term)
        ]


def within(day: date, term: Row) -> bool:
    """Whether the day lies in the term, its first and last day included."""
    inside: bool = term["starts_on"] <= day <= term["ends_on"]
    return inside


def weekdays(first_day: date, last_day: date) -> int:
    """How many days from Monday to Friday, first and last day included."""
    days = range(first_day.toordinal(), last_day.toordinal() + 1)
    return sum(1 for day in days if date.fromordinal(day).weekday() < 5)
