"""For one rule: every record of its kind, beside each condition, so that a count can be explained.

The conditions are the very ones that the compiler counts by; here they stand in columns of their own
instead of being joined by AND.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from tandem.policy.assembling import HANDED_OVER
from tandem.policy.compile.activities import Condition, conditions, enrich
from tandem.policy.compile.frames import FRAME_KEYS, bounds, frame
from tandem.policy.compile.mentorships import covering, covers_half
from tandem.policy.compile.records import DATED_BY, plan_day
from tandem.policy.compile.relations import FAR_DAY, Relations, attach, one_of
from tandem.policy.compile.secondments import evaluated, qualifying
from tandem.policy.model import Rule
from tandem.policy.results import Missed

NEAR_DAYS = 31
"""A record so close to its period that it may have been meant for it."""

ALWAYS = (ibis.literal(-FAR_DAY), ibis.literal(FAR_DAY))
"""First and last day of a record that is near to every period."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Records of one table with their conditions.

    ``rows`` has the columns ``unit_id``, ``fact_id``, ``day``, ``amount``, ``near_day``, one boolean
    ``c0`` … for each of ``missed`` and one ``k0`` … for each thing that is counted once.
    """

    table: str
    rows: ir.Table
    missed: tuple[Missed, ...]
    marks: int = 0


@dataclass(slots=True)
class _Columns:
    """What a listing selects, put together step by step."""

    row: ir.Table
    conditions: list[Condition] = field(default_factory=list)

    def add(self, code: str, test: ir.BooleanValue, *expected: str) -> None:
        self.conditions.append(Condition(Missed(code, expected), test))

    def listing(
        self,
        table: str,
        unit: ir.Value,
        fact: ir.Value,
        day: ir.Value,
        amount: ir.Value,
        marks: Sequence[ir.Value] = (),
        span: tuple[ir.Value, ir.Value] | None = None,
    ) -> Listing:
        """``span``: first and last day of a record that is near for all of that time."""
        row = self.row
        begins, ends = span or (day, day)
        near = (ends >= row.first_day - NEAR_DAYS) & (begins <= row.last_day + NEAR_DAYS)
        columns = {f"c{i}": c.test.fill_null(False) for i, c in enumerate(self.conditions)}
        columns |= {f"k{i}": mark for i, mark in enumerate(marks)}
        rows = row.select(
            unit_id=unit.cast("string"),
            fact_id=fact,
            day=day.cast("int32"),
            amount=amount.cast("float64"),
            near_day=near.fill_null(True),
            **columns,
        )
        return Listing(table, rows, tuple(c.missed for c in self.conditions), len(marks))


class Listings:
    """The listings of one rule for one collaboration (set through ``scope``) and period."""

    def __init__(self, rule: Rule, period: str, *, has_bit_or: bool = True) -> None:
        self.rule = rule
        self.relations = Relations(scoped=True, has_bit_or=has_bit_or)
        full = frame(self.relations, rule.per)
        row = full.filter(full.period == period)
        first, last, _ = bounds(rule, row)
        self.frame = row.mutate(first_day=first.cast("int32"), last_day=last.cast("int32"))

    def facts(self) -> Listing:
        """The records that the rule counts."""
        makers: dict[str, Callable[[], Listing]] = {
            "activities": self._activities,
            "mentorships": self.mentorships,
            "secondments": self.secondments,
            "evaluations": self._evaluations,
            "outputs": self._outputs,
            "plans": self._plans,
            "aid": self._dated,
            "visits": self._dated,
        }
        return makers[self.rule.count]()

    def owners(self) -> Listing | None:
        """The things counted for, where they are not the collaboration itself."""
        if self.rule.each == "collaboration":
            return None
        return self.mentorships() if self.rule.each == "mentorship" else self.secondments()

    def _beside_period(self, table: ir.Table) -> ir.Table:
        period = self.frame.select(
            *FRAME_KEYS, "first_day", "last_day", "plan_due_day", "ended_day", "pair_first_day"
        )
        joined = table.inner_join(period, "collaboration_id")
        return joined.select(*table.columns, *period.columns[1:])

    def _in_period(self, columns: _Columns, day: ir.Value) -> None:
        """Neither after ``as_of`` nor outside the period; a record without a day is neither."""
        row = columns.row
        columns.add("as-of", day.isnull() | (day <= self.relations.as_of))
        columns.add("period", day.isnull() | ((day >= row.first_day) & (day <= row.last_day)))

    def _activities(self) -> Listing:
        rule, relations = self.rule, self.relations
        activities = relations.of("activities")
        same_kind = activities.filter(one_of(activities.kind, rule.where.kind))
        enriched = enrich(relations, same_kind, [rule], ask_all=True)
        row = self._beside_period(enriched.table)
        columns = _Columns(row)
        columns.add("status", row.status == "confirmed", "confirmed")
        self._in_period(columns, row.held_day)
        if rule.each == "mentorship":
            own = covering(relations, self.frame)
            columns.add("mentorship", row.mentorship_id.isin(own.mentorship_id))
        columns.conditions += conditions(rule, row, enriched)[1:]  # the kind is met by all of them
        unit = row.mentorship_id if rule.each == "mentorship" else row.collaboration_id
        amount = row.sessions if rule.measure == "sessions" else ibis.literal(1)
        marks: list[ir.Value] = []
        if rule.measure == "topics":
            marks = [enriched.shows(row, (topic,)) for topic in rule.where.topic]
        elif rule.measure == "subjects":
            marks = [one_of(row.subject, (subject,)) for subject in rule.where.subject]
        elif rule.shared_by:
            marks = [enriched.shows(row, giver) for giver in rule.shared_by]
        return columns.listing("activities", unit, row.activity_id, row.held_day, amount, marks)

    def mentorships(self) -> Listing:
        """Mentorships: which of them cover the period."""
        row = self._beside_period(self.relations.of("mentorships"))
        columns = _Columns(row)
        columns.add("as-of", row.starts_day <= self.relations.as_of)
        columns.add("covers-half", covers_half(row))
        if self.rule.count == "mentorships" and self.rule.where.subject:
            subjects = self.rule.where.subject
            columns.add("subject", one_of(row.subject, subjects), *subjects)
        return columns.listing(
            "mentorships",
            row.collaboration_id if self.rule.count == "mentorships" else row.mentorship_id,
            row.mentorship_id,
            row.starts_day,
            ibis.literal(1),
            span=(row.starts_day, row.ends_day.fill_null(FAR_DAY)),
        )

    def secondments(self) -> Listing:
        """Secondments: which of them qualify."""
        row = self._beside_period(self.relations.of("secondments"))
        columns = _Columns(row)
        columns.add("ended", row.ends_day <= self.relations.as_of)
        columns.add("period", (row.starts_day >= row.first_day) & (row.starts_day <= row.last_day))
        columns.conditions += qualifying(self.rule, row)
        unit = row.collaboration_id if self.rule.count == "secondments" else row.secondment_id
        return columns.listing(
            "secondments", unit, row.secondment_id, row.starts_day, ibis.literal(1)
        )

    def _evaluations(self) -> Listing:
        row = self._beside_period(self.relations.of("secondments"))
        columns = _Columns(row)
        columns.conditions += evaluated(self.rule, row, self.relations.as_of)
        # it is about this secondment, however late it is
        return columns.listing(
            "secondments",
            row.secondment_id,
            row.secondment_id,
            row.evaluated_day,
            ibis.literal(1),
            span=ALWAYS,
        )

    def _outputs(self) -> Listing:
        rule = self.rule
        row = self._beside_period(self.relations.of("outputs"))
        unit: ir.Value = row.collaboration_id
        if rule.each == "mentorship":
            person = f"{rule.where.by}_id"
            own = covering(self.relations, self.frame).select("mentorship_id", person)
            row = row.left_join(own, row.person_id == own[person])
            unit = row.mentorship_id
        columns = _Columns(row)
        self._in_period(columns, row.completed_day)
        if rule.where.kind:
            columns.add("kind", one_of(row.kind, rule.where.kind), *rule.where.kind)
        if rule.each == "mentorship":
            columns.add(rule.where.by, row.mentorship_id.notnull())
        return columns.listing("outputs", unit, row.output_id, row.completed_day, ibis.literal(1))

    def _plans(self) -> Listing:
        row = self._beside_period(self.relations.of("plans"))
        day = plan_day(self.rule, row)
        columns = _Columns(row)
        columns.add(self.rule.where.event, day.notnull() & (day <= self.relations.as_of))
        columns.add("in-time", day.isnull() | (day <= row.last_day))
        # it is about this pair's plan, however late it is
        return columns.listing(
            "plans", row.collaboration_id, row.plan_id, day, ibis.literal(1), span=ALWAYS
        )

    def _dated(self) -> Listing:
        source = self.rule.count
        table = self.relations.of(source)
        if source == "aid":
            handed = ibis.table({"aid_id": "string", "handed_day": "int32"}, name=HANDED_OVER)
            table = attach(table, handed, ["aid_id"])
        row = self._beside_period(table)
        day = row[DATED_BY[source]]
        columns = _Columns(row)
        span: tuple[ir.Value, ir.Value] | None = None
        if source == "aid":
            columns.add("accepted", day.notnull())
            # what is not accepted yet is near to where it was handed over
            span = (day.coalesce(row.handed_day), day.coalesce(row.handed_day))
        self._in_period(columns, day)
        wanted = self.rule.where.kind if source == "aid" else self.rule.where.department
        if wanted:
            column = row.kind if source == "aid" else row.department
            code = "kind" if source == "aid" else "department"
            columns.add(code, one_of(column, wanted), *wanted)
        fact = row.aid_id if source == "aid" else row.visit_id
        return columns.listing(source, row.collaboration_id, fact, day, ibis.literal(1), span=span)
