"""The small standard world of rule examples, and the short rows that change it or add to it.

Every example begins with round ``R1`` (March 2025 to February 2028) and its six terms, the lead school
``A`` and the partner school ``B`` (both primary), and the collaboration ``C1`` between them, active for
the whole round, its plan due on 30 April 2025. Nothing else is on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from tandem.lib.toml_reader import TableReader
from tandem.policy import schema
from tandem.policy.example_people import BadPerson, read_person
from tandem.policy.model import Policy

Facts = dict[str, list[dict[str, Any]]]
"""Table name to rows of the facts contract, with Python values and all of the contract's columns."""

ROUND = "R1"
ROUND_STARTS, ROUND_ENDS = date(2025, 3, 1), date(2028, 2, 29)
BUREAU = "bureau-1"
TERMS: Mapping[str, tuple[int, str, date, date]] = MappingProxyType(
    {
        "2025-spring": (2025, "spring", date(2025, 3, 3), date(2025, 7, 4)),
        "2025-autumn": (2025, "autumn", date(2025, 9, 1), date(2026, 1, 16)),
        "2026-spring": (2026, "spring", date(2026, 3, 2), date(2026, 7, 3)),
        "2026-autumn": (2026, "autumn", date(2026, 9, 1), date(2027, 1, 15)),
        "2027-spring": (2027, "spring", date(2027, 3, 1), date(2027, 7, 2)),
        "2027-autumn": (2027, "autumn", date(2027, 9, 1), date(2028, 1, 14)),
    }
)
"""Term id to year, season, first and last day."""


