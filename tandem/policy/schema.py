"""The facts contract, version 1: every table, column, type, code list and reference.

This is the one description that readers, checks, the workbook template and the engine share.
It holds no data and no sentences: headings and labels in three languages live in
``tandem.facts.labels``.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

CONTRACT_VERSION = 1

ColumnType = Literal["text", "integer", "date", "decimal", "number"]
"""``decimal`` is money in yuan (two places); ``number`` is a double."""

Vocabulary = Literal["kinds", "topics", "subjects", "grades", "rules"]
"""Code lists that a policy defines: they are checked against the policy in use."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract.

    ``required`` means that a row may not leave it empty (``?`` in the contract is ``False``);
    ``codes`` is a fixed list of codes, ``vocabulary`` one that the policy defines;
    ``references`` names the table whose key the value must be found in;
    ``default`` stands in for an empty cell; ``minimum`` and ``maximum`` bound a number.
    """

    name: str
    type: ColumnType = "text"
    required: bool = True
    codes: tuple[str, ...] = ()
    vocabulary: Vocabulary | None = None
    references: str | None = None
    default: int | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in the contract's order, and the columns that identify a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` if the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


STAGES = ("kindergarten", "primary", "junior", "nine_year", "complete")
SCHOOL_STATUSES = ("open", "merged", "closed")
ORIGINS = ("assigned", "self_arranged")
SEASONS = ("spring", "autumn")
HOST_SIDES = ("lead", "partner", "elsewhere", "online")
ACTIVITY_STATUSES = ("draft", "submitted", "confirmed", "rejected")
SIDES = ("lead", "partner")
PARTICIPANT_SIDES = ("lead", "partner", "bureau")
POSTS = (
    "head",
    "deputy_head",
    "middle_manager",
    "league",
    "team",
    "archives",
    "teacher",
    "student",
    "other",
)
HONOURS = ("subject_leader", "backbone", "excellent")
PARTS = ("chair", "speaker", "teacher", "observer", "attendee")
OUTPUT_KINDS = ("paper", "case", "project_participation")
AID_KINDS = ("funds", "equipment", "books", "other")
DEPARTMENTS = ("education", "supervision", "research")


def _id(name: str, references: str | None = None, required: bool = True) -> Column:
    return Column(name, references=references, required=required)


def _date(name: str, required: bool = True) -> Column:
    return Column(name, "date", required)


TABLES: tuple[Table, ...] = (
    Table(
        "rounds",
        (
            _id("round_id"),
            Column("name"),
            Column("bureau_id", required=False),
            _date("starts_on"),
            _date("ends_on"),
        ),
        key=("round_id",),
    ),
    Table(
        "people",
        (
            _id("person_id"),
            Column("name", required=False),
            _id("school_id", "schools", required=False),
        ),
        key=("person_id",),
    ),
    Table(
        "schools",
        (
            _id("school_id"),
            Column("name"),
            Column("stage", codes=STAGES),
            Column("bureau_id"),
            Column("status", codes=SCHOOL_STATUSES),
            _id("successor_id", "schools", required=False),
        ),
        key=("school_id",),
        required=True,
    ),
    Table(
        "collaborations",
        (
            _id("collaboration_id"),
            _id("round_id", "rounds"),
            Column("batch", required=False),
            _id("lead_school_id", "schools"),
            _id("partner_school_id", "schools"),
            Column("origin", codes=ORIGINS),
            _date("starts_on"),
            _date("ends_on", required=False),
            _date("plan_due_on"),
        ),
        key=("collaboration_id",),
        required=True,
    ),
    Table(
        "terms",
        (
            _id("term_id"),
            _id("round_id", "rounds"),
            Column("year", "integer", minimum=1900, maximum=2999),
            Column("season", codes=SEASONS),
            _date("starts_on"),
            _date("ends_on"),
        ),
        key=("term_id",),
        required=True,
    ),
    Table(
        "activities",
        (
            _id("activity_id"),
            Column("event_id", required=False),
            _id("collaboration_id", "collaborations"),
            Column("kind", vocabulary="kinds"),
            _date("held_on"),
            Column("host_side", codes=HOST_SIDES),
            Column("sessions", "integer", required=False, default=1, minimum=1),
            _id("mentorship_id", "mentorships", required=False),
            Column("subject", required=False, vocabulary="subjects"),
            Column("status", codes=ACTIVITY_STATUSES),
        ),
        key=("activity_id",),
    ),
    Table(
        "activity_topics",
        (_id("activity_id", "activities"), Column("topic", vocabulary="topics")),
    ),
    Table(
        "participations",
        (
            _id("activity_id", "activities"),
            _id("person_id", "people"),
            Column("side", codes=PARTICIPANT_SIDES),
            Column("post", codes=POSTS),
            Column("honour", required=False, codes=HONOURS),
            Column("part", codes=PARTS),
        ),
    ),
    Table(
        "mentorships",
        (
            _id("mentorship_id"),
            _id("collaboration_id", "collaborations"),
            _id("mentor_id", "people"),
            _id("mentee_id", "people"),
            Column("subject", vocabulary="subjects"),
            _date("starts_on"),
            _date("ends_on", required=False),
        ),
        key=("mentorship_id",),
    ),
    Table(
        "secondments",
        (
            _id("secondment_id"),
            _id("collaboration_id", "collaborations"),
            _id("person_id", "people"),
            Column("from_side", codes=SIDES),
            Column("post", codes=POSTS),
            _date("starts_on"),
            _date("ends_on"),
            _date("evaluated_on", required=False),
            Column("grade", required=False, vocabulary="grades"),
        ),
        key=("secondment_id",),
    ),
    Table(
        "outputs",
        (
            _id("output_id"),
            _id("collaboration_id", "collaborations"),
            _id("person_id", "people"),
            Column("kind", codes=OUTPUT_KINDS),
            _date("completed_on"),
        ),
        key=("output_id",),
    ),
    Table(
        "plans",
        (
            _id("plan_id"),
            _id("collaboration_id", "collaborations"),
            _date("submitted_on", required=False),
            _date("approved_on", required=False),
        ),
        key=("plan_id",),
    ),
    Table(
        "aid",
        (
            _id("aid_id"),
            _id("collaboration_id", "collaborations"),
            Column("kind", codes=AID_KINDS),
            Column("value_yuan", "decimal", minimum=0),
            _date("handed_over_on"),
            _date("accepted_on", required=False),
        ),
        key=("aid_id",),
    ),
    Table(
        "visits",
        (
            _id("visit_id"),
            _id("collaboration_id", "collaborations"),
            Column("department", codes=DEPARTMENTS),
            _date("visited_on"),
        ),
        key=("visit_id",),
    ),
    Table(
        "checks",
        (
            _id("collaboration_id", "collaborations"),
            Column("side", codes=SIDES),
            Column("year", "integer", minimum=1900, maximum=2999),
            Column("rating", "number", minimum=0, maximum=1),
        ),
        key=("collaboration_id", "side", "year"),
    ),
    Table(
        "quality",
        (
            _id("school_id", "schools"),
            Column("year", "integer", minimum=1900, maximum=2999),
            Column("value", "number"),
        ),
        key=("school_id", "year"),
    ),
    Table(
        "waivers",
        (
            _id("collaboration_id", "collaborations"),
            Column("period"),
            Column("requirement", vocabulary="rules"),
            Column("reason"),
        ),
        key=("collaboration_id", "period", "requirement"),
    ),
)

TABLES_BY_NAME = MappingProxyType({table.name: table for table in TABLES})

# --- what the compiled SQL reads -------------------------------------------------------------

EVALUATION_TABLES: MappingProxyType[str, MappingProxyType[str, str]] = MappingProxyType(
    {
        name: MappingProxyType(columns)
        for name, columns in {
            "as_of": {"day": "int32"},
            "scope": {"collaboration_id": "string"},
            "collaborations": {
                "collaboration_id": "string",
                "round_id": "string",
                "batch": "string",
                "origin": "string",
                "lead_stage": "string",
                "partner_stage": "string",
                "starts_day": "int32",
                "ends_day": "int32",
                "plan_due_day": "int32",
            },
            "terms": {
                "term_id": "string",
                "round_id": "string",
                "year": "int32",
                "season": "string",
                "starts_day": "int32",
                "ends_day": "int32",
            },
            "activities": {
                "activity_id": "string",
                "collaboration_id": "string",
                "kind": "string",
                "held_day": "int32",
                "host_side": "string",
                "sessions": "int32",
                "mentorship_id": "string",
                "subject": "string",
                "status": "string",
            },
            "activity_topics": {"activity_id": "string", "topic": "string"},
            "participations": {
                "activity_id": "string",
                "person_id": "string",
                "side": "string",
                "post": "string",
                "honour": "string",
                "part": "string",
            },
            "mentorships": {
                "mentorship_id": "string",
                "collaboration_id": "string",
                "mentor_id": "string",
                "mentee_id": "string",
                "subject": "string",
                "starts_day": "int32",
                "ends_day": "int32",
            },
            "secondments": {
                "secondment_id": "string",
                "collaboration_id": "string",
                "from_side": "string",
                "post": "string",
                "starts_day": "int32",
                "ends_day": "int32",
                "evaluated_day": "int32",
                "grade": "string",
            },
            "outputs": {
                "output_id": "string",
                "collaboration_id": "string",
                "person_id": "string",
                "kind": "string",
                "completed_day": "int32",
            },
            "plans": {
                "plan_id": "string",
                "collaboration_id": "string",
                "submitted_day": "int32",
                "approved_day": "int32",
            },
            "aid": {
                "aid_id": "string",
                "collaboration_id": "string",
                "kind": "string",
                "accepted_day": "int32",
            },
            "visits": {
                "visit_id": "string",
                "collaboration_id": "string",
                "department": "string",
                "visited_day": "int32",
            },
            "waivers": {
                "collaboration_id": "string",
                "period": "string",
                "requirement": "string",
            },
        }.items()
    }
)
"""The relations that compiled SQL reads, each with its columns and Ibis types.

Dates arrive as **day numbers** (whole days since 1970-01-01, ``int32``), so that every rule is plain
integer arithmetic that all four databases share. ``as_of`` holds one row; ``scope`` holds the
collaborations that a scoped query is about (an unscoped query does not read it).
"""