class World:
    """The facts of one example under construction; :meth:`read` may be called several times."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.facts: Facts = {table.name: [] for table in schema.TABLES}
        self._add("rounds", round_id=ROUND, name=ROUND, starts_on=ROUND_STARTS, ends_on=ROUND_ENDS)
        for term_id, (year, season, first, last) in TERMS.items():
            self._add(
                "terms", term_id=term_id, round_id=ROUND, year=year, season=season,
                starts_on=first, ends_on=last,
            )  # fmt: skip
        self._collaboration("C1", "A", "B")

    def periods(self) -> tuple[str, ...]:
        """Every period that a finding may be about."""
        terms = self.facts["terms"]
        years = dict.fromkeys(str(term["year"]) for term in terms)
        return (*(term["term_id"] for term in terms), *years, ROUND)

    def pairs(self) -> tuple[str, ...]:
        """The ids of the collaborations."""
        return tuple(row["collaboration_id"] for row in self.facts["collaborations"])

    def read(self, reader: TableReader) -> None:
        """Add the short rows of ``reader``, noting mistakes there."""
        for item in reader.tables("terms"):
            self._read_term(item)
        for item in reader.tables("collaborations"):
            self._read_collaboration(item)
        for item in reader.tables("schools"):
            self._read_school(item)
        for item in reader.tables("mentorships"):
            self._read_mentorship(item)
        for item in reader.tables("activities"):
            self._read_activity(item)
        for item in reader.tables("secondments"):
            self._read_secondment(item)
        for item in reader.tables("outputs"):
            self._read_output(item)
        for item in reader.tables("plans"):
            self._rows(
                item, "plans", "plan_id",
                submitted_on=item.day("submitted_on"), approved_on=item.day("approved_on"),
            )  # fmt: skip
        for item in reader.tables("aid"):
            self._read_aid(item)
        for item in reader.tables("visits"):
            self._rows(
                item, "visits", "visit_id",
                department=item.choice("department", schema.DEPARTMENTS, default="education"),
                visited_on=item.day("on", required=True),
            )  # fmt: skip
        for item in reader.tables("checks"):
            self._rows(
                item, "checks",
                side=item.choice("side", schema.SIDES),
                year=item.whole("year"),
                rating=float(item.number("rating", low=Decimal(0), high=Decimal(1))),
            )  # fmt: skip
        self._read_quality(reader.table("quality"))
        for item in reader.tables("waivers"):
            self._rows(
                item, "waivers",
                period=item.choice("period", self.periods()),
                requirement=item.choice("requirement", self._rule_ids()),
                reason="example",
            )  # fmt: skip
        if reader.values.get("waive_except") == []:
            reader.allow("waive_except")
            self._waive_all_but(())
        elif reader.has("waive_except"):
            self._waive_all_but(reader.codes("waive_except", self._rule_ids()))

    # --- single tables ---

    def _read_term(self, item: TableReader) -> None:
        term_id = item.text("id")
        known = self._find("terms", "term_id", term_id)
        year = item.whole("year", default=known["year"] if known else None)
        season = item.choice("season", schema.SEASONS, known["season"] if known else None)
        values = {"year": year, "season": season}
        values |= self._days(item, known, "starts_on", "ends_on")
        self._put("terms", known, {"term_id": term_id, "round_id": ROUND} | values)
        item.close()

    def _read_collaboration(self, item: TableReader) -> None:
        for pair in item.texts("id") or ("C1",):
            known = self._find("collaborations", "collaboration_id", pair)
            lead = item.text("lead", known["lead_school_id"] if known else f"{pair}-A", False)
            partner = item.text(
                "partner", known["partner_school_id"] if known else f"{pair}-B", False
            )
            row = self._collaboration(pair, lead, partner)
            row["batch"] = (item.texts("batch") or (row["batch"],))[0]
            row["origin"] = item.choice("origin", schema.ORIGINS, default=row["origin"])
            row |= self._days(item, row, "starts_on", "ends_on", "plan_due_on")
        item.close()

    def _read_school(self, item: TableReader) -> None:
        for school_id in self._names(item, "id"):
            row = self._school(school_id)
            row["stage"] = item.choice("stage", schema.STAGES, default=row["stage"])
            row["status"] = item.choice("status", schema.SCHOOL_STATUSES, default=row["status"])
            row["bureau_id"] = item.text("bureau", row["bureau_id"], required=False)
        item.close()

    def _read_mentorship(self, item: TableReader) -> None:
        for name in self._names(item, "id"):
            for pair in self._pairs(item):
                own = self._find("collaborations", "collaboration_id", pair) or {}
                self._add(
                    "mentorships",
                    mentorship_id=name,
                    collaboration_id=pair,
                    mentor_id=item.text("mentor", f"{name}-mentor", required=False),
                    mentee_id=item.text("mentee", f"{name}-mentee", required=False),
                    subject=self._code(item, "subject", "subjects", "chinese"),
                    starts_on=item.day("starts_on") or own.get("starts_on"),
                    ends_on=item.day("ends_on"),
                )
        item.close()

    def _read_activity(self, item: TableReader) -> None:
        kind = self._code(item, "kind", "kinds")
        topics = item.codes("topics", tuple(self._policy.vocabulary.topics))
        subject = self._code(item, "subject", "subjects", "") or None
        host = item.choice("host", schema.HOST_SIDES, default="partner")
        sessions = item.whole("sessions", default=1, minimum=1)
        status = item.choice("status", schema.ACTIVITY_STATUSES, default="confirmed")
        people = item.texts("people")
        mentorships: tuple[str | None, ...] = item.texts("mentorship") or (None,)
        for pair in self._pairs(item):
            for mentorship in mentorships:
                for on in self._dates(item, "on"):
                    activity_id = self._next("activities", "A")
                    self._add(
                        "activities", activity_id=activity_id, collaboration_id=pair, kind=kind,
                        held_on=on, host_side=host, sessions=sessions, mentorship_id=mentorship,
                        subject=subject, status=status,
                    )  # fmt: skip
                    for topic in topics:
                        self._add("activity_topics", activity_id=activity_id, topic=topic)
                    for text in people:
                        self._participant(item, activity_id, mentorship, text)
        item.close()

    def _participant(
        self, item: TableReader, activity_id: str, mentorship: str | None, text: str
    ) -> None:
        try:
            person = read_person(text)
        except BadPerson as error:
            item.problem("people", "unknown-code", error.word, error.expected)
            return
        name = person.name
        own = self._find("mentorships", "mentorship_id", mentorship)
        if mentorship is not None and own is None:
            known = tuple(row["mentorship_id"] for row in self.facts["mentorships"])
            item.problem("mentorship", "unknown-code", mentorship, known)
        if person.who is not None:
            if own is None:
                item.problem("people", "missing", text, ("mentorship",))
                return
            name = own[f"{person.who}_id"]
        self._add(
            "participations", activity_id=activity_id, person_id=name, side=person.side,
            post=person.post, honour=person.honour, part=person.part,
        )  # fmt: skip

    def _read_secondment(self, item: TableReader) -> None:
        self._rows(
            item, "secondments", "secondment_id",
            person_id=item.text("person", "on-secondment", required=False),
            from_side=item.choice("from", schema.SIDES, default="partner"),
            post=item.choice("post", schema.POSTS, default="middle_manager"),
            starts_on=item.day("starts_on", required=True),
            ends_on=item.day("ends_on", required=True),
            evaluated_on=item.day("evaluated_on"),
            grade=self._code(item, "grade", "grades", "") or None,
        )  # fmt: skip

    def _read_output(self, item: TableReader) -> None:
        kind = item.choice("kind", schema.OUTPUT_KINDS)
        on = item.day("on", required=True)
        for person in self._names(item, "person"):
            self._rows(
                item, "outputs", "output_id", person_id=person, kind=kind, completed_on=on
            )  # fmt: skip

    def _read_aid(self, item: TableReader) -> None:
        accepted = item.day("accepted_on")
        self._rows(
            item, "aid", "aid_id",
            kind=item.choice("kind", schema.AID_KINDS, default="books"),
            value_yuan=item.number("value_yuan", Decimal(100), low=Decimal(0)),
            handed_over_on=item.day("handed_over_on") or accepted or ROUND_STARTS,
            accepted_on=accepted,
        )  # fmt: skip

    def _read_quality(self, reader: TableReader) -> None:
        for year in reader.values:
            figures = reader.table(year)
            if not year.isdigit():
                reader.problem(year, "not-whole", year, (2025,))
                continue
            for school_id in figures.values:
                self._school(school_id)
                value = float(figures.number(school_id))
                self._add("quality", school_id=school_id, year=int(year), value=value)

    def _waive_all_but(self, kept: tuple[str, ...]) -> None:
        for pair in self.pairs():
            for rule in self._policy.rules:
                if rule.id in kept:
                    continue
                for row in self.facts["terms"]:
                    period = {"term": row["term_id"], "year": str(row["year"]), "round": ROUND}
                    waiver = {
                        "collaboration_id": pair,
                        "period": period[rule.per],
                        "requirement": rule.id,
                        "reason": "example",
                    }
                    if waiver not in self.facts["waivers"]:
                        self.facts["waivers"].append(waiver)

    # --- helpers ---

    def _rule_ids(self) -> tuple[str, ...]:
        return tuple(rule.id for rule in self._policy.rules)

    def _names(self, item: TableReader, key: str) -> tuple[str, ...]:
        """One name or several; at least one."""
        if not item.has(key):
            item.text(key)
        return item.texts(key)

    def _pairs(self, item: TableReader) -> tuple[str, ...]:
        return item.codes("pair", self.pairs()) if item.has("pair") else ("C1",)

    def _rows(self, item: TableReader, table: str, key: str = "", **values: Any) -> None:
        """One row of ``table`` for each collaboration that ``item`` names."""
        for pair in self._pairs(item):
            own = {key: self._next(table, table)} if key else {}
            self._add(table, **own, collaboration_id=pair, **values)
        item.close()

    def _dates(self, item: TableReader, key: str) -> list[date]:
        values = item.values.get(key)
        if not isinstance(values, list):
            day = item.day(key, required=True)
            return [] if day is None else [day]
        item.allow(key)
        wrong = [value for value in values if type(value) is not date]
        if wrong or not values:
            item.problem(key, "not-date", ", ".join(map(str, wrong)), ("2025-03-01",))
        return [value for value in values if type(value) is date]

    def _code(
        self, item: TableReader, key: str, vocabulary: str, default: str | None = None
    ) -> str:
        codes = tuple(self._policy.codes()[vocabulary])
        if not item.has(key) and default is not None:
            item.allow(key)
            return default
        return item.choice(key, codes)

    def _days(
        self, item: TableReader, known: Mapping[str, Any] | None, *keys: str
    ) -> dict[str, date | None]:
        """Dates that replace those of ``known``; without ``known`` they are required."""
        return {
            key: item.day(key, required=known is None) or (known[key] if known else None)
            for key in keys
        }

    def _school(self, school_id: str) -> dict[str, Any]:
        return self._find("schools", "school_id", school_id) or self._add(
            "schools", school_id=school_id, name=school_id, stage="primary", bureau_id=BUREAU,
            status="open",
        )  # fmt: skip

    def _collaboration(self, pair: str, lead: str, partner: str) -> dict[str, Any]:
        self._school(lead)
        self._school(partner)
        row = self._find("collaborations", "collaboration_id", pair) or self._add(
            "collaborations", collaboration_id=pair, round_id=ROUND, origin="assigned",
            starts_on=ROUND_STARTS, plan_due_on=date(2025, 4, 30),
        )  # fmt: skip
        row["lead_school_id"], row["partner_school_id"] = lead, partner
        return row

    def _find(self, table: str, key: str, value: str | None) -> dict[str, Any] | None:
        return next((row for row in self.facts[table] if row[key] == value), None)

    def _put(self, table: str, known: dict[str, Any] | None, values: dict[str, Any]) -> None:
        if known is None:
            self._add(table, **values)
        else:
            known.update(values)

    def _next(self, table: str, name: str) -> str:
        return f"{name}-{len(self.facts[table]) + 1}"

    def _add(self, table: str, **values: Any) -> dict[str, Any]:
        row: dict[str, Any] = {
            column.name: values.get(column.name) for column in schema.TABLES_BY_NAME[table].columns
        }
        self.facts[table].append(row)
        return row
